using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>
/// The encoding of a file of rows. Rows declare none, so what no byte order mark, no zeros and no sender says is told by the bytes:
/// UTF-8 where all of them are valid, else the code page in whose languages they make sense (Chinese, Russian, Central or Western European).
/// </summary>
internal static class RowEncoding
{
    /// <param name="head">The beginning of the file.</param>
    /// <param name="isUtf8">Whether all of the file is valid UTF-8, not its beginning alone.</param>
    /// <param name="contentType">As the sender gave it; its charset is believed where it is one.</param>
    public static Encoding Find(ReadOnlySpan<byte> head, bool isUtf8, string? contentType)
    {
        if (FeedEncoding.ByMark(head) is var (marked, _))
        {
            return marked;
        }

        if (FeedEncoding.ByZeros(head) is { } wide)
        {
            return wide;
        }

        return isUtf8 ? Encoding.UTF8
            : FeedEncoding.Find(FeedEncoding.CharsetOf(contentType)) is { } named and not UTF8Encoding ? named
            : Guess(head);
    }

    private static Encoding Guess(ReadOnlySpan<byte> head) =>
        EncodingGuess.Of(head) ?? FeedEncoding.CodePage(IsCentralEuropean(head) ? "windows-1250" : "windows-1252")!;

    /// <summary>By letters that are common on one side only; bytes that mean the same in both say nothing.</summary>
    private static bool IsCentralEuropean(ReadOnlySpan<byte> head)
    {
        var counts = new int[256];
        foreach (var letter in head)
        {
            counts[letter]++;
        }

        // š Š ž Ž (which French and Spanish do without), ś Ś ź ż ł Ł ą ş, and č ć đ Č Ć Đ, ě ř ů ę.
        var central = Sum(counts, 0x9A, 0x8A, 0x9E, 0x8E, 0x9C, 0x8C, 0x9F, 0xB3, 0xA3, 0xB9, 0xBA, 0xE6, 0xF0, 0xC6, 0xD0, 0xC8, 0xEC, 0xF8, 0xF9) + (counts[0xE8] / 2);

        // à â-less here: â î ô are Romanian too. à ê ë ï ñ õ ã û ò, inverted marks, and è as often as č.
        var western = Sum(counts, 0xE0, 0xEA, 0xEB, 0xEF, 0xF1, 0xF5, 0xE3, 0xFB, 0xF2, 0xA1, 0xBF) + (counts[0xE8] / 2);
        return central > western;
    }

    private static int Sum(int[] counts, params ReadOnlySpan<int> bytes)
    {
        var sum = 0;
        foreach (var value in bytes)
        {
            sum += counts[value];
        }

        return sum;
    }
}
