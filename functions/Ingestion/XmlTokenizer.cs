using System.Buffers;
using System.Text;
using System.Xml;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Reads what a strict XML reader refuses, as the same events: stray ampersands and brackets are text, attributes are taken as they come,
/// end tags that do not match are put right, entities of HTML become characters. Linear: no character is looked at more than a few times,
/// and no more of the text is held than one tag or one run of text. Nothing is ever fetched, and no entity is expanded twice.
/// </summary>
internal sealed class XmlTokenizer
{
    private const int BlockLength = 8 * 1024;
    private const int MaxTagLength = 100_000;

    /// <summary>A tag without end is looked for through so much; when that has failed a few times, through less.</summary>
    private const int MaxEndlessTags = 50;

    private const int ShortTagLength = 1_000;
    private const int MaxMarkupLength = 4_000;
    private const int MaxAttributesWithTags = 50;

    /// <summary>Attributes of one tag that are kept; no feed has a tenth of them, and each is compared with those before it.</summary>
    private const int MaxAttributes = 200;
    private const int MaxEndTagLength = 300;

    /// <summary>An end tag is looked for among so many open elements, no more.</summary>
    private const int MaxLook = 100;

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. "&<\uFFFE\uFFFF", .. Enumerable.Range(0, 32).Where(c => c is not (9 or 10 or 13)).Select(c => (char)c),
         .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private static readonly SearchValues<char> EndsBare = SearchValues.Create(" \t\r\n>\"'");

    private readonly TextReader _source;
    private readonly List<string> _open;
    private readonly StringBuilder _value = new();
    private readonly List<(string Name, string Value)> _attributes = [];
    private char[] _window = new char[2 * BlockLength];
    private int _at;
    private int _end;
    private bool _isAtEnd;
    private int _toClose;
    private int _endless;
    private bool _hasBegun;
    private Dictionary<string, string>? _entities;

    /// <param name="open">Elements that are open where <paramref name="source"/> begins, outermost first.</param>
    public XmlTokenizer(TextReader source, IEnumerable<string> open, int line)
    {
        (_source, _open, Line) = (source, [.. open], line);
        _hasBegun = _open.Count > 0;
    }

    /// <summary>Element, EndElement, Text or CDATA.</summary>
    public XmlNodeType NodeType { get; private set; }

    /// <summary>Of an element, with its prefix.</summary>
    public string Name { get; private set; } = "";

    public string Value { get; private set; } = "";

    /// <summary>An element that ends in its own start tag.</summary>
    public bool IsEmpty { get; private set; }

    public IReadOnlyList<(string Name, string Value)> Attributes => _attributes;

    /// <summary>Where reading has come to; the first line is 1.</summary>
    public int Line { get; private set; }

    /// <summary>How many end tags did not match and were put right.</summary>
    public int Mended { get; private set; }

    /// <summary>Whether there was anything but text.</summary>
    public bool HasMarkup { get; private set; }

    /// <summary>The innermost element that is open; null outside the root.</summary>
    public string? Innermost => _open.Count > 0 ? _open[^1] : null;

    /// <summary>The next event; false at the end of the text, where elements may still be open.</summary>
    /// <exception cref="FeedFormatException">A document type with entities that grow, point outside or hold markup.</exception>
    public bool Read()
    {
        if (_toClose > 0)
        {
            return CloseOne();
        }

        while (Ensure(1))
        {
            if (_window[_at] != '<' || !IsMarkup())
            {
                return ReadText();
            }

            if (Markup() is { } isEvent)
            {
                if (isEvent)
                {
                    return true;
                }
            }
            else
            {
                return ReadText();
            }
        }

        return false;
    }

    /// <summary>Whether the &lt; here begins a tag, a comment, an instruction, or a declaration.</summary>
    private bool IsMarkup() => Ensure(2) && (char.IsLetter(_window[_at + 1]) || _window[_at + 1] is '_' or '/' or '!' or '?');

    /// <summary>True for an event, false for what is passed over, null where it is text after all.</summary>
    private bool? Markup()
    {
        HasMarkup = true;
        Ensure(9);
        var rest = Rest;
        if (rest.StartsWith("<![CDATA["))
        {
            return ReadData();
        }

        if (rest.StartsWith("<!--"))
        {
            Use(4);
            PassOver("-->");
            return false;
        }

        if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) && !_hasBegun)
        {
            DocumentType();
            return false;
        }

        switch (rest[1])
        {
            case '?':
                PassOver("?>");
                return false;
            case '!':
                PassOver(">");
                return false;
            case '/':
                return EndTag();
            default:
                return StartTag();
        }
    }

    private bool ReadText()
    {
        _value.Clear();
        do
        {
            var rest = Rest;
            var next = rest.IndexOfAny(Suspects);
            next = next < 0 ? rest.Length : next;
            _value.Append(rest[..next]);
            Use(next);
            if (next < rest.Length && !Suspect())
            {
                break;
            }
        }
        while (Ensure(1));

        NodeType = XmlNodeType.Text;
        Value = _value.ToString();
        return true;
    }

    /// <summary>Takes the suspicious character here as text; false where the text ends before it.</summary>
    private bool Suspect()
    {
        var suspect = _window[_at];
        if (suspect == '&')
        {
            Ensure(XmlReference.MaxLength);
            var (length, text) = XmlReference.Take(Rest, _entities);
            _value.Append(text);
            Use(length);
        }
        else if (suspect == '<')
        {
            if (_value.Length > 0 && IsMarkup())
            {
                return false;
            }

            _value.Append('<');
            Use(1);
        }
        else
        {
            TakeStray(suspect);
        }

        return true;
    }

    /// <summary>Control characters are dropped, half of a pair is replaced.</summary>
    private void TakeStray(char stray)
    {
        if (char.IsHighSurrogate(stray) && Ensure(2) && char.IsLowSurrogate(_window[_at + 1]))
        {
            _value.Append(_window, _at, 2);
            Use(2);
        }
        else
        {
            _value.Append(char.IsSurrogate(stray) ? "\uFFFD" : "");
            Use(1);
        }
    }

    private bool ReadData()
    {
        _value.Clear();
        Use(9);
        while (Ensure(3))
        {
            var rest = Rest;
            var end = rest.IndexOf("]]>");
            var length = end >= 0 ? end : _isAtEnd ? rest.Length : rest.Length - 2;
            _value.Append(rest[..length]);
            Use(length + (end >= 0 ? 3 : 0));
            if (end >= 0)
            {
                return Data();
            }
        }

        _value.Append(Rest);
        Use(_end - _at);
        return Data();
    }

    private bool Data()
    {
        NodeType = XmlNodeType.CDATA;
        Value = WithoutStray(_value.ToString());
        return true;
    }

    private static string WithoutStray(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '\uD7FF') < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsSurrogate(c))
            {
                var isPair = char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
                clean.Append(isPair ? text.AsSpan(at++, 2) : "\uFFFD");
            }
            else if (c is >= ' ' or '\t' or '\r' or '\n' and not ('\uFFFE' or '\uFFFF'))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    private void DocumentType()
    {
        Ensure(MaxTagLength);
        var length = XmlDocumentType.Measure(Rest, Line);
        _entities ??= XmlDocumentType.PlainEntities(Rest[..length], Line);
        Use(length);
    }

    private void PassOver(string mark)
    {
        while (Ensure(mark.Length))
        {
            var rest = Rest;
            var end = rest.IndexOf(mark);
            Use(end >= 0 ? end + mark.Length : _isAtEnd ? rest.Length : rest.Length - mark.Length + 1);
            if (end >= 0)
            {
                return;
            }
        }

        Use(_end - _at);
    }

    private bool? StartTag()
    {
        Ensure(ShortTagLength);
        var (length, isEmpty) = TakeTag(Rest[..Math.Min(Rest.Length, ShortTagLength)]);
        if (length == 0 && _endless < MaxEndlessTags)
        {
            Ensure(MaxTagLength);
            (length, isEmpty) = TakeTag(Rest[..Math.Min(Rest.Length, MaxTagLength)]);
            _endless += length == 0 ? 1 : 0;
        }

        if (length == 0)
        {
            return null;
        }

        // An item does not hold items: the end of the one before is missing. Paragraphs and points of lists alike.
        var before = Name is "item" or "entry" ? Find(Name) : Name is "p" or "li" && Innermost == Name ? _open.Count - 1 : -1;
        if (before >= 0)
        {
            Mended++;
            _toClose = _open.Count - before;
            return CloseOne();
        }

        Use(length);
        _hasBegun = true;
        NodeType = XmlNodeType.Element;
        IsEmpty = isEmpty || Name is "br" or "hr" or "img" or "wbr";
        Mended += IsEmpty && !isEmpty ? 1 : 0;
        if (!IsEmpty)
        {
            _open.Add(Name);
        }

        return true;
    }

    private bool? EndTag()
    {
        Ensure(MaxEndTagLength);
        var end = Rest[..Math.Min(Rest.Length, MaxEndTagLength)].IndexOf('>');
        if (end < 0)
        {
            return null;
        }

        var name = Rest[2..end];
        var blank = name.IndexOfAny(" \t\r\n/");
        name = blank < 0 ? name : name[..blank];
        var isExpected = Innermost is { } innermost && name.SequenceEqual(innermost);
        var at = isExpected ? _open.Count - 1 : Find(name.ToString());
        Mended += isExpected ? 0 : 1;
        Use(end + 1);
        if (at < 0)
        {
            return false;
        }

        _toClose = _open.Count - at;
        return CloseOne();
    }

    private int Find(string name) =>
        _open.Count == 0 ? -1 : _open.FindLastIndex(_open.Count - 1, Math.Min(MaxLook, _open.Count), open => open.Equals(name, StringComparison.OrdinalIgnoreCase));

    private bool CloseOne()
    {
        _toClose--;
        NodeType = XmlNodeType.EndElement;
        Name = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        return true;
    }

    /// <summary>
    /// Name, attributes and length of the tag at the start of <paramref name="text"/>; length 0: no tag. A quote ends a value only where
    /// another attribute, or the end of the tag, can follow it.
    /// </summary>
    private (int Length, bool IsEmpty) TakeTag(ReadOnlySpan<char> text)
    {
        _attributes.Clear();
        if (!text.Contains('>'))
        {
            return (0, false);
        }

        var endless = "";
        var at = 1 + LengthOfName(text[1..]);
        Name = text[1..at].ToString();
        while (at < text.Length)
        {
            at += LengthOfBlanks(text[at..]);
            if (at < text.Length && (text[at] == '>' || text[at..].StartsWith("/>")))
            {
                return (at + (text[at] == '>' ? 1 : 2), text[at] == '/');
            }

            var name = text.Slice(at, LengthOfName(text[at..]));
            var equals = at + name.Length;
            equals += LengthOfBlanks(text[equals..]);
            if (name.Length == 0 || equals >= text.Length || text[equals] != '=')
            {
                // Something that is no attribute: passed over, one character at least.
                at += Math.Max(1, name.Length);
                continue;
            }

            var (value, end) = TakeValue(text, equals + 1 + LengthOfBlanks(text[(equals + 1)..]), _attributes.Count < MaxAttributesWithTags, ref endless);
            if (char.IsLetter(name[0]) || name[0] == '_')
            {
                AddAttribute(name.ToString(), text[value].ToString());
            }

            at = end;
        }

        return (0, false);
    }

    private void AddAttribute(string name, string value)
    {
        if (_attributes.Count < MaxAttributes && !_attributes.Exists(other => other.Name == name))
        {
            _attributes.Add((name, WithoutStray(XmlReference.Decode(value, _entities))));
        }
    }

    /// <param name="endless">Quotes of which none ends a value from here to the end of the text, so that it is not searched for again.</param>
    private static (Range Value, int End) TakeValue(ReadOnlySpan<char> text, int at, bool mayHoldTags, ref string endless)
    {
        if (at >= text.Length)
        {
            return (at..at, at);
        }

        var quote = text[at];
        if (quote is not ('"' or '\''))
        {
            var length = text[at..].IndexOfAny(EndsBare);
            var bare = length < 0 ? text[at..] : text.Slice(at, length);
            bare = bare.EndsWith("/") ? bare[..^1] : bare;
            return (at..(at + bare.Length), at + bare.Length);
        }

        var body = text[(at + 1)..];
        var ends = mayHoldTags && body.IndexOf(quote) is >= 0 and var first && body[..first].Contains('<')
            ? EndOf(body[..Math.Min(body.Length, MaxMarkupLength)], quote, skipTags: true)
            : -1;
        if (ends < 0 && !endless.Contains(quote))
        {
            ends = EndOf(body, quote, skipTags: false);
            if (ends < 0)
            {
                endless += quote;
            }
        }

        ends = ends < 0 ? body.IndexOf(quote) : ends;
        return ends < 0 ? (at..at, text.Length) : ((at + 1)..(at + 1 + ends), at + ends + 2);
    }

    /// <summary>Where the value ends; with <paramref name="skipTags"/>, no quote within a tag that the value itself holds can end it.</summary>
    private static int EndOf(ReadOnlySpan<char> body, char quote, bool skipTags)
    {
        var isInTag = false;
        for (var end = 0; end < body.Length; end++)
        {
            isInTag = body[end] switch
            {
                '<' => skipTags && end + 1 < body.Length && (char.IsAsciiLetter(body[end + 1]) || body[end + 1] == '/'),
                '>' => false,
                _ => isInTag,
            };
            if (!isInTag && body[end] == quote && EndsValue(body[(end + 1)..]))
            {
                return end;
            }
        }

        return -1;
    }

    /// <summary>Whether what follows a quote is the end of the tag or another attribute with its equals sign.</summary>
    private static bool EndsValue(ReadOnlySpan<char> rest)
    {
        var at = LengthOfBlanks(rest);
        if (at >= rest.Length || rest[at] == '>' || rest[at..].StartsWith("/>"))
        {
            return true;
        }

        var name = LengthOfName(rest[at..Math.Min(rest.Length, at + 100)]);
        at += name;
        at = name == 0 ? rest.Length : at + LengthOfBlanks(rest[at..]);
        return at + 1 < rest.Length && rest[at] == '=' && rest[(at + 1 + LengthOfBlanks(rest[(at + 1)..]))..] is ['"' or '\'', ..];
    }

    private static int LengthOfBlanks(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(" \t\r\n") is >= 0 and var length ? length : text.Length;

    private static int LengthOfName(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '_' or ':' or '-' or '.'))
        {
            length++;
        }

        return length;
    }

    private ReadOnlySpan<char> Rest => _window.AsSpan(_at, _end - _at);

    private void Use(int length)
    {
        Line += _window.AsSpan(_at, length).Count('\n');
        _at += length;
    }

    /// <summary>Takes in text until that many characters are there; false where the text ends before.</summary>
    private bool Ensure(int wanted)
    {
        if (_end - _at < wanted && !_isAtEnd)
        {
            _window.AsSpan(_at, _end - _at).CopyTo(_window);
            (_at, _end) = (0, _end - _at);
            if (_window.Length < wanted + BlockLength)
            {
                Array.Resize(ref _window, wanted + BlockLength);
            }

            while (_end < wanted && !_isAtEnd)
            {
                var read = _source.Read(_window, _end, _window.Length - _end);
                _isAtEnd = read == 0;
                _end += read;
            }
        }

        return _end - _at >= wanted;
    }
}
