using System.Buffers;

namespace EsgFunctions.Places;

/// <summary>A text cut into words, with the normal forms of all words in one buffer, one space apart: the key of any run of words is a slice.</summary>
internal sealed class PlaceText : IDisposable
{
    /// <summary>With the space after it, on average; a guess for the first size of lists.</summary>
    private const int LettersPerWord = 5;

    private static readonly SearchValues<char> SentenceMarks = SearchValues.Create(".!?\n\"“”«»„:;—–。！？");

    private readonly char[] _buffer;
    private readonly HashSet<int> _lowerCaseWords;

    public PlaceText(string source)
    {
        Source = source;
        Tokens = new List<PlaceToken>((source.Length / LettersPerWord) + 1);
        _lowerCaseWords = new HashSet<int>(source.Length / (2 * LettersPerWord));
        _buffer = ArrayPool<char>.Shared.Rent((source.Length * PlaceName.LargestGrowth) + source.Length + 1);
        Read();
        CapitalsSayNothing = HasCapitalsThroughout();
    }

    public string Source { get; }

    public List<PlaceToken> Tokens { get; }

    /// <summary>A headline With Every Word Capital, or all in capitals.</summary>
    public bool CapitalsSayNothing { get; }

    /// <summary>The key of the words from the first to the last of these.</summary>
    public ReadOnlySpan<char> Key(int first, int last) => _buffer.AsSpan(Tokens[first].KeyStart, Tokens[last].KeyEnd - Tokens[first].KeyStart);

    public ReadOnlySpan<char> Key(int token) => Key(token, token);

    /// <summary>Whether the text also has the word without a capital.</summary>
    public bool HasInLowerCase(ReadOnlySpan<char> key) => _lowerCaseWords.Contains(string.GetHashCode(key));

    public void Dispose() => ArrayPool<char>.Shared.Return(_buffer);

    private void Read()
    {
        var (at, written, gap) = (0, 0, 0);
        while (at < Source.Length)
        {
            if (!IsWordLetter(Source[at]))
            {
                at++;
                continue;
            }

            var start = at;
            var script = ScriptOf(Source[at]);
            while (at < Source.Length && IsWordLetter(Source[at]) && (ScriptOf(Source[at]) == TokenTraits.Han) == (script == TokenTraits.Han))
            {
                at++;
            }

            var keyStart = written == 0 ? 0 : written + 1;
            var length = PlaceName.Normalise(Source.AsSpan(start, at - start), _buffer.AsSpan(keyStart));
            if (length == 0)
            {
                continue;
            }

            if (keyStart > 0)
            {
                _buffer[written] = ' ';
            }

            written = keyStart + length;
            var traits = script | Casing(Source.AsSpan(start, at - start)) | Gap(Source.AsSpan(gap, start - gap));
            Tokens.Add(new PlaceToken(start, at, keyStart, written, traits));
            gap = at;
            if ((traits & TokenTraits.Capital) == 0)
            {
                _lowerCaseWords.Add(string.GetHashCode(_buffer.AsSpan(keyStart, length)));
            }
        }
    }

    private static bool IsWordLetter(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || (letter > 127 && (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark));

    private static TokenTraits ScriptOf(char letter) => letter switch
    {
        < '\u0400' => TokenTraits.None,
        < '\u0530' => TokenTraits.Cyrillic,
        >= '\u0600' and <= '\u06FF' => TokenTraits.Arabic,
        _ when GazetteerFormat.IsHan(letter) => TokenTraits.Han,
        _ => TokenTraits.None,
    };

    private static TokenTraits Casing(ReadOnlySpan<char> word)
    {
        if (!char.IsUpper(word[0]))
        {
            return TokenTraits.None;
        }

        foreach (var letter in word[1..])
        {
            if (!char.IsUpper(letter))
            {
                return TokenTraits.Capital;
            }
        }

        return word.Length > 1 ? TokenTraits.Capital | TokenTraits.AllCapitals : TokenTraits.Capital;
    }

    /// <summary>What stands between the word before and this one.</summary>
    private TokenTraits Gap(ReadOnlySpan<char> gap)
    {
        if (Tokens.Count == 0)
        {
            return TokenTraits.StartsSentence | TokenTraits.AfterBreak;
        }

        if (gap is " " or "-" or "'" or "’" or "" or "." or "‑")
        {
            return gap is " " ? TokenTraits.AfterSpace : TokenTraits.None;
        }

        if (gap is ", " or "," or " (" or "، " or "، ")
        {
            return TokenTraits.AfterBreak | TokenTraits.AfterComma;
        }

        var before = Tokens[^1];
        if (gap is ". " && before.End - before.Start <= 3 && before.Is(TokenTraits.Capital))
        {
            // St. Louis, Mt. Isa, D. C.: an abbreviation as often as an end.
            return TokenTraits.None;
        }

        return gap.ContainsAny(SentenceMarks) ? TokenTraits.AfterBreak | TokenTraits.StartsSentence : TokenTraits.AfterBreak;
    }

    private bool HasCapitalsThroughout()
    {
        var (words, capital) = (0, 0);
        foreach (var token in Tokens)
        {
            if (token.End - token.Start >= 4 && !token.Is(TokenTraits.Han) && !token.Is(TokenTraits.Arabic) && !char.IsDigit(Source[token.Start]))
            {
                words++;
                capital += token.Is(TokenTraits.Capital) ? 1 : 0;
            }
        }

        return words >= 3 && capital * 4 >= words * 3;
    }
}
