using System.Globalization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Timer, 1 min: which feeds are due. Also mends what a process that died left half done between feeds and their states.</summary>
public sealed partial class PollFeedsFunction(
    FeedStore feeds, FeedStateStore states, SeenItemsStore seenItems, FetchOptions options, TimeProvider time, ILogger<PollFeedsFunction> logger) : IFunction<TimerTick, DueFeeds>
{
    /// <summary>A fetch that has not ended by then is taken for lost, and the feed is due again.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    public async Task<DueFeeds> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        // States first: a feed is written before its state and removed before it, so one that is made or removed meanwhile looks new, not orphaned.
        var now = time.GetUtcNow();
        var known = await states.ListAsync(cancellation);
        var plan = PollPlan.Of(known, await feeds.ListAsync(cancellation), now, options.HostSpacing);
        foreach (var fresh in plan.New)
        {
            await states.TrySaveAsync(fresh, null, cancellation);
        }

        foreach (var orphan in plan.Orphans)
        {
            await seenItems.DeleteAsync(orphan, cancellation);
            await states.DeleteAsync(orphan, cancellation);
        }

        if (plan.Due.Count > 0)
        {
            await states.PostponeAsync(plan.Due.Select(state => state.Feed), now + Lease, cancellation);
            LogDue(plan.Due.Count);
        }

        return new DueFeeds([.. plan.Due.Select(state => new FeedDue(state.Feed, now))]);
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
