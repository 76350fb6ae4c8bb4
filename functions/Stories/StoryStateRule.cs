namespace EsgFunctions.Stories;

/// <summary>
/// How a story goes through the hands of analysts: New, Triaged, Assessed, then Actioned or No action, then Archived. Nobody
/// goes back; only what is worse than it was when no action was decided reopens it, as New.
/// </summary>
public static class StoryStateRule
{
    private static readonly Dictionary<StoryAction, (StoryStatus[] From, StoryStatus To)> Ways = new()
    {
        [StoryAction.Triage] = ([StoryStatus.New], StoryStatus.Triaged),
        [StoryAction.Assess] = ([StoryStatus.Triaged], StoryStatus.Assessed),
        [StoryAction.Act] = ([StoryStatus.Assessed], StoryStatus.Actioned),
        [StoryAction.NoAction] = ([StoryStatus.Assessed], StoryStatus.NoAction),
        [StoryAction.Archive] = ([StoryStatus.Actioned, StoryStatus.NoAction], StoryStatus.Archived),
    };

    /// <exception cref="ArgumentException"><paramref name="action"/> does not move a story.</exception>
    public static Decided Move(Story story, StoryAction action, string by, string reason, DateTimeOffset now)
    {
        if (!Ways.TryGetValue(action, out var way))
        {
            throw new ArgumentException($"{action} does not move a story.", nameof(action));
        }

        if (Elsewhere(story) is { } elsewhere)
        {
            return elsewhere;
        }

        var desk = story.Desk;
        if (desk.Status == way.To)
        {
            var before = desk.History.LastOrDefault(one => one.Action == action);
            return before?.IsRepeatedBy(action, by, reason, null) == true ? new Decided.Same()
                : new Decided.Refused(DecisionRefusal.AlreadyThere, $"It is {Words(way.To)} already, since {before?.At:u}: {before?.Reason}");
        }

        return way.From.Contains(desk.Status)
            ? new Decided.Changed(story with
            {
                Desk = desk.With(new(action, by, now, reason, desk.Status, way.To)) with { ClosedAt = action is StoryAction.NoAction or StoryAction.Archive && !desk.IsClosed ? story.Severity : desk.ClosedAt },
                Revision = story.Revision + 1,
            })
            : new Decided.Refused(DecisionRefusal.NotFromHere, $"It is {Words(desk.Status)}; only a story that is {string.Join(" or ", way.From.Select(Words))} becomes {Words(way.To)}.");
    }

    /// <summary>A closed story of which something worse has become known is New again; of the same severity it stays closed.</summary>
    public static Story Reopened(Story story, DateTimeOffset now)
    {
        var desk = story.Desk;
        return desk.IsClosed && story.Severity > desk.ClosedAt
            ? story with { Desk = desk.With(new(StoryAction.Reopen, null, now, $"It was {desk.ClosedAt} and is {story.Severity} now.", desk.Status, StoryStatus.New)) }
            : story;
    }

    /// <summary>Nothing is decided about a story that lives on in another.</summary>
    public static Decided.Refused? Elsewhere(Story story) =>
        story.Desk.MergedInto is { } target ? new(DecisionRefusal.MergedAway, $"It was merged into {target}: decide there.") : null;

    private static string Words(StoryStatus status) => status switch
    {
        StoryStatus.NoAction => "No action",
        _ => status.ToString(),
    };
}
