using System.Buffers;

namespace EsgFunctions.Analysis;

/// <summary>
/// A text as rules read it: lower case, accents off, one space between tokens, every character traceable to where it came from.
/// Serbian Cyrillic becomes Latin, so that one word list serves both scripts; each Chinese character is a token of its own.
/// </summary>
public sealed class FoldedText
{
    private readonly char[] _chars;
    private readonly int[] _sources;
    private readonly List<Token> _tokens;

    private FoldedText(char[] chars, int[] sources, List<Token> tokens, string source)
    {
        Source = source;
        _chars = chars;
        _sources = sources;
        _tokens = tokens;
    }

    public static FoldedText Empty { get; } = new([], [], [], "");

    /// <summary>As it was before folding.</summary>
    public string Source { get; }

    /// <summary>Tokens with one space between them; none within a run of Chinese characters.</summary>
    public ReadOnlySpan<char> Chars => _chars;

    public IReadOnlyList<Token> Tokens => _tokens;

    public ReadOnlySpan<char> TextOf(Token token) => _chars.AsSpan(token.Start, token.Length);

    /// <summary>Whether it holds these words in this order, whole: capitals, accents and what stands between them aside.</summary>
    /// <param name="words">With <c>*</c> at the end, the last may go on.</param>
    /// <param name="serbian">As this text was folded.</param>
    public bool Holds(string words, bool serbian)
    {
        var goesOn = words.EndsWith('*');
        var sought = Of(words, serbian, limit: 200)._chars.AsSpan();
        for (var from = 0; sought.Length > 0 && _chars.AsSpan(from).IndexOf(sought) is >= 0 and var found; from += found + 1)
        {
            var (start, end) = (from + found, from + found + sought.Length);
            if ((start == 0 || IsEdge(_chars[start - 1], _chars[start])) && (goesOn || end == _chars.Length || IsEdge(_chars[end - 1], _chars[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEdge(char before, char after) => before == ' ' || after == ' ' || CharFold.IsHan(before) || CharFold.IsHan(after);

    /// <summary>Where folded characters [start, end) stand in the source.</summary>
    public (int Start, int Length) SourceSpan(int start, int end)
    {
        var first = _sources[start];
        return (first, _sources[end - 1] + 1 - first);
    }

    /// <param name="text">At most <paramref name="limit"/> characters are read.</param>
    /// <param name="serbian">Cyrillic is folded to Latin the Serbian way.</param>
    public static FoldedText Of(string text, bool serbian = false, int limit = 20_000)
    {
        var length = Math.Min(text.Length, limit);
        var chars = ArrayPool<char>.Shared.Rent(3 * length + 2);
        var sources = ArrayPool<int>.Shared.Rent(3 * length + 2);
        var tokens = new List<Token>(length / 5 + 4);
        var count = Tokenizer.Fold(text.AsSpan(0, length), serbian, chars, sources, tokens);
        var folded = new FoldedText(chars.AsSpan(0, count).ToArray(), sources.AsSpan(0, count).ToArray(), tokens, text);
        ArrayPool<char>.Shared.Return(chars);
        ArrayPool<int>.Shared.Return(sources);
        return folded;
    }
}

/// <summary>A word, a number or one Chinese character: its place in <see cref="FoldedText.Chars"/>.</summary>
public readonly record struct Token(int Start, int Length, TokenKind Kind)
{
    public int End => Start + Length;
}

public enum TokenKind
{
    Word,
    Number,
    Han,

    /// <summary>The end of a sentence: no characters of its own.</summary>
    Stop,
}
