using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace EsgFunctions.Ingestion;

/// <summary>Bytes of outside text to characters: byte order mark, then what HTTP says, what the document says, UTF-8; each tried strictly.</summary>
internal static partial class FeedEncoding
{
    private static readonly char[] Quotes = ['"', '\'', ' ', '\t', '\r', '\n'];

    public const string Latin1Name = "iso-8859-1";

    /// <summary>The text and the name of the encoding that fitted. What was wrong is named in <paramref name="problems"/>.</summary>
    public static (string Text, string Name) Decode(ReadOnlySpan<byte> bytes, string? contentType, ICollection<string> problems)
    {
        using var decoder = new FeedDecoder(new MemoryStream(bytes.ToArray(), writable: false), contentType, new FeedLimits { MaxCharacters = int.MaxValue }, problems);
        return (decoder.ReadToEnd(), decoder.Name);
    }

    /// <summary>The encoding of text of which <paramref name="window"/> begins with the first byte that is not ASCII; each candidate is tried strictly.</summary>
    /// <param name="isWhole">False where the text goes on, so that the window may end within a character.</param>
    public static (Encoding Encoding, string Name) Decide(ReadOnlySpan<byte> window, bool isWhole, EncodingHints hints, ICollection<string> problems)
    {
        var declared = hints.Declared;
        if (declared is { IsSingleByte: var single } and not UTF8Encoding && LooksLikeUtf8(window, isWhole, single ? 3 : 8))
        {
            problems.Add($"Declared as {NameOf(declared)}, but written in utf-8.");
            return (Encoding.UTF8, "utf-8");
        }

        foreach (var candidate in new[] { hints.OfHttp, hints.OfDocument, Encoding.UTF8 })
        {
            if (candidate is not null && Fits(candidate, window, isWhole))
            {
                if (declared is not null && candidate.CodePage != declared.CodePage)
                {
                    problems.Add($"Declared as {NameOf(declared)}, but written in {NameOf(candidate)}.");
                }

                return (candidate, candidate.CodePage == 1252 && hints.NameOfAscii == Latin1Name ? Latin1Name : NameOf(candidate));
            }
        }

        var last = Broken(window, declared, problems);
        return (last, NameOf(last));
    }

    /// <summary>As IANA writes it, in lower case, the order of bytes included.</summary>
    public static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        1200 => "utf-16le",
        12000 => "utf-32le",
        _ => encoding.WebName.ToLowerInvariant(),
    };

    /// <summary>Whether ASCII bytes can mean something else in it: ISO 2022 and HZ switch by them.</summary>
    public static bool IsStateful(Encoding encoding) =>
        encoding.WebName.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase) || encoding.WebName.StartsWith("hz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The encoding of that name with its common misuse allowed for (latin1 means windows-1252, gb2312 means gb18030), or null.</summary>
    public static Encoding? Find(string? name) => name?.Trim(Quotes).ToLowerInvariant() switch
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

    /// <summary>The encoding, and what to call it.</summary>
    internal static (Encoding? Encoding, string? Name) Named(string? name, ICollection<string> problems)
    {
        var found = Find(name);
        if (found is null && !string.IsNullOrWhiteSpace(name))
        {
            problems.Add($"Declares the encoding '{PlainText.Cut(name, 40)}', which cannot be: guessed from the bytes.");
        }

        return (found, found is null ? null : name!.Trim(Quotes).ToLowerInvariant() switch
        {
            "us-ascii" or "ascii" => "us-ascii",
            Latin1Name or "iso8859-1" or "latin1" or "latin-1" or "l1" => Latin1Name,
            _ => NameOf(found),
        });
    }

    internal static Encoding? CodePage(string name)
    {
        try
        {
            var found = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return found.GetString("<"u8) == "<" ? found : null;
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    internal static (Encoding Encoding, int Length)? ByMark(ReadOnlySpan<byte> bytes) => bytes switch
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

    internal static Encoding Lenient(Encoding encoding)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return lenient;
    }

    private static bool Fits(Encoding encoding, ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (encoding is UTF8Encoding)
        {
            return IsUtf8(bytes, isWhole);
        }

        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            strict.GetDecoder().GetCharCount(bytes, flush: isWhole);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        for (var cut = 0; !isWhole && cut < 3 && bytes.Length > 0 && bytes[^1] >= 0x80; cut++)
        {
            var isLead = bytes[^1] >= 0xC0;
            bytes = bytes[..^1];
            if (isLead)
            {
                break;
            }
        }

        return Utf8.IsValid(bytes);
    }

    /// <summary>No candidate fits: UTF-8 with a few spoilt characters where most are right, else what was declared, else windows-1252.</summary>
    private static Encoding Broken(ReadOnlySpan<byte> bytes, Encoding? declared, ICollection<string> problems)
    {
        var wide = 0;
        var spoilt = 0;
        foreach (var c in Encoding.UTF8.GetString(bytes))
        {
            wide += c > 0x7F ? 1 : 0;
            spoilt += c == '\uFFFD' ? 1 : 0;
        }

        if (spoilt * 10 <= wide)
        {
            return Encoding.UTF8;
        }

        var last = declared is null or UTF8Encoding ? EncodingGuess.Of(bytes) ?? CodePage("windows-1252")! : declared;
        problems.Add($"The bytes fit no declared encoding: read as {NameOf(last)}.");
        return last;
    }

    private static bool LooksLikeUtf8(ReadOnlySpan<byte> bytes, bool isWhole, int atLeast)
    {
        var leads = 0;
        foreach (var b in bytes)
        {
            leads += b >= 0xC2 ? 1 : 0;
        }

        return leads >= atLeast && IsUtf8(bytes, isWhole);
    }

    internal static string? CharsetOf(string? contentType)
    {
        var at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : contentType![(at + 8)..].Split(';', 2)[0];
    }

    internal static string? DeclaredIn(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]);
        var match = XmlDeclaration().Match(head);
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("""<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'<>]{1,60})["']""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex XmlDeclaration();
}
