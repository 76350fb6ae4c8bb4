using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Operations;

/// <summary>Stored items, judged anew by other rules. Nobody is told of what it finds.</summary>
/// <param name="Feeds">Of these alone; of all where there are none.</param>
/// <param name="RuleSet">Id of the set, or "embedded": what was live is named by its id. The set itself is kept beside it, as it was.</param>
/// <param name="Rules">Version of the rules.</param>
/// <param name="Build">That began it: another would judge the rest of the items otherwise.</param>
/// <param name="GatesBefore">That were in force when it was asked for.</param>
/// <param name="CreatedAt">Items found later are left out, so that the same question has the same answer.</param>
/// <param name="By">Login of who asked.</param>
public sealed record Replay(
    ReplayId Id,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<FeedId> Feeds,
    string RuleSet,
    string Rules,
    string Build,
    ScoreSettings GatesBefore,
    ScoreSettings GatesAfter,
    DateTimeOffset CreatedAt,
    string By)
{
    public ReplayState State { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Problem { get; init; }

    /// <summary>The next slice of its work, from 0.</summary>
    public int Slice { get; init; }

    /// <summary>The day it has come to, and the last batch that it has read of it; null: none yet.</summary>
    public required DateOnly Day { get; init; }

    public string? Position { get; init; }

    public ReplayTally Tally { get; init; } = ReplayTally.Empty;

    public required DateTimeOffset ProgressAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>0 to 100, by days.</summary>
    [JsonIgnore]
    public int Percent => State == ReplayState.Done ? 100 : (Day.DayNumber - From.DayNumber) * 100 / (To.DayNumber - From.DayNumber + 1);
}

[JsonConverter(typeof(EnumWords<ReplayState>))]
public enum ReplayState
{
    Running,
    Done,
    Cancelled,
    Failed,
}

/// <summary>A message on queue <c>replays-due</c>: the next slice of a replay is to be worked off.</summary>
public sealed record ReplayDue(ReplayId Replay, int Slice);
