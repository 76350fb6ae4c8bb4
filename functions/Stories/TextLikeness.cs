using EsgFunctions.Analysis;

namespace EsgFunctions.Stories;

/// <summary>
/// How alike two short texts are, 0 to 1: the weight of the words that have a partner in the other text, over the weight of all.
/// Words are partners by a common beginning (languages that inflect change the end), each with one other at most, the surest first.
/// </summary>
public static class TextLikeness
{
    /// <summary>A common beginning of two words counts from this share of their letters, and from three letters.</summary>
    private const double LeastAlike = 0.5;
    private const int LeastLetters = 3;

    /// <summary>A beginning of three letters says little of long words.</summary>
    private const int ShortWord = 5;

    /// <summary>Numbers tell two events of one kind apart; stop words tell hardly anything.</summary>
    private const double NumberWeight = 2;
    private const double StopWeight = 0.35;

    /// <summary>Texts of more words are compared by their first: the work grows with the square.</summary>
    private const int MostWords = 60;

    /// <summary>0 where either has no words.</summary>
    public static double Of(TextWords one, TextWords other)
    {
        var (a, b) = (Math.Min(one.Count, MostWords), Math.Min(other.Count, MostWords));
        var pairs = new List<(double Alike, int A, int B)>();
        var all = 0.0;
        for (var i = 0; i < a; i++)
        {
            all += Weight(one.Words[i]);
            for (var j = 0; j < b; j++)
            {
                if (Alike(one.Words[i], other.Words[j]) is > 0 and var alike)
                {
                    pairs.Add((alike * Math.Min(Weight(one.Words[i]), Weight(other.Words[j])), i, j));
                }
            }
        }

        for (var j = 0; j < b; j++)
        {
            all += Weight(other.Words[j]);
        }

        return all == 0 ? 0 : Partnered(pairs, one, other) / all;
    }

    private static double Partnered(List<(double Alike, int A, int B)> pairs, TextWords one, TextWords other)
    {
        pairs.Sort((x, y) => (y.Alike, x.A, x.B).CompareTo((x.Alike, y.A, y.B)));
        Span<bool> takenA = stackalloc bool[MostWords];
        Span<bool> takenB = stackalloc bool[MostWords];
        var sum = 0.0;
        foreach (var (_, i, j) in pairs)
        {
            if (!takenA[i] && !takenB[j])
            {
                (takenA[i], takenB[j]) = (true, true);
                sum += Alike(one.Words[i], other.Words[j]) * (Weight(one.Words[i]) + Weight(other.Words[j]));
            }
        }

        return sum;
    }

    /// <summary>0 to 1: 1 for the same word, less for a common beginning.</summary>
    private static double Alike(TextWord a, TextWord b)
    {
        if (a.Text == b.Text)
        {
            return 1;
        }

        if (a.Kind is not (TextWordKind.Word or TextWordKind.Name) || b.Kind is not (TextWordKind.Word or TextWordKind.Name))
        {
            return 0;
        }

        var shared = a.Text.AsSpan().CommonPrefixLength(b.Text);
        if (shared < LeastLetters || (shared == LeastLetters && Math.Max(a.Text.Length, b.Text.Length) > ShortWord))
        {
            return 0;
        }

        var alike = 2.0 * shared / (a.Text.Length + b.Text.Length);
        return alike >= LeastAlike ? alike : 0;
    }

    /// <summary>A longer word tells a little more: 1 at six letters, growing with the fourth root up to seven.</summary>
    private static double Weight(TextWord word) => word.Kind switch
    {
        TextWordKind.Number => NumberWeight,
        TextWordKind.Stop => StopWeight,
        TextWordKind.Han => 1,
        _ => Math.Sqrt(Math.Sqrt(Math.Min(word.Text.Length, 7) / 6.0)),
    };
}
