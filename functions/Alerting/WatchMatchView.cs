using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>A story that a watchlist found, as the API shows it.</summary>
/// <param name="Place">Its name; empty where it is not known.</param>
/// <param name="Reasons">One for each thing that the list names.</param>
public sealed record WatchMatchView(
    StoryId Story,
    string Headline,
    RiskCategory Category,
    Severity Severity,
    string Place,
    DateTimeOffset FirstSeen,
    int Score,
    IReadOnlyList<WatchReason> Reasons)
{
    public static WatchMatchView Of(Story story, WatchMatch match) => new(
        story.Id, story.Headline, story.Category, story.Severity, story.Place.Name, story.FirstSeen, story.Score?.Value ?? 0, match.Reasons);
}
