using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>
/// When a feed that can be read counts as silent: no item for three times its usual gap (rules, section 1). The usual gap is the
/// nine-tenths point of the longest gap of each day: of a newspaper it is the night, of a weekday bulletin the weekend, and one outage in
/// ten days does not make the next one usual.
/// </summary>
public static class SilenceRule
{
    private const int Times = 3;

    /// <summary>Days with a known gap, below which nothing is usual yet.</summary>
    private const int LeastDays = 5;

    /// <summary>A wire that brings something every ten minutes is not silent after half an hour.</summary>
    private static readonly TimeSpan ShortestGap = TimeSpan.FromHours(2);

    public static SilenceAnswer Decide(FeedState state, DateTimeOffset now)
    {
        var gap = UsualGap(state.Daily);
        if (state.Status is FeedStatus.New or FeedStatus.Failing or FeedStatus.Stopped)
        {
            return new(SilenceReason.NotReadable, gap, null);
        }

        if (state.LastItemAt is not { } last)
        {
            return new(SilenceReason.NothingYet, gap, null);
        }

        if (gap is not { } usual)
        {
            return new(SilenceReason.TooLittleHistory, null, null);
        }

        var silentFrom = (state.WatchedSince > last ? state.WatchedSince.Value : last) + (Times * usual);
        return now >= silentFrom ? new(SilenceReason.Silent, usual, silentFrom) : new(SilenceReason.WithinUsualGap, usual, null);
    }

    /// <summary>Null where there is too little history.</summary>
    public static TimeSpan? UsualGap(IReadOnlyList<DayCount> daily)
    {
        var gaps = daily.Select(day => day.LongestGap).OfType<TimeSpan>().Order().ToList();
        if (gaps.Count < LeastDays)
        {
            return null;
        }

        // Nearest rank: of ten gaps the ninth.
        var usual = gaps[((9 * gaps.Count) + 9) / 10 - 1];
        return usual > ShortestGap ? usual : ShortestGap;
    }
}

/// <param name="UsualGap">Null where there is too little history.</param>
/// <param name="Since">When three usual gaps were over; null where it is not silent.</param>
public sealed record SilenceAnswer(SilenceReason Reason, TimeSpan? UsualGap, DateTimeOffset? Since);

[JsonConverter(typeof(EnumWords<SilenceReason>))]
public enum SilenceReason
{
    /// <summary>Not fetched yet, failing or stopped: its silence says nothing.</summary>
    NotReadable,

    /// <summary>It never brought anything.</summary>
    NothingYet,

    /// <summary>Too few days with items to say what is usual.</summary>
    TooLittleHistory,

    WithinUsualGap,

    Silent,
}
