using EsgFunctions.Hosting;

namespace EsgFunctions.Operations;

/// <summary>Timer, 1 min: sends on each replay that has stood still, since its message may be lost, and frees the slots of those that have ended.</summary>
public sealed partial class SweepReplaysFunction(ReplayStore replays, TimeProvider time, ILogger<SweepReplaysFunction> logger) : IFunction<TimerTick, SweptReplays>
{
    /// <summary>Longer than a slice takes; working one off twice changes nothing.</summary>
    private static readonly TimeSpan TakenForLost = TimeSpan.FromMinutes(5);

    /// <summary>A slot is claimed before the row of its replay is written.</summary>
    private static readonly TimeSpan NeverBegun = TimeSpan.FromMinutes(1);

    public async Task<SweptReplays> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var lost = new List<ReplayDue>();
        foreach (var (id, claimedAt) in await replays.ListRunningAsync(cancellation))
        {
            var replay = (await replays.GetAsync(id, cancellation))?.Replay;
            if (replay is { State: not ReplayState.Running } || (replay is null && now - claimedAt > NeverBegun))
            {
                await replays.ReleaseAsync(id, cancellation);
            }
            else if (replay is not null && now - replay.ProgressAt > TakenForLost)
            {
                LogSwept(id, replay.Slice);
                lost.Add(new ReplayDue(id, replay.Slice));
            }
        }

        return new SweptReplays(lost);
    }

    [LoggerMessage(9010, LogLevel.Warning, "Replay {Replay} has stood still at slice {Slice}: sent again")]
    private partial void LogSwept(ReplayId replay, int slice);
}

public sealed record SweptReplays(IReadOnlyList<ReplayDue> ReplaysDue);
