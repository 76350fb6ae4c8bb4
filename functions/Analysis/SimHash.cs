using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace EsgFunctions.Analysis;

/// <summary>
/// 64-bit similarity hash over pairs of neighbouring tokens (Charikar 2002; distance 3 after Manku et al. 2007). A pair of
/// Chinese tokens is a pair of characters, so that no word segmentation is needed.
/// </summary>
public static class SimHash
{
    /// <summary>Of a text with no tokens: near nothing.</summary>
    public const ulong None = 0;

    public const int NearDistance = 3;

    public static ulong Of(string text) => Of(FoldedText.Of(text));

    public static ulong Of(params ReadOnlySpan<FoldedText> parts)
    {
        Span<int> sums = stackalloc int[64];
        var any = false;
        foreach (var part in parts)
        {
            any |= Add(part, sums);
        }

        return any ? Bits(sums) : None;
    }

    /// <summary>Number of bits that differ, 0 to 64.</summary>
    public static int Hamming(ulong a, ulong b) => BitOperations.PopCount(a ^ b);

    public static bool IsNear(ulong a, ulong b) => a != None && b != None && Hamming(a, b) <= NearDistance;

    private static bool Add(FoldedText text, Span<int> sums)
    {
        Token? last = null;
        var any = false;
        foreach (var token in text.Tokens)
        {
            if (token.Kind == TokenKind.Stop)
            {
                continue;
            }

            var start = last?.Start ?? token.Start;
            Count(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.Chars[start..token.End])), sums);
            last = token;
            any = true;
        }

        return any;
    }

    private static void Count(ulong hash, Span<int> sums)
    {
        for (var bit = 0; bit < 64; bit++)
        {
            sums[bit] += (int)((hash >> bit) & 1) * 2 - 1;
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
