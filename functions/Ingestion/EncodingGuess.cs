using System.Collections.Frozen;
using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>
/// The encoding of text that declares none and is no UTF-8, by what it would say: text of a language is made of its frequent letters.
/// Encodings of two bytes come first, since words of single bytes hardly ever make whole pairs.
/// </summary>
internal static class EncodingGuess
{
    /// <summary>Bytes that are looked at.</summary>
    private const int MaxLength = 16 * 1024;

    /// <summary>How much of the text has to look right.</summary>
    private const double Enough = 0.4;

    private const double EnoughPairs = 0.7;

    /// <summary>Two bytes a character, and how much of the text looks like what is written in it; Japanese by its kana, which no other language has.</summary>
    private static readonly (string Name, Func<char, bool> IsCommon, double Enough)[] Wide =
    [
        ("shift_jis", IsKana, 0.25),
        ("euc-jp", IsKana, 0.25),
        ("euc-kr", c => c is >= '\uAC00' and <= '\uD7A3', 0.9),
    ];

    /// <summary>Two bytes a character in Chinese: the lead bytes of the frequent half of the table, and its lowest second byte.</summary>
    private static readonly (string Name, byte First, byte Last, byte Second)[] Chinese = [("gb18030", 0xB0, 0xD7, 0xA1), ("big5", 0xA4, 0xC6, 0x40)];

    /// <summary>One byte a character, and the dozen letters that its languages use most.</summary>
    private static readonly (string Name, FrozenSet<char> Letters)[] Narrow =
    [
        ("windows-1251", Set("оеаинтсрвлкмју")),
        ("koi8-r", Set("оеаинтсрвлкмју")),
        ("iso-8859-5", Set("оеаинтсрвлкмју")),
        ("windows-1253", Set("αοιετσνηυρςίπκ")),
        ("windows-1255", Set("יוהלארתבשמנד")),
        ("windows-1256", Set("الينمروتبةعد")),
        ("windows-874", Set("านรกเอง่้ยมลวดทสตะปี")),
    ];

    /// <summary>Null for text of Latin letters, and for any that looks like nothing known.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaxLength)];
        if (!IsDense(bytes))
        {
            return null;
        }

        foreach (var (name, isCommon, enough) in Wide)
        {
            if (FeedEncoding.Find(name) is { } encoding && Decode(encoding, bytes) is { } text && Share(text, isCommon) >= enough)
            {
                return encoding;
            }
        }

        (Encoding? Encoding, double Share) chinese = (null, EnoughPairs);
        foreach (var table in Chinese)
        {
            var encoding = FeedEncoding.Find(table.Name)!;
            var share = Decode(encoding, bytes) is null ? 0 : ShareOfPairs(bytes, table);
            chinese = share > chinese.Share ? (encoding, share) : chinese;
        }

        if (chinese.Encoding is not null)
        {
            return chinese.Encoding;
        }

        (Encoding? Encoding, double Share) narrow = (null, Enough);
        foreach (var (name, letters) in Narrow)
        {
            var encoding = FeedEncoding.Find(name)!;
            var share = Share(encoding.GetString(bytes), letters.Contains);
            narrow = share > narrow.Share ? (encoding, share) : narrow;
        }

        return narrow.Encoding;
    }

    /// <summary>Whether most bytes beyond ASCII stand beside others of their kind: in Latin text they stand alone.</summary>
    private static bool IsDense(ReadOnlySpan<byte> bytes)
    {
        var (wide, beside) = (0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] >= 0x80)
            {
                wide++;
                beside += (at > 0 && bytes[at - 1] >= 0x80) || (at + 1 < bytes.Length && bytes[at + 1] >= 0x80) ? 1 : 0;
            }
        }

        return beside * 10 >= wide * 6;
    }

    /// <summary>The text, where all of it can be read; the last character may be cut.</summary>
    private static string? Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var text = FeedEncoding.Lenient(encoding).GetString(bytes);
        return text.AsSpan(0, Math.Max(0, text.Length - 1)).Contains('\uFFFD') ? null : text;
    }

    private static double Share(string text, Func<char, bool> isCommon)
    {
        var (all, common) = (0, 0);
        foreach (var c in text)
        {
            // Blanks and full stops of full width belong to all of these languages.
            if (c is > '\u007F' and not ((>= '\u3000' and <= '\u303F') or (>= '\uFF01' and <= '\uFF65') or '\u00A0'))
            {
                all++;
                common += isCommon(c) ? 1 : 0;
            }
        }

        return all == 0 ? 0 : (double)common / all;
    }

    private static double ShareOfPairs(ReadOnlySpan<byte> bytes, (string Name, byte First, byte Last, byte Second) table)
    {
        var (all, common) = (0, 0);
        for (var at = 0; at + 1 < bytes.Length; at++)
        {
            if (bytes[at] >= 0x80)
            {
                var isSign = bytes[at] is >= 0xA1 and <= 0xA3;
                all += isSign ? 0 : 1;
                common += !isSign && bytes[at] >= table.First && bytes[at] <= table.Last && bytes[at + 1] >= table.Second ? 1 : 0;
                at++;
            }
        }

        return all == 0 ? 0 : (double)common / all;
    }

    private static bool IsKana(char c) => c is >= '\u3041' and <= '\u30FE';

    private static FrozenSet<char> Set(string letters) => letters.ToFrozenSet();
}
