using System.Globalization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Timer, 1 min: which feeds are due.</summary>
public sealed partial class PollFeedsFunction(FeedStateStore states, TimeProvider time, ILogger<PollFeedsFunction> logger) : IFunction<TimerTick, DueFeeds>
{
    /// <summary>A fetch that has not ended by then is taken for lost, and the feed is due again.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public async Task<DueFeeds> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await states.ListDueAsync(now, cancellation);
        if (due.Count > 0)
        {
            await states.PostponeAsync(due.Select(state => state.Feed), now + Lease, cancellation);
            LogDue(due.Count);
        }

        return new DueFeeds([.. due.Select(state => new FeedDue(state.Feed, now))]);
    }

    [LoggerMessage(1001, LogLevel.Information, "{Count} feeds are due")]
    private partial void LogDue(int count);
}

public sealed record DueFeeds(IReadOnlyList<FeedDue> FeedsDue);

/// <summary>A message on queue <c>feeds-due</c>.</summary>
/// <param name="Due">When it was found due; with the feed it names the run, so that its second try is the same run.</param>
public sealed record FeedDue(FeedId Feed, DateTimeOffset Due)
{
    public string Run() => StableHash.Of(Feed.Value, Due.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
