using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>How a feed does.</summary>
[JsonConverter(typeof(EnumWords<FeedStatus>))]
public enum FeedStatus
{
    /// <summary>Not fetched yet.</summary>
    New,
    Healthy,
    NotModified,

    /// <summary>It can be read and holds nothing: not a failure.</summary>
    Empty,

    /// <summary>Three fetches in a row failed.</summary>
    Failing,

    /// <summary>It can be read, and brought nothing new for three times its usual gap. Never stored: it comes with time alone (<see cref="SilenceRule"/>).</summary>
    Silent,

    /// <summary>Answered 410, or a person stopped it.</summary>
    Stopped,
}

/// <summary>Where the polling of a feed stands.</summary>
/// <param name="NextPollAt">When it is due; far ahead where it is stopped.</param>
/// <param name="Errors">Failed fetches in a row.</param>
/// <param name="Reason">Of the last failure, one sentence; null where the last fetch succeeded.</param>
/// <param name="FailingSince">First of the failures in a row.</param>
/// <param name="ETag">Of the primary address only.</param>
/// <param name="Daily">Days on which it showed something new, newest first, at most <see cref="DayCounts.Kept"/>.</param>
/// <param name="ItemsSeen">New items and revisions ever found.</param>
/// <param name="Filtered">Items kept out by the feed's filters: counted, not passed on.</param>
/// <param name="Problems">What was wrong with the feed but could be read over.</param>
public sealed record FeedState(
    FeedId Feed,
    FeedStatus Status,
    DateTimeOffset NextPollAt,
    DateTimeOffset? FetchedAt,
    DateTimeOffset? LastItemAt,
    int Errors,
    string? Reason,
    DateTimeOffset? FailingSince,
    string? ETag,
    DateTimeOffset? LastModified,
    IReadOnlyList<DayCount> Daily,
    int ItemsSeen,
    int Filtered,
    string? Problems)
{
    /// <summary>Who stopped it, when and why; null where it is not stopped.</summary>
    public FeedStop? Stop { get; init; }

    /// <summary>Since when it has been asked without a break: silence is not counted over the time in which nobody could have heard anything.</summary>
    public DateTimeOffset? WatchedSince { get; init; }

    /// <summary>Items kept out, by the rule that did it.</summary>
    public IReadOnlyList<FilterCount> FilteredBy { get; init; } = [];

    /// <summary>The address that gave <see cref="ETag"/> and <see cref="LastModified"/>, and alone is sent them; null where they are unknown.</summary>
    public Uri? ValidatorsOf { get; init; }

    /// <summary>How long the feed or its server last asked to be left alone, whether that was granted or not; null where neither did.</summary>
    public TimeSpan? AskedDelay { get; init; }

    /// <summary>Where the feed says it has moved for good; null where it does not.</summary>
    public FeedMove? Move { get; init; }

    /// <summary>New items of the seven days that end today, filtered ones included: the pace of the feed.</summary>
    public int ShownLastWeek(DateTimeOffset now) => LastWeek(now).Sum(day => day.Items + day.Filtered);

    /// <summary>New items of the seven days that end today.</summary>
    public int ItemsLastWeek(DateTimeOffset now) => LastWeek(now).Sum(day => day.Items);

    public static FeedState Fresh(FeedId feed, DateTimeOffset now) =>
        new(feed, FeedStatus.New, now, null, null, 0, null, null, null, null, [], 0, 0, null) { WatchedSince = now };

    /// <summary>Not asked any more, until a person starts it again.</summary>
    public FeedState Stopped(FeedStop stop) => this with { Status = FeedStatus.Stopped, NextPollAt = DateTimeOffset.MaxValue.AddDays(-1), Reason = stop.Reason, Stop = stop };

    /// <summary>Due at once, and read from the beginning.</summary>
    public FeedState Started(DateTimeOffset now) => Fresh(Feed, now).Counting(this) with { WatchedSince = now };

    /// <summary>
    /// After a change of what is known of the feed: due at once and read whole, since its filters may be others. Behind another address
    /// nothing of its troubles is known; but what a person stopped stays so.
    /// </summary>
    public FeedState Changed(bool moved, DateTimeOffset now) =>
        Status == FeedStatus.Stopped && (!moved || Stop?.By is not null) ? this
        : moved ? Started(now)
        : this with { NextPollAt = now, ETag = null, LastModified = null };

    /// <summary>This, with what another state has counted of the feed's items, unless it counted fewer: then another fetch has found some meanwhile.</summary>
    public FeedState Counting(FeedState other) => other.ItemsSeen < ItemsSeen ? this : this with
    {
        FetchedAt = other.FetchedAt,
        LastItemAt = other.LastItemAt,
        WatchedSince = other.WatchedSince,
        Daily = other.Daily,
        ItemsSeen = other.ItemsSeen,
        Filtered = other.Filtered,
        FilteredBy = other.FilteredBy,
    };

    private IEnumerable<DayCount> LastWeek(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return Daily.Where(day => day.Day > today.AddDays(-7));
    }
}

/// <summary>Why a feed is not asked any more.</summary>
/// <param name="By">Login of the person; null: the publisher ended it.</param>
/// <param name="Reason">One sentence.</param>
public sealed record FeedStop(string? By, string Reason, DateTimeOffset At);

/// <summary>How many items one rule of the feed's filters kept out.</summary>
public sealed record FilterCount(string Rule, int Items);

/// <summary>A permanent redirect to an address where the feed could be read.</summary>
/// <param name="Sightings">How often in a row.</param>
public sealed record FeedMove(Uri To, int Sightings);
