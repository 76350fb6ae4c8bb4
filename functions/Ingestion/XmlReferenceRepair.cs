using System.Buffers;
using System.Globalization;

namespace EsgFunctions.Ingestion;

/// <summary>Puts one &amp; of outside text right: an entity of XML stays, one of HTML or of the document becomes its characters, any other &amp; is itself.</summary>
internal static class XmlReferenceRepair
{
    private const int MaxLength = 40;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>How many characters of <paramref name="text"/>, which begins with &amp;, are dealt with, and what stands for them; null: they stay.</summary>
    public static (int Length, string? Repaired) Take(ReadOnlySpan<char> text, IReadOnlyDictionary<string, string> entities)
    {
        var window = text[1..Math.Min(text.Length, MaxLength)];
        var end = window.IndexOf(';');
        var name = end > 0 ? window[..end] : [];
        if (name is "amp" or "lt" or "gt" or "quot" or "apos")
        {
            return (end + 2, null);
        }

        if (name.Length > 1 && name[0] == '#')
        {
            return (end + 2, Character(name[1..]) is { } character ? Escaped(character) : $"&amp;{name};");
        }

        return name.Length > 0 && name.IndexOfAnyExcept(NameCharacters) < 0
            && (entities.GetValueOrDefault(name.ToString()) ?? HtmlText.Entity(name.ToString())) is { } known
            ? (end + 2, Escaped(known))
            : (1, "&amp;");
    }

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("]]>", "]]&gt;", StringComparison.Ordinal);

    /// <summary>The numbered character; 128 to 159 mean windows-1252, as they do in browsers; one that XML does not allow is a blank.</summary>
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
            >= 128 and <= 159 => FeedEncoding.Find("windows-1252")!.GetString([(byte)code]),
            < 32 or 0xFFFE or 0xFFFF or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) => " ",
            _ => char.ConvertFromUtf32(code),
        };
    }
}
