using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>What a watchlist would have found. Nothing is stored, and nobody is told.</summary>
/// <param name="Days">The window, ending now.</param>
/// <param name="Stories">How many stories of the window were looked at.</param>
/// <param name="IsComplete">False where the window holds more stories than are looked at; the latest were.</param>
/// <param name="Matches">How many of them the list waits for.</param>
/// <param name="WouldTell">Of these, how many score enough for an Advisory, and surely tell of a danger.</param>
/// <param name="Watchers">How many people it would go to.</param>
/// <param name="Examples">The latest, at most <see cref="MostExamples"/>.</param>
public sealed record WatchSimulation(int Days, int Stories, bool IsComplete, int Matches, int WouldTell, int Watchers, IReadOnlyList<WatchMatchView> Examples)
{
    public const int MostExamples = 20;

    /// <summary>Before any story is looked at.</summary>
    public static WatchSimulation Of(Watchlist list, int days) => new(days, 0, true, 0, 0, list.Audience.Count(), []);

    public WatchSimulation With(Story story, WatchMatch? match, DateTimeOffset now, ScoreSettings settings) => this with
    {
        Stories = Stories + 1,
        Matches = match is null ? Matches : Matches + 1,
        WouldTell = match is not null && story.Score?.Value >= settings.DeepGate && RelevanceRule.Decide(story, now, settings).IsSure ? WouldTell + 1 : WouldTell,
        Examples = match is null || Examples.Count == MostExamples ? Examples : [.. Examples, WatchMatchView.Of(story, match)],
    };
}
