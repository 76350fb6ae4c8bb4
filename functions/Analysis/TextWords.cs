using System.Collections.Frozen;

namespace EsgFunctions.Analysis;

/// <summary>The words of a title or of the beginning of a text, in order: folded; pairs of characters in Chinese.</summary>
public sealed class TextWords
{
    /// <summary>Of a title where more than this share of the long words have a capital, capitals name nothing: it is set in them.</summary>
    private const double MostCapitals = 0.6;
    private const int LongWord = 4;

    /// <summary>Pieces of addresses and marks of messages handed on: what two texts have in common by them is no event.</summary>
    private static readonly FrozenSet<string> Marks = new[] { "http", "https", "www", "com", "co", "html", "rt", "via", "amp" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly List<TextWord> _words;

    private TextWords(List<TextWord> words) => _words = words;

    public static TextWords None { get; } = new([]);

    public int Count => _words.Count;

    internal IReadOnlyList<TextWord> Words => _words;

    /// <param name="language">BCP 47; decides the stop words and the script folding.</param>
    public static TextWords Of(string text, string language) => Of(FoldedText.Of(text, language.StartsWith("sr", StringComparison.Ordinal)), language);

    /// <param name="language">BCP 47; decides the stop words.</param>
    /// <param name="limit">Characters of the folded text that are read.</param>
    public static TextWords Of(FoldedText text, string language, int limit = int.MaxValue)
    {
        var stops = StopWords.Of(language);
        var words = new List<TextWord>();
        for (var i = 0; i < text.Tokens.Count && text.Tokens[i].Start < limit; i++)
        {
            var token = text.Tokens[i];
            if (token.Kind == TokenKind.Han)
            {
                if (Pair(text, i) is { } pair)
                {
                    words.Add(new(pair, TextWordKind.Han));
                }
            }
            else if (token.Kind != TokenKind.Stop)
            {
                var word = new string(text.TextOf(token));
                words.Add(new(word, KindOf(text, i, word, stops)));
            }
        }

        return new(IsAllCapitals(words) ? words.ConvertAll(word => word.Kind == TextWordKind.Name ? word with { Kind = TextWordKind.Word } : word) : words);
    }

    /// <summary>The character with the one after it; a character alone where it has no neighbour; null at the end of a run, which its pair has told already.</summary>
    private static string? Pair(FoldedText text, int at)
    {
        var token = text.Tokens[at];
        var next = at + 1 < text.Tokens.Count ? text.Tokens[at + 1] : default;
        var isPair = next.Kind == TokenKind.Han && next.Start == token.End;
        var endsRun = !isPair && at > 0 && text.Tokens[at - 1] is { Kind: TokenKind.Han } last && last.End == token.Start;
        return endsRun ? null : new string(text.Chars[token.Start..(isPair ? next.End : token.End)]);
    }

    /// <summary>A capital within a sentence names somebody or something; at its beginning it says nothing.</summary>
    private static TextWordKind KindOf(FoldedText text, int at, string word, FrozenSet<string> stops) =>
        text.Tokens[at].Kind == TokenKind.Number ? TextWordKind.Number
        : word.Length < 2 || stops.Contains(word) || Marks.Contains(word) ? TextWordKind.Stop
        : at > 0 && text.Tokens[at - 1].Kind != TokenKind.Stop && char.IsUpper(text.Source[text.SourceSpan(text.Tokens[at].Start, text.Tokens[at].End).Start]) ? TextWordKind.Name
        : TextWordKind.Word;

    private static bool IsAllCapitals(List<TextWord> words)
    {
        var names = words.Count(word => word.Kind == TextWordKind.Name && word.Text.Length >= LongWord);
        return names > MostCapitals * (names + words.Count(word => word.Kind == TextWordKind.Word && word.Text.Length >= LongWord));
    }
}

/// <param name="Text">Folded.</param>
internal readonly record struct TextWord(string Text, TextWordKind Kind);

internal enum TextWordKind
{
    Word,
    Name,
    Number,

    /// <summary>One or two Chinese characters.</summary>
    Han,

    /// <summary>A word that carries no event, or a single letter.</summary>
    Stop,
}
