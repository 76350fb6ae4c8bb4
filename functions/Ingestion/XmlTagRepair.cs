using System.Buffers;
using System.Net;
using System.Text;
using System.Xml;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Puts a start tag right whose attributes are not: quotes or &lt; within a value, a value without quotes, two attributes without a blank
/// between them, one that occurs twice. A quote ends a value only where another attribute, or the end of the tag, can follow it.
/// </summary>
internal static class XmlTagRepair
{
    private const int MaxTagLength = 100_000;
    private const int MaxMarkupLength = 4_000;
    private const int MaxAttributesWithTags = 50;
    private static readonly SearchValues<char> EndsBare = SearchValues.Create(" \t\r\n>\"'");

    /// <summary>Length of the tag at the start of <paramref name="text"/>, and the tag put right where it has to be. Length 0: no tag.</summary>
    public static (int Length, string? Repaired) Take(ReadOnlySpan<char> text)
    {
        text = text.Length > MaxTagLength ? text[..MaxTagLength] : text;
        var at = 1;
        while (at < text.Length && IsName(text[at]))
        {
            at++;
        }

        var attributes = new List<(string Name, string Value)>();
        var isSound = true;
        var name = text[1..at].ToString();
        while (at < text.Length)
        {
            var before = at;
            at = SkipBlanks(text, at);
            if (at < text.Length && (text[at] == '>' || text[at..].StartsWith("/>")))
            {
                var length = at + (text[at] == '>' ? 1 : 2);
                return (length, isSound ? null : Rebuild(name, attributes, isEmpty: text[at] == '/'));
            }

            var start = at;
            while (at < text.Length && IsName(text[at]))
            {
                at++;
            }

            var attribute = text[start..at].ToString();
            var equals = SkipBlanks(text, at);
            if (attribute.Length == 0 || equals >= text.Length || text[equals] != '=')
            {
                // Something that is no attribute: passed over, one character at least.
                isSound = false;
                at = attribute.Length == 0 ? at + 1 : at;
                continue;
            }

            var (value, end, isPlain) = Value(text, SkipBlanks(text, equals + 1), attributes.Count < MaxAttributesWithTags);
            isSound &= isPlain && before < start && !char.IsAsciiDigit(attribute[0]) && attribute[0] is not ('-' or '.') && !attributes.Exists(other => other.Name == attribute);
            attributes.Add((attribute, value));
            at = end;
        }

        return (0, null);
    }

    private static (string Value, int End, bool IsPlain) Value(ReadOnlySpan<char> text, int at, bool mayHoldTags)
    {
        if (at >= text.Length)
        {
            return ("", at, false);
        }

        var quote = text[at];
        if (quote is not ('"' or '\''))
        {
            var length = text[at..].IndexOfAny(EndsBare);
            var bare = length < 0 ? text[at..] : text.Slice(at, length);
            bare = bare.EndsWith("/") ? bare[..^1] : bare;
            return (bare.ToString(), at + bare.Length, false);
        }

        var body = text[(at + 1)..];
        var ends = mayHoldTags && body.IndexOf(quote) is >= 0 and var first && body[..first].Contains('<')
            ? EndOf(body[..Math.Min(body.Length, MaxMarkupLength)], quote, skipTags: true)
            : -1;
        ends = ends < 0 ? EndOf(body, quote, skipTags: false) : ends;
        return ends < 0 ? ("", text.Length, false) : (body[..ends].ToString(), at + ends + 2, body[..ends].IndexOfAny(quote, '<') < 0);
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
        var at = SkipBlanks(rest, 0);
        if (at >= rest.Length || rest[at] == '>' || rest[at..].StartsWith("/>"))
        {
            return true;
        }

        var start = at;
        while (at < rest.Length && at - start < 100 && IsName(rest[at]))
        {
            at++;
        }

        at = at == start ? rest.Length : SkipBlanks(rest, at);
        return at + 1 < rest.Length && rest[at] == '=' && rest[SkipBlanks(rest, at + 1)..] is ['"' or '\'', ..];
    }

    private static string Rebuild(string name, List<(string Name, string Value)> attributes, bool isEmpty)
    {
        var tag = new StringBuilder("<").Append(name);
        foreach (var (attribute, value) in attributes.Where(attribute => char.IsLetter(attribute.Name[0]) || attribute.Name[0] == '_').DistinctBy(attribute => attribute.Name))
        {
            tag.Append(' ').Append(attribute).Append("=\"");
            foreach (var c in WebUtility.HtmlDecode(value))
            {
                _ = c switch
                {
                    '"' => tag.Append("&quot;"),
                    '<' => tag.Append("&lt;"),
                    '&' => tag.Append("&amp;"),
                    '\t' or '\r' or '\n' => tag.Append(' '),
                    _ => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? tag.Append(c) : tag,
                };
            }

            tag.Append('"');
        }

        return tag.Append(isEmpty ? "/>" : ">").ToString();
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }

        return at;
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '_' or ':' or '-' or '.';
}
