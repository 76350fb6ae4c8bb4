using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace EsgFunctions.Ingestion;

/// <summary>
/// The text of HTML as most feeds write it: plain tags, quoted attributes, entities with a semicolon. It gives what
/// <see cref="HtmlText.ToPlain"/> gives otherwise, several times faster, and gives up where it is not sure to.
/// </summary>
internal static class SimpleHtml
{
    private const int MaxEntityLength = 32;
    private const int MaxTagNameLength = 20;

    private static readonly SearchValues<char> Marks = SearchValues.Create("<&\r\n\0");
    private static readonly SearchValues<char> AttributeNameEnds = SearchValues.Create(" \t\r\n\f/>=\"'<\0");
    private static readonly SearchValues<char> BareValueEnds = SearchValues.Create(" \t\r\n\f>\"'<=`\0&");

    /// <summary>Names that a browser takes for an entity without a semicolon (HTML, section 13.5), up to their shortest form.</summary>
    private static readonly FrozenSet<string> Bare = FrozenSet.Create(
        StringComparer.Ordinal,
        "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH", "Eacute", "Ecirc", "Egrave", "Euml", "GT",
        "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute", "Ocirc", "Ograve", "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute",
        "Ucirc", "Ugrave", "Uuml", "Yacute", "aacute", "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar", "ccedil", "cedil",
        "cent", "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave", "eth", "euml", "frac12", "frac14", "frac34", "gt", "iacute", "icirc",
        "iexcl", "igrave", "iquest", "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not", "ntilde", "oacute", "ocirc", "ograve", "ordf",
        "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound", "quot", "raquo", "reg", "sect", "shy", "sup1", "sup2", "sup3", "szlig", "thorn",
        "times", "uacute", "ucirc", "ugrave", "uml", "uuml", "yacute", "yen", "yuml");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BareBySpan = Bare.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>As <see cref="HtmlText.ToPlain"/>; null for HTML that is not simple, or whose text holds tags again.</summary>
    public static string? ToPlain(string html, int maxLength)
    {
        var buffer = ArrayPool<char>.Shared.Rent(html.Length);
        try
        {
            return TryStrip(html, buffer, out var length) && !HtmlText.HoldsTag(buffer.AsSpan(0, length)) ? PlainText.Paragraphs(buffer.AsSpan(0, length), maxLength) : null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static bool TryStrip(ReadOnlySpan<char> html, char[] text, out int length)
    {
        length = 0;
        var hasBlocks = false;
        var isPreformatted = false;
        while (!html.IsEmpty)
        {
            var plain = html.IndexOfAny(Marks);
            plain = plain < 0 ? html.Length : plain;
            html[..plain].CopyTo(text.AsSpan(length));
            length += plain;
            html = html[plain..];
            if (html.IsEmpty)
            {
                break;
            }

            var used = 1;
            switch (html[0])
            {
                case '\r' or '\n':
                    used = html.StartsWith("\r\n") ? 2 : 1;
                    text[length++] = isPreformatted ? '\n' : HtmlText.SoftBreak;
                    break;
                case '&':
                    used = Reference(html, text.AsSpan(length), out var written);
                    length += written;
                    break;
                case '<' when html.Length > 1 && (char.IsAsciiLetter(html[1]) || html[1] == '/'):
                    used = Tag(html, out var name, out var isEnd);
                    if (used > 0 && HtmlText.IsBlock(name))
                    {
                        text[length++] = '\n';
                        hasBlocks = true;
                        isPreformatted = name is "pre" ? !isEnd : isPreformatted;
                    }

                    break;
                case '<' when html.Length == 1 || html[1] is not ('!' or '?'):
                    text[length++] = '<';
                    break;
                default:
                    used = 0;
                    break;
            }

            if (used == 0)
            {
                return false;
            }

            html = html[used..];
        }

        text.AsSpan(0, length).Replace(HtmlText.SoftBreak, hasBlocks ? ' ' : '\n');
        return true;
    }

    /// <summary>Length of the reference at the start of <paramref name="html"/>, 0 where it is not simple.</summary>
    private static int Reference(ReadOnlySpan<char> html, Span<char> text, out int written)
    {
        written = 1;
        text[0] = '&';
        var body = html[1..Math.Min(html.Length, MaxEntityLength)];
        if (body.IsEmpty || !(char.IsAsciiLetter(body[0]) || body[0] == '#'))
        {
            return 1;
        }

        if (body[0] == '#')
        {
            return Number(body[1..], out text[0]) is > 0 and var digits ? digits + 2 : 0;
        }

        var end = body.IndexOfAnyExcept(Letters);
        if (end < 0)
        {
            return 0;
        }

        var name = body[..end];
        if (body[end] == ';' && HtmlText.Entity(name.ToString()) is { } known)
        {
            if (known.Length > end + 2 || known.AsSpan().ContainsAny('\n', '\r'))
            {
                return 0;
            }

            known.CopyTo(text);
            written = known.Length;
            return end + 2;
        }

        for (var length = 2; length <= Math.Min(end, 6); length++)
        {
            if (BareBySpan.Contains(name[..length]))
            {
                return 0;
            }
        }

        return 1;
    }

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Digits and semicolon of a numbered character that fits one UTF-16 unit and stands for itself; 0 for any other.</summary>
    private static int Number(ReadOnlySpan<char> body, out char character)
    {
        character = '&';
        var end = body.IndexOf(';');
        if (end < 1 || end > 6)
        {
            return 0;
        }

        var isHex = body[0] is 'x' or 'X';
        var isNumber = int.TryParse(
            isHex ? body[1..end] : body[..end], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        if (!isNumber || code is < 32 or (>= 127 and < 160) or (>= 0xD800 and < 0xE000) or (>= 0xFDD0 and <= 0xFDEF) or >= 0xFFFE)
        {
            return 0;
        }

        character = (char)code;
        return end + 1;
    }

    /// <summary>Length of the tag at the start of <paramref name="html"/>, 0 where it is not simple or hides what is inside.</summary>
    private static int Tag(ReadOnlySpan<char> html, out ReadOnlySpan<char> name, out bool isEnd)
    {
        isEnd = html[1] == '/';
        var at = isEnd ? 2 : 1;
        name = html[at..];
        var nameLength = name[..Math.Min(name.Length, MaxTagNameLength)].IndexOfAnyExcept(LowerLetters);
        if (nameLength < 1)
        {
            return 0;
        }

        name = name[..nameLength];
        at += nameLength;
        if ((!isEnd && HtmlText.IsHidden(name)) || !(html[at] is '>' or '/' || IsBlank(html[at])))
        {
            return 0;
        }

        while (at < html.Length)
        {
            if (html[at] == '>')
            {
                return at + 1;
            }

            if (IsBlank(html[at]) || html[at] == '/')
            {
                at++;
                continue;
            }

            var length = Attribute(html[at..]);
            if (length == 0)
            {
                return 0;
            }

            at += length;
        }

        return 0;
    }

    /// <summary>Length of name and value; 0 where it is not simple.</summary>
    private static int Attribute(ReadOnlySpan<char> html)
    {
        var at = html.IndexOfAny(AttributeNameEnds);
        if (at < 1 || !(html[at] is '>' or '=' or '/' || IsBlank(html[at])))
        {
            return 0;
        }

        var equals = at;
        while (equals < html.Length && IsBlank(html[equals]))
        {
            equals++;
        }

        if (equals == html.Length || html[equals] != '=')
        {
            return at;
        }

        at = equals + 1;
        while (at < html.Length && IsBlank(html[at]))
        {
            at++;
        }

        if (at == html.Length || html[at] == '>')
        {
            return 0;
        }

        if (html[at] is '"' or '\'')
        {
            var length = html[(at + 1)..].IndexOf(html[at]);
            return length < 0 ? 0 : at + length + 2;
        }

        var bare = html[at..].IndexOfAny(BareValueEnds);
        return bare > 0 && (html[at + bare] == '>' || IsBlank(html[at + bare])) ? at + bare : 0;
    }

    private static readonly SearchValues<char> LowerLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n' or '\f';
}
