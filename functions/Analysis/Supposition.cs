namespace EsgFunctions.Analysis;

/// <summary>
/// Whether people harmed are only supposed to be: "could kill thousands", "unconfirmed reports of 20 dead", "40 feared dead". The
/// word stands just before the harm, numbers aside: "two dead, toll could rise" supposes nothing of the two.
/// </summary>
internal static class Supposition
{
    /// <summary>Words between: "could soon kill". More would reach "would not stop and killed".</summary>
    private const int WordsBetween = 1;

    /// <returns>Hypothetical or Unconfirmed; null where the harm is told as a fact.</returns>
    public static SeverityRole? Of(List<SeverityMark> marks, int at)
    {
        var between = -marks[at].EndToken + marks[at].Token;
        var end = marks[at].EndToken;
        for (var i = at - 1; i >= 0 && marks[i].Sentence == marks[at].Sentence; i--)
        {
            between += end - marks[i].EndToken;
            end = marks[i].Token;
            if (between > WordsBetween)
            {
                return null;
            }

            switch (marks[i].Role)
            {
                case SeverityRole.Hypothetical or SeverityRole.Unconfirmed:
                    return marks[i].Role;
                case SeverityRole.Number or SeverityRole.And or SeverityRole.Energy or SeverityRole.LowEnergy or SeverityRole.Structure:
                    break;
                default:
                    return Listed(marks, i, at) ? Of(marks, i) : null;
            }
        }

        return null;
    }

    /// <summary>"Could kill or injure": what is supposed of one is supposed of the next.</summary>
    private static bool Listed(List<SeverityMark> marks, int first, int second) =>
        Negation.IsOfPeople(marks[first].Role) && second > first + 1 && marks[first + 1].Role == SeverityRole.And;
}
