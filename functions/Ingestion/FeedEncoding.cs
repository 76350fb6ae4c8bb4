using System.Text;
using System.Text.RegularExpressions;

namespace EsgFunctions.Ingestion;

/// <summary>Bytes of outside text to characters: byte order mark, then what HTTP says, what the document says, UTF-8; each tried strictly.</summary>
internal static partial class FeedEncoding
{
    /// <summary>The text and the name of the encoding that fitted. A declaration that does not fit is named in <paramref name="problems"/>.</summary>
    public static (string Text, string Name) Decode(ReadOnlySpan<byte> bytes, string? contentType, ICollection<string> problems)
    {
        if (ByBom(bytes) is var (marked, skip))
        {
            return (Lenient(marked).GetString(bytes[skip..]), marked.WebName);
        }

        if (ByZeros(bytes) is { } wide)
        {
            return (Lenient(wide).GetString(bytes), wide.WebName);
        }

        var ofHttp = Named(CharsetOf(contentType), problems);
        var ofDocument = Named(DeclaredIn(bytes), problems);
        var declared = ofHttp ?? ofDocument;
        if (declared is { IsSingleByte: var single } and not UTF8Encoding && LooksLikeUtf8(bytes, single ? 3 : 8))
        {
            problems.Add($"Declared as {declared.WebName}, but written in utf-8.");
            return (Encoding.UTF8.GetString(bytes), "utf-8");
        }

        foreach (var candidate in new[] { ofHttp, ofDocument, Encoding.UTF8 })
        {
            if (candidate is not null && Strictly(candidate, bytes) is { } text)
            {
                if (declared is not null && candidate.CodePage != declared.CodePage)
                {
                    problems.Add($"Declared as {declared.WebName}, but written in {candidate.WebName}.");
                }

                return (text, candidate.WebName);
            }
        }

        return Broken(bytes, declared, problems);
    }

    /// <summary>The encoding of that name with its common misuse allowed for (latin1 means windows-1252, gb2312 means gb18030), or null.</summary>
    public static Encoding? Find(string? name) => name?.Trim().Trim('"', '\'').ToLowerInvariant() switch
    {
        null or "" => null,
        "utf8" or "utf-8" or "unicode-1-1-utf-8" or "us-ascii" or "ascii" => Encoding.UTF8,
        "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "l1" or "windows-1252" or "cp1252" => CodePage("windows-1252"),
        "gb2312" or "gbk" or "x-gbk" or "cp936" or "gb_2312-80" or "gb18030" => CodePage("gb18030"),
        "iso-8859-9" or "latin5" => CodePage("windows-1254"),
        "cp1251" or "cp-1251" or "win-1251" or "windows1251" => CodePage("windows-1251"),
        // These would have shown a byte order mark or zeros; in text without either, the declaration survived a conversion.
        "utf-16" or "utf-16le" or "utf-16be" or "utf-32" or "u16" or "utf_16" or "utf_32" => null,
        var other => CodePage(other),
    };

    private static Encoding? Named(string? name, ICollection<string> problems)
    {
        var found = Find(name);
        if (found is null && !string.IsNullOrWhiteSpace(name))
        {
            problems.Add($"Declares the encoding '{Cut(name, 40)}', which cannot be: guessed from the bytes.");
        }

        return found;
    }

    internal static Encoding? CodePage(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    internal static (Encoding Encoding, int Length)? ByBom(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    internal static Encoding? ByZeros(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, 0, 0, not 0, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        [not 0, 0, 0, 0, ..] => Encoding.UTF32,
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        _ => null,
    };

    private static Encoding Lenient(Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        return lenient;
    }

    private static string? Strictly(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>No candidate fits: UTF-8 with a few spoilt characters where most are right, else what was declared, else windows-1252.</summary>
    private static (string Text, string Name) Broken(ReadOnlySpan<byte> bytes, Encoding? declared, ICollection<string> problems)
    {
        var utf8 = Encoding.UTF8.GetString(bytes);
        var wide = 0;
        var spoilt = 0;
        foreach (var c in utf8)
        {
            wide += c > 0x7F ? 1 : 0;
            spoilt += c == '\uFFFD' ? 1 : 0;
        }

        if (spoilt * 10 <= wide)
        {
            problems.Add($"{spoilt} spoilt characters were replaced: the bytes are not valid utf-8 there.");
            return (utf8, "utf-8");
        }

        var last = declared is null or UTF8Encoding ? CodePage("windows-1252")! : declared;
        problems.Add($"The bytes fit no declared encoding: read as {last.WebName}.");
        return (Lenient(last).GetString(bytes), last.WebName);
    }

    private static bool LooksLikeUtf8(ReadOnlySpan<byte> bytes, int atLeast)
    {
        var leads = 0;
        foreach (var b in bytes)
        {
            leads += b >= 0xC2 ? 1 : 0;
        }

        return leads >= atLeast && System.Text.Unicode.Utf8.IsValid(bytes);
    }

    internal static string? CharsetOf(string? contentType)
    {
        var at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : contentType![(at + 8)..].Split(';', 2)[0];
    }

    private static string? DeclaredIn(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]);
        var match = XmlDeclaration().Match(head);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    [GeneratedRegex("""<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'<>]{1,60})["']""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex XmlDeclaration();
}
