namespace EsgFunctions.Analysis;

/// <summary>
/// What of a text the category model weighs: words, pairs of neighbours, and groups of four letters, so that a word in another case
/// or tense is not a stranger. A feature is the place of its hash in a table; different ones may share a place.
/// </summary>
internal static class CategoryFeatures
{
    /// <summary>Places of the table, as a power of two.</summary>
    public const int Bits = 18;

    public const int Places = 1 << Bits;

    /// <summary>Of a text no more is read: news says first what has happened, and every item is read.</summary>
    private const int MostTokens = 220;
    private const int LeadTokens = 60;

    private const float OfTitle = 1;
    private const float OfLead = 0.75f;
    private const float OfRest = 0.25f;

    private const float OfPair = 0.7f;
    private const float OfGroup = 0.4f;
    private const int GroupLetters = 4;

    /// <summary>Squared values that every text has beside its own: of two words little can be told.</summary>
    private const double OfNothing = 6;

    private const ulong Prime = 0x100000001B3;
    private const ulong Basis = 0xCBF29CE484222325;

    /// <summary>What sums over features are divided by, so that long texts and short ones compare.</summary>
    /// <param name="squares">Of all values, summed.</param>
    public static double LengthOf(double squares) => Math.Sqrt(squares + OfNothing);

    /// <summary>Shows every feature to the visitor, in the order of the text.</summary>
    public static void Visit<T>(FoldedText text, TextField field, ref T visitor)
        where T : struct, ICategoryFeatureVisitor
    {
        var tokens = text.Tokens;
        ulong before = 0;
        var count = Math.Min(tokens.Count, MostTokens);
        for (var i = 0; i < count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Stop)
            {
                before = 0;
                continue;
            }

            var weight = field == TextField.Title ? OfTitle : i < LeadTokens ? OfLead : OfRest;
            var letters = text.TextOf(token);
            var word = token.Kind == TokenKind.Number ? Digits(letters) : Hash(letters);
            visitor.Visit(Place(word), weight, i);
            if (before != 0)
            {
                visitor.Visit(Place((before * Prime) ^ word), weight * OfPair, i);
            }

            if (token.Kind == TokenKind.Word && letters.Length >= GroupLetters)
            {
                Groups(letters, weight * OfGroup, i, ref visitor);
            }

            before = word;
        }
    }

    /// <summary>A number is told by its length alone: a count of people, a year, an amount.</summary>
    private static ulong Digits(ReadOnlySpan<char> number) => Hash("#") + (ulong)Math.Min(number.Length, 6);

    private static void Groups<T>(ReadOnlySpan<char> letters, float weight, int token, ref T visitor)
        where T : struct, ICategoryFeatureVisitor
    {
        for (var from = -1; from + GroupLetters <= letters.Length + 1; from++)
        {
            var hash = Basis ^ GroupLetters;
            for (var at = from; at < from + GroupLetters; at++)
            {
                hash = (hash ^ (at < 0 || at == letters.Length ? ' ' : letters[at])) * Prime;
            }

            visitor.Visit(Place(hash), weight, token);
        }
    }

    /// <summary>FNV-1a.</summary>
    private static ulong Hash(ReadOnlySpan<char> letters)
    {
        var hash = Basis;
        foreach (var letter in letters)
        {
            hash = (hash ^ letter) * Prime;
        }

        return hash;
    }

    /// <summary>Fibonacci hashing of what FNV leaves uneven in its upper bits.</summary>
    private static int Place(ulong hash) => (int)(((hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15) >> (64 - Bits));
}

/// <summary>Takes the features of a text one by one.</summary>
internal interface ICategoryFeatureVisitor
{
    /// <param name="place">In the table of weights.</param>
    /// <param name="value">How much it counts, before the text's length is divided out.</param>
    /// <param name="token">Where it ends.</param>
    void Visit(int place, float value, int token);
}
