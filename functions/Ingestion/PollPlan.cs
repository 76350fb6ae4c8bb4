namespace EsgFunctions.Ingestion;

/// <summary>What a minute's poll does.</summary>
/// <param name="Due">To be fetched now, in this order.</param>
/// <param name="New">Feeds whose state was never written, as when a process dies between the two.</param>
/// <param name="Orphans">States whose feed is gone.</param>
public sealed record PollPlan(IReadOnlyList<FeedState> Due, IReadOnlyList<FeedState> New, IReadOnlyList<FeedId> Orphans)
{
    /// <summary>Fetches begun in a minute. What is left over is due in the next, before those that come due then.</summary>
    public const int MostAMinute = 500;

    /// <summary>
    /// First the longest due of each host, then the second of each, and so on: a host of many feeds holds up no other. Of one host no
    /// more than half a minute of turns, since each waits for the one before it.
    /// </summary>
    public static PollPlan Of(IReadOnlyList<FeedState> states, IReadOnlyList<Feed> feeds, DateTimeOffset now, TimeSpan hostSpacing)
    {
        var known = states.ToDictionary(state => state.Feed);
        var polled = feeds.ToDictionary(feed => feed.Id);
        var fresh = feeds.Where(feed => !known.ContainsKey(feed.Id)).Select(feed => FeedState.Fresh(feed.Id, now)).ToList();
        var perHost = hostSpacing > TimeSpan.Zero ? Math.Max(1, (int)(TimeSpan.FromSeconds(30) / hostSpacing)) : MostAMinute;
        var due = states.Where(state => polled.ContainsKey(state.Feed) && PollRule.IsDue(state, now)).Concat(fresh)
            .GroupBy(state => FeedHost.Of(polled[state.Feed].Url))
            .SelectMany(host => host.OrderBy(state => state.NextPollAt).ThenBy(state => state.Feed.Value, StringComparer.Ordinal).Take(perHost).Select((state, turn) => (state, turn)))
            .OrderBy(one => one.turn).ThenBy(one => one.state.NextPollAt).ThenBy(one => one.state.Feed.Value, StringComparer.Ordinal)
            .Take(MostAMinute)
            .Select(one => one.state);
        return new([.. due], fresh, [.. states.Where(state => !polled.ContainsKey(state.Feed)).Select(state => state.Feed)]);
    }
}
