namespace EsgFunctions.Analysis;

/// <summary>The words of a title that tell one event from another: folded, without stop words; pairs of characters in Chinese.</summary>
public sealed class TitleTokens
{
    private readonly HashSet<string> _words;

    private TitleTokens(HashSet<string> words) => _words = words;

    public static TitleTokens None { get; } = new([]);

    public int Count => _words.Count;

    /// <param name="language">BCP 47; decides the stop words and the script folding.</param>
    public static TitleTokens Of(string title, string language)
    {
        var text = FoldedText.Of(title, language.StartsWith("sr", StringComparison.Ordinal));
        var stops = StopWords.Of(language);
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < text.Tokens.Count; i++)
        {
            var token = text.Tokens[i];
            if (token.Kind == TokenKind.Han)
            {
                var next = i + 1 < text.Tokens.Count ? text.Tokens[i + 1] : default;
                var isPair = next.Kind == TokenKind.Han && next.Start == token.End;
                var endsRun = !isPair && i > 0 && text.Tokens[i - 1] is { Kind: TokenKind.Han } last && last.End == token.Start;
                if (!endsRun)
                {
                    words.Add(new string(text.Chars[token.Start..(isPair ? next.End : token.End)]));
                }
            }
            else if (token.Kind != TokenKind.Stop)
            {
                var word = new string(text.TextOf(token));
                if (!stops.Contains(word) && (word.Length > 1 || token.Kind == TokenKind.Number))
                {
                    words.Add(word);
                }
            }
        }

        return new TitleTokens(words);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static TitleTokens Parse(string text) => new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal));

    /// <summary>Shared words over all words, 0 to 1; 0 when either has none.</summary>
    public double Jaccard(TitleTokens other)
    {
        var shared = _words.Count <= other._words.Count ? _words.Count(other._words.Contains) : other._words.Count(_words.Contains);
        var all = _words.Count + other._words.Count - shared;
        return all == 0 ? 0 : (double)shared / all;
    }

    /// <summary>Sorted words with a space between: for storing.</summary>
    public override string ToString() => string.Join(' ', _words.Order(StringComparer.Ordinal));
}
