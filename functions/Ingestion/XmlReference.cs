using System.Buffers;
using System.Globalization;
using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>What an &amp; of outside text stands for: a character, an entity of XML, of HTML or of the document, else itself.</summary>
internal static class XmlReference
{
    public const int MaxLength = 40;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Where(c => c is (< 32 and not (9 or 10 or 13)) or >= 0x80).Select(c => (char)c)]);

    /// <summary>How many characters of <paramref name="text"/>, which begins with &amp;, are dealt with, and what they stand for.</summary>
    public static (int Length, string Text) Take(ReadOnlySpan<char> text, IReadOnlyDictionary<string, string>? entities)
    {
        var window = text[1..Math.Min(text.Length, MaxLength)];
        var end = window.IndexOf(';');
        var name = end > 0 ? window[..end] : [];
        if (name.Length > 1 && name[0] == '#')
        {
            return Character(name[1..]) is { } character ? (end + 2, character) : (1, "&");
        }

        return name.Length > 0 && name.IndexOfAnyExcept(NameCharacters) < 0 && Named(name.ToString(), entities) is { } known ? (end + 2, known) : (1, "&");
    }

    /// <summary>What an entity stands for, by its name ("nbsp"); null for one that nobody knows.</summary>
    public static string? Named(string name, IReadOnlyDictionary<string, string>? entities = null) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => entities?.GetValueOrDefault(name) ?? HtmlText.Entity(name),
    };

    /// <summary><paramref name="text"/> with every reference in it replaced, once.</summary>
    public static string Decode(string text, IReadOnlyDictionary<string, string>? entities = null)
    {
        var at = text.IndexOf('&', StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length).Append(text, 0, at);
        while (at < text.Length)
        {
            var (length, by) = text[at] == '&' ? Take(text.AsSpan(at), entities) : (1, text[at].ToString());
            decoded.Append(by);
            at += length;
            var next = text.AsSpan(at).IndexOf('&');
            next = next < 0 ? text.Length - at : next;
            decoded.Append(text, at, next);
            at += next;
        }

        return decoded.ToString();
    }

    /// <summary>The numbered character; one that XML does not allow is a blank.</summary>
    private static string? Character(ReadOnlySpan<char> digits)
    {
        var isHex = digits[0] is 'x' or 'X';
        if (!int.TryParse(isHex ? digits[1..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        return code switch
        {
            9 or 10 or 13 => ((char)code).ToString(),
            >= 128 and <= 159 => OfWindows((char)code).ToString(),
            < 32 or 0xFFFE or 0xFFFF or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) => " ",
            _ => char.ConvertFromUtf32(code),
        };
    }

    /// <summary>Numbered characters that a strict reader lets through: 128 to 159 as windows-1252, those below 32 as blanks.</summary>
    public static string WithoutControls(string text) => text.AsSpan().IndexOfAny(Controls) < 0
        ? text
        : string.Create(text.Length, text, (clean, from) =>
        {
            for (var at = 0; at < clean.Length; at++)
            {
                clean[at] = from[at] switch
                {
                    >= '\u0080' and <= '\u009F' and var c => OfWindows(c),
                    < ' ' and not ('\t' or '\r' or '\n') => ' ',
                    var c => c,
                };
            }
        });

    /// <summary>128 to 159 mean windows-1252, as they do in browsers.</summary>
    private static char OfWindows(char control) => "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ"[control - 0x80];
}
