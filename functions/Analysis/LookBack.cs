using System.Globalization;

namespace EsgFunctions.Analysis;

/// <summary>Finds the year of an event of long ago in a title: "the Skopje earthquake of 1963", "из 2010. године", "1976年".</summary>
internal static class LookBack
{
    /// <summary>Name of the context of anniversaries, memorials and years of long ago.</summary>
    public const string Context = "past";

    /// <summary>Years that make an event past: of last year's much is still going on.</summary>
    public const int YearsBack = 2;

    private const int EarliestYear = 1500;

    /// <summary>Tokens from "since" to its year, or from the year to it.</summary>
    private const int SinceReach = 3;

    private static readonly HashSet<string> PointingWords =
        ["in", "of", "from", "the", "de", "del", "du", "en", "em", "do", "da", "в", "из", "u", "iz"];

    /// <summary>Where the year stands; null when there is none, or when it is only compared with ("worst since 2014").</summary>
    /// <param name="year">Of the item itself.</param>
    public static TextSpan? YearIn(FoldedText title, string language, int year)
    {
        List<SeverityMark>? marks = null;
        for (var i = 0; i < title.Tokens.Count; i++)
        {
            var token = title.Tokens[i];
            if (token is not { Kind: TokenKind.Number, Length: 4 }
                || !int.TryParse(title.TextOf(token), NumberStyles.None, CultureInfo.InvariantCulture, out var told)
                || told < EarliestYear || told > year - YearsBack
                || title.SourceSpan(token.Start, token.End) is not { Length: 4 } span)
            {
                continue;
            }

            marks ??= SeverityWords.For(language) is { } words ? SeverityMarks.Of(title, words, TextField.Title) : [];
            if (IsYear(title, language, i, span.Start, told, marks) && !IsCompared(marks, i))
            {
                return new TextSpan(TextField.Title, span.Start, span.Length);
            }
        }

        return null;
    }

    /// <summary>Whether the title says by its words, or by a year, that its event was long ago.</summary>
    /// <param name="year">Of the item itself, where it is known.</param>
    public static bool IsTold(FoldedText title, string language, int? year) =>
        (year is { } own && YearIn(title, language, own) is not null)
        || (SeverityWords.For(language) is { } words && SeverityMarks.Of(title, words, TextField.Title).Exists(mark => mark is { Role: SeverityRole.Past, Sentence: 0 }));

    /// <summary>Four digits may count people or houses: a year is followed by its word or the end of a phrase, or pointed at.</summary>
    private static bool IsYear(FoldedText title, string language, int at, int start, int told, List<SeverityMark> marks)
    {
        var next = marks.FirstOrDefault(mark => mark.Token > at && mark.Token <= at + 2);
        if (next.Role == SeverityRole.Unit && next.Token == at + 1)
        {
            return IsWordOfYear(title, next);
        }

        if (next.Role is SeverityRole.Dead or SeverityRole.Injured or SeverityRole.Displaced or SeverityRole.Multiplier && next.Token > at)
        {
            return false;
        }

        var pointed = at > 0 && PointingWords.Contains(new string(title.TextOf(title.Tokens[at - 1])));
        var ends = start + 4 >= title.Source.Length || title.Source[start + 4] is not (' ' or '-' or '\u2013' or '%')
            || (at + 1 < title.Tokens.Count && StopWords.Of(language).Contains(new string(title.TextOf(title.Tokens[at + 1]))));
        return pointed ? told % 10 != 0 || ends : ends && told % 10 != 0;
    }

    private static bool IsWordOfYear(FoldedText title, SeverityMark unit) =>
        new string(title.TextOf(title.Tokens[unit.Token])) is "год" or "года" or "году" or "годом" or "годов" or "年" or "godina" or "godine" or "godini" or "godinu";

    private static bool IsCompared(List<SeverityMark> marks, int at) => marks.Exists(mark =>
        mark.Role == SeverityRole.Since && (mark.EndToken <= at ? at - mark.EndToken < SinceReach : mark.Token - at <= SinceReach && IsHan(mark)));

    /// <summary>以来 stands behind its year.</summary>
    private static bool IsHan(SeverityMark mark) => mark.EndToken - mark.Token == mark.Span.Length;
}
