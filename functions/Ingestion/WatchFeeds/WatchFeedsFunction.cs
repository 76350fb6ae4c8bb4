using Azure;
using EsgFunctions.Delivery;
using EsgFunctions.Hosting;
using EsgFunctions.People;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Timer, 1 min: tells the owners of feeds which became failing, silent or stopped, and which recovered. A timer, since silence has no event.
/// What is to be said is written first; a second try says the same.
/// </summary>
public sealed partial class WatchFeedsFunction(
    FeedStore feeds,
    FeedStateStore states,
    FeedNoticeStore notices,
    PersonStore people,
    DeliveryClient delivery,
    TimeProvider time,
    ILogger<WatchFeedsFunction> logger)
    : IFunction<TimerTick, WatchedFeeds>
{
    public async Task<WatchedFeeds> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var known = (await feeds.ListAsync(cancellation)).ToDictionary(feed => feed.Id);
        var last = await notices.ListAsync(cancellation);
        foreach (var (removed, _) in last.Where(one => !known.ContainsKey(one.Notice.Feed)))
        {
            await notices.DeleteAsync(removed.Feed, cancellation);
        }

        // What an earlier try decided, and did not live to write the messages of, goes first.
        var lastOf = last.ToDictionary(one => one.Notice.Feed);
        var open = last.Where(one => !one.Notice.IsPlanned && known.ContainsKey(one.Notice.Feed)).ToList();
        foreach (var state in (await states.ListAsync(cancellation)).Where(state => known.ContainsKey(state.Feed)))
        {
            var before = lastOf.TryGetValue(state.Feed, out var one) ? one : ((FeedNotice Notice, ETag ETag)?)null;
            if (before is not { Notice.IsPlanned: false }
                && NoticeRule.Decide(known[state.Feed], FeedHealth.Of(state, now), before?.Notice, now).Notice is { } notice
                && await notices.TrySaveAsync(notice, before?.ETag, cancellation) is { } etag)
            {
                open.Add((notice, etag));
            }
        }

        var messages = new List<MessageToSend>();
        foreach (var some in open.GroupBy(one => (one.Notice.Owner, one.Notice.At), one => one.Notice))
        {
            if (some.Key.Owner is { } owner && await people.GetAsync(owner, cancellation) is var (person, _)
                && await delivery.PlanAsync(FeedNoticeText.Batch([.. some], person), TimeSpan.Zero, cancellation) is { } message)
            {
                messages.Add(message);
            }
        }

        foreach (var (notice, etag) in open)
        {
            await notices.TrySaveAsync(notice with { IsPlanned = true }, etag, cancellation);
        }

        if (open.Count > 0)
        {
            LogWatched(open.Count, messages.Count);
        }

        return new WatchedFeeds(messages);
    }

    [LoggerMessage(1006, LogLevel.Information, "{Feeds} feeds changed their health: {Messages} messages to their owners")]
    private partial void LogWatched(int feeds, int messages);
}

public sealed record WatchedFeeds(IReadOnlyList<MessageToSend> EmailsToSend);
