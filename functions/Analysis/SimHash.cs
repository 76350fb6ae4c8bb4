using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EsgFunctions.Analysis;

/// <summary>
/// 64-bit similarity hash (Charikar 2002; distance 3 after Manku et al. 2007) over words of four letters or more, numbers, and
/// pairs of Chinese characters, each counted as often as it stands; so one changed word seldom moves a text of news length
/// beyond the distance.
/// </summary>
public static class SimHash
{
    /// <summary>Of a text with no tokens: near nothing.</summary>
    public const ulong None = 0;

    public const int NearDistance = 3;

    private const int ShortestWord = 4;

    /// <summary>Two bulletins of one template differ in their numbers only, and are two events.</summary>
    private const int NumberWeight = 3;

    public static ulong Of(string text) => Of(FoldedText.Of(text));

    public static ulong Of(params ReadOnlySpan<FoldedText> parts)
    {
        Span<int> sums = stackalloc int[64];
        var any = false;
        foreach (var part in parts)
        {
            any |= Add(part, sums, ShortestWord);
        }

        foreach (var part in any ? [] : parts)
        {
            any |= Add(part, sums, shortest: 1);
        }

        return any ? Bits(sums) : None;
    }

    /// <summary>Number of bits that differ, 0 to 64.</summary>
    public static int Hamming(ulong a, ulong b) => BitOperations.PopCount(a ^ b);

    public static bool IsNear(ulong a, ulong b) => a != None && b != None && Hamming(a, b) <= NearDistance;

    private static bool Add(FoldedText text, Span<int> sums, int shortest)
    {
        var any = false;
        for (var i = 0; i < text.Tokens.Count; i++)
        {
            var token = text.Tokens[i];
            var isPair = token.Kind == TokenKind.Han && i + 1 < text.Tokens.Count && text.Tokens[i + 1] is { Kind: TokenKind.Han } next && next.Start == token.End;
            var isNumber = token.Kind == TokenKind.Number;
            if (isPair || isNumber || (token.Kind != TokenKind.Stop && token.Length >= shortest))
            {
                var feature = text.Chars[token.Start..(isPair ? token.End + 1 : token.End)];
                Count(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(feature)), isNumber ? NumberWeight : 1, sums);
                any = true;
            }
        }

        return any;
    }

    private static void Count(ulong hash, int weight, Span<int> sums)
    {
        for (var bit = 0; bit < 64; bit++)
        {
            sums[bit] += ((int)((hash >> bit) & 1) * 2 - 1) * weight;
        }
    }

    private static ulong Bits(Span<int> sums)
    {
        var bits = 0UL;
        for (var bit = 0; bit < 64; bit++)
        {
            bits |= sums[bit] > 0 ? 1UL << bit : 0;
        }

        // The value 0 is kept for "no text".
        return bits == None ? 1 : bits;
    }
}
