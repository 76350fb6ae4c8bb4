using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Operations;

/// <summary>A replay and what it came to; the diff grows as it goes on.</summary>
/// <param name="Percent">0 to 100, by days.</param>
/// <param name="Rules">Version of the rules.</param>
/// <param name="Items">The first of each change; all are counted in <paramref name="Tally"/>.</param>
/// <param name="Stories">Those that would have been others, once it is done.</param>
public sealed record ReplayView(
    ReplayId Id, ReplayState State, string? Problem, int Percent, DateOnly From, DateOnly To, IReadOnlyList<FeedId> Feeds, string RuleSet, string Rules, ScoreSettings GatesBefore, ScoreSettings GatesAfter,
    DateTimeOffset CreatedAt, string By, DateTimeOffset? FinishedAt, ReplayTally Tally, IReadOnlyList<ReplayItemDiff> Items, IReadOnlyList<ReplayStoryDiff> Stories)
{
    public static ReplayView Of(Replay replay, IReadOnlyList<ReplayItemDiff> items, IReadOnlyList<ReplayStoryDiff> stories) => new(
        replay.Id, replay.State, replay.Problem, replay.Percent, replay.From, replay.To, replay.Feeds, replay.RuleSet, replay.Rules, replay.GatesBefore, replay.GatesAfter,
        replay.CreatedAt, replay.By, replay.FinishedAt, replay.Tally, items, stories);
}
