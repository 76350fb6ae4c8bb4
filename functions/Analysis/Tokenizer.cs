namespace EsgFunctions.Analysis;

/// <summary>Cuts text into words, numbers and Chinese characters while folding it.</summary>
internal static class Tokenizer
{
    public static int Fold(ReadOnlySpan<char> text, bool serbian, char[] chars, int[] sources, List<Token> tokens)
    {
        var count = 0;
        var i = 0;
        var inTag = false;
        while (i < text.Length)
        {
            var c = text[i];
            if (CharFold.IsHan(c))
            {
                var joined = tokens.Count > 0 && tokens[^1].Kind == TokenKind.Han && sources[count - 1] == i - 1;
                count = joined ? count : Space(chars, sources, count, i);
                Put(chars, sources, ref count, c, i);
                tokens.Add(new Token(count - 1, 1, TokenKind.Han));
                i++;
            }
            else if (char.IsAsciiDigit(c) || c is >= '\uFF10' and <= '\uFF19')
            {
                count = Space(chars, sources, count, i);
                var start = count;
                i = Number(text, i, chars, sources, ref count);
                tokens.Add(new Token(start, count - start, TokenKind.Number));
            }
            else if (char.IsLetter(c))
            {
                count = Space(chars, sources, count, i);
                var (start, from) = (count, i);
                for (; i < text.Length && (char.IsLetter(text[i]) || CharFold.IsMark(text[i])) && !CharFold.IsHan(text[i]) && !(inTag && i > from && BeginsWord(text, i)); i++)
                {
                    Letter(text[i], i, serbian, chars, sources, ref count);
                }

                start = inTag ? CutTag(start, chars, sources, ref count, tokens) : start;
                tokens.Add(new Token(start, count - start, TokenKind.Word));
            }
            else
            {
                inTag = c == '#' || (inTag && c == '_');
                if (c == '@' && (i == 0 || !char.IsLetterOrDigit(text[i - 1])))
                {
                    i += NameAfter(text[i..]);
                    continue;
                }

                if (IsStop(text, i) && tokens.Count > 0 && tokens[^1].Kind != TokenKind.Stop)
                {
                    tokens.Add(new Token(count, 0, TokenKind.Stop));
                }

                i++;
            }
        }

        return count;
    }

    /// <summary>Letters of "@somebody": whom a message speaks to or repeats says nothing of what has happened. 1 where nobody is named.</summary>
    private static int NameAfter(ReadOnlySpan<char> at)
    {
        var length = 1;
        while (length < at.Length && (char.IsAsciiLetterOrDigit(at[length]) || at[length] == '_'))
        {
            length++;
        }

        return length;
    }

    /// <summary>"#TownhillFlood" is two words, "#NSWFires" too: within a tag a capital that follows or precedes a small letter begins a word.</summary>
    private static bool BeginsWord(ReadOnlySpan<char> tag, int i) =>
        char.IsUpper(tag[i]) && (char.IsLower(tag[i - 1]) || (i + 1 < tag.Length && char.IsLower(tag[i + 1])));

    /// <summary>Parts a word of a tag from <paramref name="start"/> on that is several without a capital; answers where the last of them starts.</summary>
    private static int CutTag(int start, char[] chars, int[] sources, ref int count, List<Token> tokens)
    {
        while (TagWords.FirstOf(chars.AsSpan(start, count - start)) is > 0 and var length)
        {
            var next = start + length;
            Array.Copy(chars, next, chars, next + 1, count - next);
            Array.Copy(sources, next, sources, next + 1, count - next);
            chars[next] = ' ';
            tokens.Add(new Token(start, length, TokenKind.Word));
            (start, count) = (next + 1, count + 1);
        }

        return start;
    }

    /// <summary>Thousands separators go ("1,200", "1.200", "1 200"), a decimal part stays after a point ("7.2", "7,2").</summary>
    private static int Number(ReadOnlySpan<char> text, int i, char[] chars, int[] sources, ref int count)
    {
        var isDecimal = false;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c) || c is >= '\uFF10' and <= '\uFF19')
            {
                Put(chars, sources, ref count, c > 0xFF00 ? (char)(c - 0xFF10 + '0') : c, i++);
                continue;
            }

            var digits = c is '.' or ',' or '\'' or '\u2019' or '\u00A0' or '\u202F' or '\u2009' or ' ' ? DigitsAfter(text, i) : 0;
            if (digits == 3 && !isDecimal && c != ' ')
            {
                i++;
            }
            else if (digits == 3 && c == ' ' && !isDecimal && (i + 4 >= text.Length || !char.IsLetterOrDigit(text[i + 4])))
            {
                i++;
            }
            else if (digits is 1 or 2 && c is '.' or ',' && digits is 1 or 2 && !isDecimal)
            {
                isDecimal = true;
                Put(chars, sources, ref count, '.', i++);
            }
            else
            {
                break;
            }
        }

        return i;
    }

    private static int DigitsAfter(ReadOnlySpan<char> text, int separator)
    {
        var n = 0;
        while (separator + 1 + n < text.Length && n < 5 && char.IsAsciiDigit(text[separator + 1 + n]))
        {
            n++;
        }

        return n;
    }

    private static bool IsStop(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '\n' or '!' or '?' or ';' or '\u3002' or '\uFF01' or '\uFF1F' or '\uFF1B' => true,
        '.' => i + 1 >= text.Length || char.IsWhiteSpace(text[i + 1]),
        _ => false,
    };

    private static void Letter(char c, int source, bool serbian, char[] chars, int[] sources, ref int count)
    {
        var (first, second) = CharFold.Of(c, serbian);
        if (first != '\0')
        {
            Put(chars, sources, ref count, first, source);
        }

        if (second != '\0')
        {
            Put(chars, sources, ref count, second, source);
        }
    }

    private static int Space(char[] chars, int[] sources, int count, int source)
    {
        if (count > 0)
        {
            Put(chars, sources, ref count, ' ', Math.Max(0, source - 1));
        }

        return count;
    }

    private static void Put(char[] chars, int[] sources, ref int count, char c, int source)
    {
        chars[count] = c;
        sources[count++] = source;
    }
}
