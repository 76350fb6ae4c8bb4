using System.Globalization;

namespace EsgFunctions.Analysis;

/// <summary>A word or a number that tells how bad an event was, at a token of a field.</summary>
internal readonly record struct SeverityMark(SeverityRole Role, double Value, int Token, int EndToken, int Sentence, TextSpan Span)
{
    /// <summary>A number of a game's result or of a time of day.</summary>
    public bool IsPaired { get; init; }

    /// <summary>Row of its word; the same for the same word told again.</summary>
    public int Term { get; init; }

    /// <summary>Says nothing itself of how bad it was, only how other marks are to be read.</summary>
    public bool IsLink => Role is SeverityRole.And or SeverityRole.Amid or SeverityRole.Since or SeverityRole.Contrast or SeverityRole.Pretend
        or SeverityRole.Lightly or SeverityRole.Spill or SeverityRole.Absent or SeverityRole.Energy or SeverityRole.LowEnergy or SeverityRole.Structure;
}

/// <summary>Finds the severity words and numbers of a field, in order, with words of number and their multipliers made numbers.</summary>
internal static class SeverityMarks
{
    /// <summary>Tokens read: what a report adds after its lead is mostly history.</summary>
    private const int TokensRead = 120;

    private const string HanDigits = "零一二三四五六七八九";

    public static List<SeverityMark> Of(FoldedText text, SeverityWords words, TextField field)
    {
        var marks = new List<SeverityMark>();
        var tokens = text.Tokens;
        var sentence = 0;
        for (var i = 0; i < Math.Min(tokens.Count, TokensRead);)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Stop)
            {
                sentence++;
                i++;
            }
            else if (token.Kind == TokenKind.Number)
            {
                _ = double.TryParse(text.TextOf(token), NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
                Add(marks, text, field, SeverityRole.Number, value, i, i + 1, sentence);
                i++;
            }
            else if (words.At(text, token) is { } found)
            {
                var end = EndToken(tokens, i, found.End);
                if (found.Role != SeverityRole.Idiom)
                {
                    Add(marks, text, field, found.Role, found.Value, i, end, sentence, found.Row);
                }

                i = end;
            }
            else if (HanNumber(text, i) is { Count: > 0 } han)
            {
                Add(marks, text, field, SeverityRole.Number, han.Value, i, i + han.Count, sentence);
                i += han.Count;
            }
            else
            {
                i++;
            }
        }

        return marks;
    }

    private static void Add(List<SeverityMark> marks, FoldedText text, TextField field, SeverityRole role, double value, int token, int end, int sentence, int term = 0)
    {
        if (role == SeverityRole.Multiplier)
        {
            if (marks.Count > 0 && marks[^1] is { Role: SeverityRole.Number } number && number.EndToken == token)
            {
                marks[^1] = number with { Value = number.Value * value, EndToken = end };
            }

            return;
        }

        var (start, length) = text.SourceSpan(text.Tokens[token].Start, text.Tokens[end - 1].End);
        var paired = role == SeverityRole.Number && text.Tokens[token].Kind == TokenKind.Number && GameScore.IsPartOfPair(text, token);
        marks.Add(new SeverityMark(role, value, token, end, sentence, new TextSpan(field, start, length)) { IsPaired = paired, Term = term });
    }

    private static int EndToken(IReadOnlyList<Token> tokens, int token, int end)
    {
        while (token < tokens.Count && tokens[token].Start < end)
        {
            token++;
        }

        return token;
    }

    /// <summary>A number in Chinese characters, up to hundreds of millions; count 0 for none.</summary>
    private static (double Value, int Count) HanNumber(FoldedText text, int at)
    {
        double total = 0, section = 0, digit = 0;
        var count = 0;
        for (; at + count < text.Tokens.Count && text.Tokens[at + count] is { Kind: TokenKind.Han } token; count++)
        {
            var c = text.Chars[token.Start] is '两' ? '二' : text.Chars[token.Start];
            var unit = c switch { '十' => 10, '百' => 100, '千' => 1000, '万' => 10_000, _ => 0 };
            if (HanDigits.IndexOf(c) is var value and >= 0)
            {
                digit = value;
            }
            else if (unit == 10_000)
            {
                total += Math.Max(1, section + digit) * unit;
                (section, digit) = (0, 0);
            }
            else if (unit > 0)
            {
                section += Math.Max(1, digit) * unit;
                digit = 0;
            }
            else
            {
                break;
            }
        }

        return (total + section + digit, count);
    }
}
