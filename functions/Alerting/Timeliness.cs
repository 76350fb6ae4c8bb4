namespace EsgFunctions.Alerting;

/// <summary>The instants between an event's publication and the answers of those who were told of it first.</summary>
/// <param name="Published">Of the telling that led to the alert: the one collected last before it.</param>
/// <param name="Scored">Null for a story scored before this was kept.</param>
/// <param name="Sent">Of each message that the transports took; empty until one did.</param>
/// <param name="Answered">Of each person's latest answer.</param>
public sealed record Timeliness(
    DateTimeOffset Published,
    DateTimeOffset Collected,
    DateTimeOffset? Scored,
    DateTimeOffset Alerted,
    IReadOnlyList<DateTimeOffset> Sent,
    IReadOnlyList<DateTimeOffset> Answered)
{
    /// <param name="first">The alert's first revision: later ones are news of what is known.</param>
    public static Timeliness Of(AlertPlan first, IEnumerable<DateTimeOffset> sent, IEnumerable<DateTimeOffset> answered)
    {
        var telling = first.Story.Tellings.MaxBy(one => one.FoundAt)!;
        return new(telling.At, telling.FoundAt, first.Story.ScoredAt, first.PlannedAt, [.. sent.Order()], [.. answered.Order()]);
    }

    /// <summary>Seconds of each step that has happened: one for a step of the alert, one for each message or answer.</summary>
    public IEnumerable<(TimelyStep Step, double Seconds)> Steps()
    {
        yield return (TimelyStep.PublishedToCollected, Between(Published, Collected));
        if (Scored is { } scored)
        {
            yield return (TimelyStep.CollectedToScored, Between(Collected, scored));
            yield return (TimelyStep.ScoredToAlerted, Between(scored, Alerted));
        }

        foreach (var at in Sent)
        {
            yield return (TimelyStep.AlertedToSent, Between(Alerted, at));
        }

        foreach (var at in Answered.Where(_ => Sent.Count > 0))
        {
            yield return (TimelyStep.SentToAnswered, Between(Sent[0], at));
        }
    }

    /// <summary>Never below zero: sources' clocks run ahead.</summary>
    private static double Between(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, Math.Round((to - from).TotalSeconds, 1));
}
