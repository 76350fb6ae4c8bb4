using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Timer, 1 min: sends the message of each report whose row was written and whose message, it seems, was not sent.</summary>
public sealed partial class SweepReportsFunction(ReportStore reports, TimeProvider time, ILogger<SweepReportsFunction> logger) : IFunction<TimerTick, SweptReports>
{
    private static readonly TimeSpan TakenForLost = TimeSpan.FromMinutes(1);

    /// <summary>Swept for so long, in case that this function's own message is lost; analysing twice changes nothing.</summary>
    private static readonly TimeSpan SweptFor = TimeSpan.FromMinutes(5);

    public async Task<SweptReports> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var unsent = await reports.ListUnsentAsync(now - TakenForLost, cancellation);
        foreach (var old in unsent.Where(report => now - report.At > SweptFor))
        {
            await reports.MarkSentAsync(old.Id, cancellation);
        }

        if (unsent.Count > 0)
        {
            LogSwept(unsent.Count);
        }

        return new SweptReports([.. unsent.SelectMany(report => new FoundBlob(FoundItemStore.ReportName(report.Id), 1).Messages())]);
    }

    [LoggerMessage(1003, LogLevel.Warning, "Sent {Count} reports again whose message was not sent")]
    private partial void LogSwept(int count);
}

public sealed record SweptReports(IReadOnlyList<ItemsFound> ItemsFound);
