using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Timer, 1 min: sends the message of each report whose row was written and whose message, it seems, was not sent.</summary>
public sealed partial class SweepReportsFunction(ReportStore reports, TimeProvider time, ILogger<SweepReportsFunction> logger) : IFunction<TimerTick, SweptReports>
{
    public async Task<SweptReports> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var unsent = await reports.SweepAsync(time.GetUtcNow(), cancellation);
        if (unsent.Count > 0)
        {
            LogSwept(unsent.Count);
        }

        return new SweptReports([.. unsent.SelectMany(report => new FoundBlob(FoundItemStore.ReportName(ItemId.Parse(report)), 1).Messages())]);
    }

    [LoggerMessage(1003, LogLevel.Warning, "Sent {Count} reports again whose message was not sent")]
    private partial void LogSwept(int count);
}

public sealed record SweptReports(IReadOnlyList<ItemsFound> ItemsFound);
