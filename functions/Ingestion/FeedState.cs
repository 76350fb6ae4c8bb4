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

    /// <summary>Answered 410, or a person stopped it.</summary>
    Stopped,
}

/// <summary>Where the polling of a feed stands.</summary>
/// <param name="NextPollAt">When it is due; far ahead where it is stopped.</param>
/// <param name="Errors">Failed fetches in a row.</param>
/// <param name="Reason">Of the last failure, one sentence; null where the last fetch succeeded.</param>
/// <param name="FailingSince">First of the failures in a row.</param>
/// <param name="ETag">Of the primary address only.</param>
/// <param name="Daily">New items by UTC day, newest first, at most 7 days.</param>
/// <param name="ItemsSeen">New items and revisions ever found.</param>
/// <param name="Filtered">Items kept out by the feed's filters.</param>
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
    /// <summary>The address that gave <see cref="ETag"/> and <see cref="LastModified"/>, and alone is sent them; null where they are unknown.</summary>
    public Uri? ValidatorsOf { get; init; }

    /// <summary>How long the feed or its server last asked to be left alone, whether that was granted or not; null where neither did.</summary>
    public TimeSpan? AskedDelay { get; init; }

    /// <summary>Where the feed says it has moved for good; null where it does not.</summary>
    public FeedMove? Move { get; init; }

    public static FeedState Fresh(FeedId feed, DateTimeOffset now) => new(feed, FeedStatus.New, now, null, null, 0, null, null, null, null, [], 0, 0, null);
}

/// <summary>A permanent redirect to an address where the feed could be read.</summary>
/// <param name="Sightings">How often in a row.</param>
public sealed record FeedMove(Uri To, int Sightings);

/// <summary>How many new items a day brought.</summary>
public readonly record struct DayCount(DateOnly Day, int Items);
