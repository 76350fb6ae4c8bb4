using System.Globalization;

namespace EsgFunctions.Ingestion;

/// <summary>How a feed does.</summary>
/// <param name="Since">Since when it is failing, silent or stopped; null for any other status.</param>
/// <param name="Reason">One sentence: of the last failure, of the silence, or of whoever stopped it; null where all is well.</param>
/// <param name="StoppedBy">Login of the person who stopped it; null where it is not stopped, or its publisher ended it.</param>
/// <param name="LastItemAt">When it last showed something new, filtered or not.</param>
/// <param name="UsualGapHours">The gap that is usual between new items; null where there is too little history.</param>
/// <param name="Silence">Which rule says that it is silent, or is not.</param>
/// <param name="Filtered">Items kept out by the feed's filters, by rule in <paramref name="FilteredBy"/>.</param>
/// <param name="AskedDelay">How long the feed or its server asks to be left alone; granted where that is longer than the feed's pace and at most an hour.</param>
/// <param name="Problems">What was wrong with it but could be read over.</param>
public sealed record FeedHealth(
    FeedId Feed,
    FeedStatus Status,
    DateTimeOffset? Since,
    string? Reason,
    string? StoppedBy,
    DateTimeOffset? FailingSince,
    int Errors,
    DateTimeOffset? FetchedAt,
    DateTimeOffset? LastItemAt,
    double? UsualGapHours,
    SilenceReason Silence,
    DateTimeOffset NextPollAt,
    int ItemsSeen,
    int ItemsLastWeek,
    int Filtered,
    IReadOnlyList<FilterCount> FilteredBy,
    string? Problems,
    TimeSpan? AskedDelay)
{
    public static FeedHealth Of(FeedState state, DateTimeOffset now)
    {
        var silence = SilenceRule.Decide(state, now);
        var status = silence.Reason == SilenceReason.Silent ? FeedStatus.Silent : state.Status;
        return new(
            state.Feed,
            status,
            status switch
            {
                FeedStatus.Failing => state.FailingSince,
                FeedStatus.Stopped => state.Stop?.At,
                _ => silence.Since,
            },
            state.Reason ?? (status == FeedStatus.Silent ? Describe(state.LastItemAt!.Value, silence.UsualGap!.Value) : null),
            state.Stop?.By,
            state.FailingSince,
            state.Errors,
            state.FetchedAt,
            state.LastItemAt,
            silence.UsualGap is { } gap ? Math.Round(gap.TotalHours, 1) : null,
            silence.Reason,
            state.NextPollAt,
            state.ItemsSeen,
            state.ItemsLastWeek(now),
            state.Filtered,
            state.FilteredBy,
            state.Problems,
            state.AskedDelay);
    }

    private static string Describe(DateTimeOffset last, TimeSpan gap) =>
        string.Create(CultureInfo.InvariantCulture, $"no new item since {last.UtcDateTime:yyyy-MM-dd HH:mm} UTC; usually one within {gap.TotalHours:0.#} h");
}
