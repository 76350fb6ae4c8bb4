namespace EsgFunctions.Ingestion;

/// <summary>When a feed is polled next, and what a fetch makes of its state (rules, section 1).</summary>
public static class PollRule
{
    /// <summary>Failures in a row after which a feed counts as failing.</summary>
    public const int FailingAfter = 3;

    /// <summary>Sightings in a row after which a permanent redirect is believed: a server that is being repaired often says so once.</summary>
    public const int MovedAfter = 3;

    /// <summary>The longest delay asked for by a server that is granted.</summary>
    public static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(60);

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan LongestOfAll = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestWhenFailing = TimeSpan.FromHours(6);

    /// <summary>
    /// Hazard feeds and reliability A or B: the feed's own minutes (2, respectively 5, by default), never adaptive.
    /// Others: 7 days divided by the items of the last week, between 5 and 60 minutes.
    /// </summary>
    public static TimeSpan Interval(Feed feed, int itemsLastWeek)
    {
        if (feed.IsOfficial)
        {
            return TimeSpan.FromMinutes(feed.PollMinutes ?? 2);
        }

        if (feed.Reliability is Risk.SourceReliability.A or Risk.SourceReliability.B)
        {
            return TimeSpan.FromMinutes(feed.PollMinutes ?? 5);
        }

        if (feed.PollMinutes is { } minutes)
        {
            return TimeSpan.FromMinutes(minutes);
        }

        var adaptive = itemsLastWeek > 0 ? TimeSpan.FromDays(7) / itemsLastWeek : Longest;
        return adaptive < Shortest ? Shortest : adaptive > Longest ? Longest : adaptive;
    }

    /// <summary>A delay the server asks for wins only when longer, and only up to 60 minutes.</summary>
    public static TimeSpan Wait(TimeSpan interval, TimeSpan? asked) => asked > interval && asked <= LongestAsked ? asked.Value : interval;

    /// <summary>Its instant has come; or no rule can have set it so far ahead, so the clock has been moved back since.</summary>
    public static bool IsDue(FeedState state, DateTimeOffset now) =>
        state.Status != FeedStatus.Stopped && (state.NextPollAt <= now || state.NextPollAt > now + LongestOfAll + Longest);

    /// <summary>Whether a fetch was made after it was found due, so that a message which lay long in its queue asks for nothing more.</summary>
    public static bool WasFetchedSince(FeedState state, DateTimeOffset due) => state.FetchedAt is { } at && at >= due && at - due <= LongestOfAll;

    /// <summary>
    /// What makes a request conditional: only what this very address gave, and only while what it gave could be read, since a server that has
    /// nothing newer than a broken feed must send it again.
    /// </summary>
    public static (string? ETag, DateTimeOffset? LastModified) Validators(FeedState state, Feed feed) =>
        state.Errors == 0 && state.ValidatorsOf == feed.Url ? (state.ETag, state.LastModified) : (null, null);

    public static FeedState Fetched(FeedState before, Feed feed, DateTimeOffset now, FetchFacts facts)
    {
        var shown = facts.NewItems + facts.Filtered > 0;
        var watchedSince = before.Status == FeedStatus.Failing ? now : before.WatchedSince ?? now;
        var gap = before.LastItemAt is { } last ? now - (watchedSince > last ? watchedSince : last) : (TimeSpan?)null;
        var counted = before with { Daily = before.Daily.With(DateOnly.FromDateTime(now.UtcDateTime), facts.NewItems, facts.Filtered, gap > TimeSpan.Zero ? gap : null) };
        var interval = Interval(feed, counted.ShownLastWeek(now));
        return counted with
        {
            Status = facts.ItemsInFeed == 0 ? FeedStatus.Empty : FeedStatus.Healthy,
            NextPollAt = now + Wait(interval, facts.AskedDelay),
            FetchedAt = now,
            LastItemAt = shown ? now : before.LastItemAt,
            WatchedSince = watchedSince,
            Errors = 0,
            Reason = null,
            FailingSince = null,
            ETag = facts.ETag,
            LastModified = facts.LastModified,
            ItemsSeen = before.ItemsSeen + facts.NewItems,
            Filtered = before.Filtered + facts.Filtered,
            Problems = facts.Problems,
            ValidatorsOf = facts.ValidatorsOf,
            AskedDelay = facts.AskedDelay,
            Move = facts.Move,
        };
    }

    /// <summary>Healthy too, unless the content it refers to could not be read. What was asked before, and is not asked anew, still holds (RFC 9111, section 4.3.4).</summary>
    public static FeedState NotModified(FeedState before, Feed feed, DateTimeOffset now, TimeSpan? asked) =>
        before.Errors > 0
            ? Failed(before, feed, before.Reason ?? "could not be read", now, asked)
            : before with
            {
                Status = FeedStatus.NotModified,
                NextPollAt = now + Wait(Interval(feed, before.ShownLastWeek(now)), asked ?? before.AskedDelay),
                FetchedAt = now,
                AskedDelay = asked ?? before.AskedDelay,
                Move = null,
            };

    /// <summary>After <see cref="FailingAfter"/> in a row: failing, and the interval doubles up to 6 hours (to itself, where it is longer). Never stops by itself.</summary>
    public static FeedState Failed(FeedState before, Feed feed, string reason, DateTimeOffset now, TimeSpan? asked)
    {
        var errors = before.Errors + 1;
        var interval = Interval(feed, before.ShownLastWeek(now));
        var longest = interval > LongestWhenFailing ? interval : LongestWhenFailing;
        for (var doubled = FailingAfter; doubled <= errors && interval < longest; doubled++)
        {
            interval *= 2;
        }

        return before with
        {
            Status = errors >= FailingAfter ? FeedStatus.Failing : before.Status,
            NextPollAt = now + Wait(interval < longest ? interval : longest, asked),
            FetchedAt = now,
            Errors = errors,
            Reason = reason,
            FailingSince = before.FailingSince ?? now,
            AskedDelay = asked,
        };
    }

    public static FeedState Gone(FeedState before, DateTimeOffset now) => before.Stopped(new FeedStop(null, "answered 410 Gone", now)) with { FetchedAt = now };
}

/// <summary>What one successful fetch brought.</summary>
public sealed record FetchFacts(int ItemsInFeed, int NewItems, int Filtered, string? ETag, DateTimeOffset? LastModified, TimeSpan? AskedDelay, string? Problems)
{
    /// <summary>The address that gave the validators; null where there are none to be sent.</summary>
    public Uri? ValidatorsOf { get; init; }

    public FeedMove? Move { get; init; }
}
