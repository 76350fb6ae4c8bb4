using EsgFunctions.Hosting;

namespace EsgFunctions.Audit;

/// <summary>Timer, 1 h: anchors each of the last days that has ended and has no anchor yet, the oldest first, since each names the one before.</summary>
public sealed partial class AnchorAuditFunction(AuditStore audit, AuditAnchorStore anchors, TimeProvider time, ILogger<AnchorAuditFunction> logger) : IFunction<TimerTick, NoOutput>
{
    /// <summary>How long the app may have stood still.</summary>
    private const int Days = 14;

    public async Task<NoOutput> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        for (var day = today.AddDays(-Days); day < today; day = day.AddDays(1))
        {
            if (await anchors.FindAsync(day, cancellation) is null && await audit.HeadsAsync(day, cancellation) is { Count: > 0 } heads)
            {
                await anchors.AddAsync(
                    new AuditAnchor(day, [.. heads.Select(head => new AnchoredHead(head.Key, head.Value.Count, head.Value.Hash))], (await BeforeAsync(day, cancellation))?.Hash), cancellation);
                LogAnchored(day, heads.Count);
            }
        }

        return NoOutput.Instance;
    }

    /// <summary>The latest anchor before a day: a day without decisions has none.</summary>
    private async Task<(AuditAnchor Anchor, string Hash)?> BeforeAsync(DateOnly day, CancellationToken cancellation)
    {
        for (var back = 1; back <= Days; back++)
        {
            if (await anchors.FindAsync(day.AddDays(-back), cancellation) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    [LoggerMessage(500, LogLevel.Information, "Anchored the audit of {Day}: {Chains} chains")]
    private partial void LogAnchored(DateOnly day, int chains);
}
