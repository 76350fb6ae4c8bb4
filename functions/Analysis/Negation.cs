namespace EsgFunctions.Analysis;

/// <summary>Whether a text denies that somebody was harmed: "no deaths or injuries", "ni muertos ni heridos", "погибших и пострадавших нет".</summary>
internal static class Negation
{
    private const int Reach = 4;

    /// <summary>Tokens from one member of a list to the next.</summary>
    private const int ListGap = 2;

    public static bool Denies(List<SeverityMark> marks, int at) =>
        IsNone(marks, at) || IsDeniedBefore(marks, at) || IsDeniedAfter(marks, at);

    public static bool IsOfPeople(SeverityRole role) => role is SeverityRole.Dead or SeverityRole.Injured or SeverityRole.Displaced or SeverityRole.Missing;

    /// <summary>"0 dead".</summary>
    private static bool IsNone(List<SeverityMark> marks, int at) =>
        at > 0 && marks[at - 1] is { Role: SeverityRole.Number, Value: 0 } number && IsNear(number, marks[at], ListGap);

    private static bool IsDeniedBefore(List<SeverityMark> marks, int at)
    {
        var listed = false;
        for (var i = at - 1; i >= 0 && IsNear(marks[i], marks[at], Reach); i--)
        {
            switch (marks[i].Role)
            {
                case SeverityRole.Number or SeverityRole.Contrast:
                    return false;
                case SeverityRole.Negation:
                case SeverityRole.Absent when !ClosesList(marks, i):
                    return !(listed && IsCounted(marks, at));
                case SeverityRole.And:
                    listed = true;
                    break;
                case SeverityRole.NoCasualties or SeverityRole.Dead or SeverityRole.Injured or SeverityRole.Displaced or SeverityRole.Missing when listed && IsNear(marks[i], marks[at], ListGap):
                    return marks[i].Role == SeverityRole.NoCasualties || Denies(marks, i);
            }
        }

        return false;
    }

    /// <summary>"Would not stop and killed two": who is counted after the word is not denied by what is said before an "and".</summary>
    private static bool IsCounted(List<SeverityMark> marks, int at) =>
        at + 1 < marks.Count && marks[at + 1] is { Role: SeverityRole.Number, Value: > 0 } && IsNear(marks[at], marks[at + 1], 1);

    /// <summary>What closes a list denies all of it: Slavic, and English "none".</summary>
    private static bool IsDeniedAfter(List<SeverityMark> marks, int at)
    {
        if (at > 0 && marks[at - 1].Role == SeverityRole.Number && IsNear(marks[at - 1], marks[at], 0))
        {
            return false;
        }

        for (var i = at + 1; i < marks.Count && IsNear(marks[i - 1], marks[i], 1); i++)
        {
            if (marks[i].Role == SeverityRole.Absent)
            {
                return true;
            }

            if (marks[i].Role != SeverityRole.And && !IsOfPeople(marks[i].Role))
            {
                return false;
            }
        }

        return false;
    }

    private static bool ClosesList(List<SeverityMark> marks, int at) =>
        at > 0 && IsOfPeople(marks[at - 1].Role) && IsNear(marks[at - 1], marks[at], 0);

    private static bool IsNear(SeverityMark first, SeverityMark second, int tokens) =>
        first.Sentence == second.Sentence && second.Token - first.EndToken <= tokens;
}
