namespace EsgFunctions.Analysis;

/// <summary>People harmed as one field tells; a count is null where the text says "some" without a number.</summary>
internal sealed class Casualties
{
    public List<SeverityEvidence> Evidence { get; } = [];

    /// <summary>Greatest number told for each of Dead, Injured, Displaced, Missing.</summary>
    public Dictionary<SeverityRole, int> Counts { get; } = [];

    /// <summary>Told of, with a number or without.</summary>
    public HashSet<SeverityRole> Told { get; } = [];

    /// <summary>Greatest number feared or rumoured for each of them, 1 where none is told.</summary>
    public Dictionary<SeverityRole, int> Unconfirmed { get; } = [];
}

/// <summary>Pairs numbers with the dead, the injured and the displaced, sentence by sentence.</summary>
internal static class CasualtyCount
{
    private const int TokensBefore = 9;
    private const int TokensAfter = 4;
    private const int LightlyReach = 3;

    public static Casualties Of(List<SeverityMark> marks)
    {
        var result = new Casualties();
        var used = new HashSet<int>();
        var pastSentences = marks.Where(mark => mark.Role == SeverityRole.Past).Select(mark => mark.Sentence).ToHashSet();
        for (var i = 0; i < marks.Count; i++)
        {
            var mark = marks[i];
            switch (mark.Role)
            {
                case SeverityRole.Dead when Negation.Denies(marks, i):
                    result.Evidence.Add(new(SeverityReason.NoDeaths, null, mark.Span));
                    break;
                case SeverityRole.Injured or SeverityRole.Displaced or SeverityRole.Missing when Negation.Denies(marks, i):
                case SeverityRole.NoCasualties:
                    result.Evidence.Add(new(SeverityReason.NoCasualties, null, mark.Span));
                    break;
                case SeverityRole.Slight or SeverityRole.Grave when !Negation.Denies(marks, i):
                    AddInjury(marks, i, used, result);
                    break;
                case SeverityRole.Lightly when IsBesideInjured(marks, i):
                    result.Evidence.Add(new(SeverityReason.SlightInjury, null, mark.Span));
                    break;
                case SeverityRole.Dead or SeverityRole.Injured or SeverityRole.Displaced or SeverityRole.Missing:
                    Count(marks, i, used, result, background: pastSentences.Contains(mark.Sentence));
                    break;
            }
        }

        return result;
    }

    private static void Count(List<SeverityMark> marks, int at, HashSet<int> used, Casualties result, bool background)
    {
        var mark = marks[at];
        var number = mark is { Role: SeverityRole.Injured, Value: > 0 } ? null : Before(marks, at, used) ?? After(marks, at, used);
        if (number is { } taken)
        {
            used.Add(taken);
        }

        if (background)
        {
            return;
        }

        int? count = number is { } index ? (int)Math.Min(int.MaxValue, marks[index].Value) : null;
        switch (Supposition.Of(marks, at))
        {
            case SeverityRole.Hypothetical:
                result.Evidence.Add(new(SeverityReason.Hypothetical, count, mark.Span));
                return;
            case SeverityRole.Unconfirmed:
                result.Unconfirmed[mark.Role] = Math.Max(count ?? 1, result.Unconfirmed.GetValueOrDefault(mark.Role));
                result.Evidence.Add(new(SeverityReason.Unconfirmed, count, mark.Span));
                return;
        }

        result.Told.Add(mark.Role);
        if (count is { } people)
        {
            result.Counts[mark.Role] = Math.Max(people, result.Counts.GetValueOrDefault(mark.Role));
        }

        var reason = mark.Role switch
        {
            SeverityRole.Dead => SeverityReason.Deaths,
            SeverityRole.Injured => SeverityReason.Injured,
            SeverityRole.Missing => SeverityReason.Missing,
            _ => SeverityReason.Displaced,
        };
        result.Evidence.Add(new(reason, count, mark.Span));
    }

    /// <summary>"Three seriously injured" are three injured too.</summary>
    private static void AddInjury(List<SeverityMark> marks, int at, HashSet<int> used, Casualties result)
    {
        var mark = marks[at];
        int? people = null;
        if (Before(marks, at, used) is { } number)
        {
            used.Add(number);
            people = (int)Math.Min(int.MaxValue, marks[number].Value);
            result.Counts[SeverityRole.Injured] = Math.Max(people.Value, result.Counts.GetValueOrDefault(SeverityRole.Injured));
        }

        result.Told.Add(mark.Role);
        if (mark.Value > 0)
        {
            result.Told.Add(SeverityRole.Injured);
        }

        result.Evidence.Add(new(mark.Role == SeverityRole.Grave ? SeverityReason.GraveInjury : SeverityReason.SlightInjury, people, mark.Span));
    }

    private static bool IsBesideInjured(List<SeverityMark> marks, int at) => marks.Exists(mark =>
        mark.Role == SeverityRole.Injured && mark.Sentence == marks[at].Sentence
        && (mark.Token - marks[at].EndToken is >= 0 and < LightlyReach || marks[at].Token - mark.EndToken is >= 0 and < LightlyReach));

    private static int? Before(List<SeverityMark> marks, int at, HashSet<int> used)
    {
        for (var i = at - 1; i >= 0 && marks[i].Sentence == marks[at].Sentence && marks[at].Token - marks[i].EndToken < TokensBefore; i--)
        {
            if (marks[i].Role == SeverityRole.Number && !used.Contains(i) && IsOfPeople(marks, i))
            {
                return i;
            }

            if (marks[i].Role is SeverityRole.Dead or SeverityRole.Injured or SeverityRole.Displaced or SeverityRole.Missing && used.Count > 0 && marks[i].Role != marks[at].Role)
            {
                return null;
            }
        }

        return null;
    }

    private static int? After(List<SeverityMark> marks, int at, HashSet<int> used)
    {
        for (var i = at + 1; i < marks.Count && marks[i].Sentence == marks[at].Sentence && marks[i].Token - marks[at].EndToken < TokensAfter; i++)
        {
            if (marks[i].Role == SeverityRole.Number && !used.Contains(i) && IsOfPeople(marks, i))
            {
                return i;
            }

            if (marks[i].Role is SeverityRole.Dead or SeverityRole.Injured or SeverityRole.Displaced or SeverityRole.Missing)
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsOfPeople(List<SeverityMark> marks, int at)
    {
        if (marks[at].IsPaired)
        {
            return false;
        }

        var value = marks[at].Value;
        var isYear = value is >= 1900 and <= 2100 && marks[at].Span.Length == 4;
        var hasUnit = at + 1 < marks.Count && marks[at + 1].Role == SeverityRole.Unit && marks[at + 1].Token == marks[at].EndToken;
        return value >= 1 && value == Math.Floor(value) && !isYear && !hasUnit;
    }
}
