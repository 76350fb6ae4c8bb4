namespace EsgFunctions.Analysis;

/// <summary>Two numbers that are the result of a game: "8:1", "34:22", "3-1". They count nobody.</summary>
internal static class GameScore
{
    private const int HoursOfDay = 24;

    /// <summary>Where the first result of a title stands; null for none.</summary>
    public static TextSpan? In(FoldedText title)
    {
        for (var i = 0; i + 1 < title.Tokens.Count; i++)
        {
            if (IsAt(title, i))
            {
                var (start, length) = title.SourceSpan(title.Tokens[i].Start, title.Tokens[i + 1].End);
                return new TextSpan(TextField.Title, start, length);
            }
        }

        return null;
    }

    /// <summary>True for the first number of a result or of a time of day, and for the second.</summary>
    public static bool IsPartOfPair(FoldedText text, int token) =>
        (token + 1 < text.Tokens.Count && Divider(text, token) == ':') || (token > 0 && Divider(text, token - 1) == ':')
        || IsAt(text, token) || (token > 0 && IsAt(text, token - 1));

    /// <summary>With a colon it is a time of day if it can be one; with a dash a range of numbers if it rises.</summary>
    private static bool IsAt(FoldedText text, int token)
    {
        if (token + 1 >= text.Tokens.Count || Divider(text, token) is not { } divider)
        {
            return false;
        }

        var first = text.TextOf(text.Tokens[token]);
        var second = text.TextOf(text.Tokens[token + 1]);
        return int.TryParse(first, out var left) && int.TryParse(second, out var right) && first.Length <= 3 && second.Length <= 3
            && (divider == ':' ? second.Length == 1 || left >= HoursOfDay : left > right && left < 20);
    }

    private static char? Divider(FoldedText text, int token)
    {
        var (a, b) = (text.Tokens[token], text.Tokens[token + 1]);
        if (a.Kind != TokenKind.Number || b.Kind != TokenKind.Number)
        {
            return null;
        }

        var (start, length) = text.SourceSpan(a.Start, a.End);
        var between = text.SourceSpan(b.Start, b.End).Start - start - length;
        return between == 1 && text.Source[start + length] is var c and (':' or '\uFF1A' or '-' or '\u2013') ? c is '-' or '\u2013' ? '-' : ':' : null;
    }
}
