using System.Buffers;
using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>
/// What stands between outside text and a strict XML reader: comments, instructions and the document type are dropped, HTML entities
/// become characters, stray ampersands and control characters are made harmless. Line numbers stay; nothing is ever fetched or expanded twice.
/// </summary>
internal sealed class XmlRepair
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. "&<\uFFFE\uFFFF", .. Enumerable.Range(0, 32).Where(c => c is not (9 or 10 or 13)).Select(c => (char)c),
         .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>A tag without end is looked for through all that follows: a few times, not for every &lt;.</summary>
    private const int MaxEndlessTags = 50;

    private const int MaxEndTagLength = 300;

    private readonly string _text;
    private readonly FeedLimits _limits;
    private readonly StringBuilder _fixed = new();
    private IReadOnlyDictionary<string, string> _entities = new Dictionary<string, string>();
    private int _copied;
    private int _at;
    private int _untilVerbatim;
    private int _endless;
    private bool _hasDocumentType;
    private readonly XmlTagBalance _tags = new();

    private XmlRepair(string text, FeedLimits limits) => (_text, _limits) = (text, limits);

    /// <summary>XML from the first element on, how many lines lie before it, and how many end tags were added, changed or left out.</summary>
    /// <exception cref="FeedFormatException">No element at all; entities that grow or point outside; too long.</exception>
    public static (string Xml, int SkippedLines, int Mended) Repair(string text, FeedLimits limits)
    {
        if (text.Length > limits.MaxCharacters)
        {
            throw new FeedFormatException($"The document is longer than {limits.MaxCharacters} characters");
        }

        var start = text.IndexOf('<', StringComparison.Ordinal);
        if (start < 0)
        {
            throw new FeedFormatException("This is plain text, not a feed", 1);
        }

        var repair = new XmlRepair(text, limits) { _copied = start, _at = start };
        return (repair.Run(), text.AsSpan(0, start).Count('\n'), repair._tags.Mended);
    }

    private string Run()
    {
        var first = _at;
        while (_at < _text.Length)
        {
            var next = _text.AsSpan(_at).IndexOfAny(Suspects);
            if (next < 0)
            {
                break;
            }

            _at += next;
            Take(_text[_at]);
            if (_fixed.Length > _limits.MaxCharacters)
            {
                throw new FeedFormatException($"The document grows beyond {_limits.MaxCharacters} characters", Line);
            }
        }

        return _copied == first && _fixed.Length == 0
            ? _text[first..]
            : _fixed.Append(_text, _copied, _text.Length - _copied).ToString();
    }

    private int Line => _text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1;

    private void Take(char suspect)
    {
        if (suspect is not ('&' or '<'))
        {
            var isPair = char.IsHighSurrogate(suspect) && _at + 1 < _text.Length && char.IsLowSurrogate(_text[_at + 1]);
            if (isPair)
            {
                _at += 2;
            }
            else
            {
                Replace(1, char.IsSurrogate(suspect) ? "\uFFFD" : "");
            }
        }
        else if (_at < _untilVerbatim)
        {
            _at++;
        }
        else if (suspect == '&')
        {
            Reference();
        }
        else
        {
            Markup(_text.AsSpan(_at));
        }
    }

    private void Markup(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<![CDATA["))
        {
            var end = rest.IndexOf("]]>");
            _untilVerbatim = end < 0 ? _text.Length : _at + end;
            _at += 9;
        }
        else if (rest.StartsWith("<!--"))
        {
            Drop(EndOf(rest, "-->", from: 4));
        }
        else if (rest.StartsWith("<?"))
        {
            Drop(EndOf(rest, "?>", from: 2));
        }
        else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            if (_hasDocumentType)
            {
                throw new FeedFormatException("It declares its document type twice", Line);
            }

            _hasDocumentType = true;
            var line = Line;
            var length = XmlDocumentType.Measure(rest, line);
            _entities = XmlDocumentType.PlainEntities(rest[..length], line);
            Drop(length);
        }
        else if (rest.Length > 1 && (char.IsLetter(rest[1]) || rest[1] == '_'))
        {
            StartTag(rest);
        }
        else if (rest.StartsWith("</") && rest[..Math.Min(rest.Length, MaxEndTagLength)].IndexOf('>') is > 0 and var end)
        {
            EndTag(rest[..(end + 1)]);
        }
        else if (rest.Length > 1 && rest[1] == '/')
        {
            _at++;
        }
        else
        {
            Replace(1, "&lt;");
        }
    }

    private void StartTag(ReadOnlySpan<char> rest)
    {
        var (length, repaired) = _endless < MaxEndlessTags ? XmlTagRepair.Take(rest) : (0, null);
        _endless += length == 0 ? 1 : 0;
        if (length > 0)
        {
            _tags.Open(rest[..length]);
        }

        if (repaired is null)
        {
            _at++;
        }
        else
        {
            Replace(length, repaired);
        }
    }

    private void EndTag(ReadOnlySpan<char> tag)
    {
        if (_tags.Close(tag) is { } mended)
        {
            Replace(tag.Length, mended);
        }
        else
        {
            _at++;
        }
    }

    private static int EndOf(ReadOnlySpan<char> rest, string mark, int from)
    {
        var end = rest[from..].IndexOf(mark);
        return end < 0 ? rest.Length : from + end + mark.Length;
    }

    /// <summary>Leaves only the line breaks, so that a later fault is reported at its own line.</summary>
    private void Drop(int length) => Replace(length, new string('\n', _text.AsSpan(_at, length).Count('\n')));

    private void Replace(int length, string by)
    {
        _fixed.Append(_text, _copied, _at - _copied).Append(by);
        _at += length;
        _copied = _at;
    }

    private void Reference()
    {
        var (length, text) = XmlReferenceRepair.Take(_text.AsSpan(_at), _entities);
        if (text is null)
        {
            _at += length;
        }
        else
        {
            Replace(length, text);
        }
    }
}
