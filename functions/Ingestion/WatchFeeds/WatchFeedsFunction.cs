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
        foreach (var removed in last.Where(notice => !known.ContainsKey(notice.Feed)))
        {
            await notices.DeleteAsync(removed.Feed, cancellation);
        }

        var lastOf = last.ToDictionary(notice => notice.Feed);
        var decided = (await states.ListAsync(cancellation))
            .Where(state => known.ContainsKey(state.Feed) && lastOf.GetValueOrDefault(state.Feed) is not { IsPlanned: false })
            .Select(state => NoticeRule.Decide(known[state.Feed], FeedHealth.Of(state, now), lastOf.GetValueOrDefault(state.Feed), now).Notice)
            .OfType<FeedNotice>().ToList();
        await notices.SaveAsync(decided, cancellation);

        // Of an earlier try that died before its messages were written, and of this one.
        var messages = new List<MessageToSend>();
        var open = last.Where(notice => !notice.IsPlanned && known.ContainsKey(notice.Feed)).Concat(decided).ToList();
        foreach (var some in open.GroupBy(notice => (notice.Owner, notice.At)))
        {
            if (some.Key.Owner is { } owner && await people.GetAsync(owner, cancellation) is var (person, _)
                && await delivery.PlanAsync(FeedNoticeText.Batch([.. some], person), TimeSpan.Zero, cancellation) is { } message)
            {
                messages.Add(message);
            }
        }

        await notices.SaveAsync(open.Select(notice => notice with { IsPlanned = true }), cancellation);
        if (open.Count > 0)
        {
            LogWatched(open.Count, messages.Count);
        }

        return new WatchedFeeds(messages);
    }

    [LoggerMessage(1005, LogLevel.Information, "{Feeds} feeds changed their health: {Messages} messages to their owners")]
    private partial void LogWatched(int feeds, int messages);
}

public sealed record WatchedFeeds(IReadOnlyList<MessageToSend> EmailsToSend);
