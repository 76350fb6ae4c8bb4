using EsgFunctions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

public class SilenceRuleTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly FeedState Healthy = FeedState.Fresh(AFeed.Of().Id, Noon.AddDays(-60)) with { Status = FeedStatus.Healthy, LastItemAt = Noon };

    /// <summary>Of ten gaps the ninth, of twenty the eighteenth (nearest rank); below ten the longest.</summary>
    [Theory]
    [InlineData("8 8 8 8 8", 8)]
    [InlineData("8 8 8 8 90", 90)]
    [InlineData("8 8 8 8 8 8 8 8 9 90", 9)]
    [InlineData("24 24 24 24 72 24 24 24 24 72 24 24 24 24 72 24 24 24 24 72", 72)]
    [InlineData("8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8 10 90 90", 10)]
    [InlineData("0.2 0.1 0.3 0.2 0.2", 2)]
    public void The_usual_gap_is_what_one_outage_in_ten_days_does_not_change(string hours, double usual) =>
        Assert.Equal(TimeSpan.FromHours(usual), SilenceRule.UsualGap(Days([.. hours.Split(' ').Select(gap => double.Parse(gap, System.Globalization.CultureInfo.InvariantCulture))])));

    [Fact]
    public void A_newspaper_is_silent_after_three_nights_and_not_one_minute_before()
    {
        var paper = Healthy with { Daily = Days(8, 8, 8, 8, 8) };

        Assert.Equal(new SilenceAnswer(SilenceReason.WithinUsualGap, TimeSpan.FromHours(8), null), SilenceRule.Decide(paper, Noon.AddHours(24).AddMinutes(-1)));
        Assert.Equal(new SilenceAnswer(SilenceReason.Silent, TimeSpan.FromHours(8), Noon.AddHours(24)), SilenceRule.Decide(paper, Noon.AddHours(24)));
    }

    [Fact]
    public void A_bulletin_of_working_days_is_not_silent_over_a_long_weekend() => Assert.Equal(
        SilenceReason.WithinUsualGap,
        SilenceRule.Decide(Healthy with { Daily = Days(24, 24, 24, 24, 72, 24, 24, 24, 24, 72) }, Noon.AddDays(5)).Reason);

    [Fact]
    public void Four_days_with_gaps_are_too_little_history() =>
        Assert.Equal(SilenceReason.TooLittleHistory, SilenceRule.Decide(Healthy with { Daily = Days(8, 8, 8, 8) }, Noon.AddYears(1)).Reason);

    [Theory]
    [InlineData(FeedStatus.New, SilenceReason.NotReadable)]
    [InlineData(FeedStatus.Failing, SilenceReason.NotReadable)]
    [InlineData(FeedStatus.Stopped, SilenceReason.NotReadable)]
    [InlineData(FeedStatus.Healthy, SilenceReason.Silent)]
    [InlineData(FeedStatus.NotModified, SilenceReason.Silent)]
    [InlineData(FeedStatus.Empty, SilenceReason.Silent)]
    public void Only_a_feed_that_can_be_read_is_silent(FeedStatus status, SilenceReason reason) =>
        Assert.Equal(reason, SilenceRule.Decide(Healthy with { Daily = Days(8, 8, 8, 8, 8), Status = status }, Noon.AddDays(9)).Reason);

    [Fact]
    public void A_feed_that_never_brought_anything_is_not_silent() =>
        Assert.Equal(SilenceReason.NothingYet, SilenceRule.Decide(Healthy with { LastItemAt = null, Daily = [] }, Noon.AddYears(1)).Reason);

    [Fact]
    public void The_time_in_which_it_was_stopped_does_not_count()
    {
        var started = Healthy with { Daily = Days(8, 8, 8, 8, 8), WatchedSince = Noon.AddDays(10) };

        Assert.Equal(SilenceReason.WithinUsualGap, SilenceRule.Decide(started, Noon.AddDays(10).AddHours(23)).Reason);
        Assert.Equal(Noon.AddDays(11), SilenceRule.Decide(started, Noon.AddDays(12)).Since);
    }

    [Fact]
    public void An_outage_is_no_gap()
    {
        var feed = AFeed.Of();
        var state = PollRule.Fetched(Healthy, feed, Noon, Facts(1));
        for (var time = 1; time <= 3; time++)
        {
            state = PollRule.Failed(state, feed, "answered 503", Noon.AddHours(time), null);
        }

        state = PollRule.Fetched(state, feed, Noon.AddHours(50), Facts(0));
        state = PollRule.Fetched(state, feed, Noon.AddHours(53), Facts(1));

        Assert.Equal(new DayCount(new DateOnly(2026, 11, 22), 1, 0, TimeSpan.FromHours(3)), state.Daily[0]);
    }

    [Fact]
    public void Of_a_day_the_longest_gap_counts_and_of_all_days_the_last_28_that_brought_something()
    {
        var state = Healthy with { LastItemAt = null };
        for (var day = 0; day < 60; day += 2)
        {
            foreach (var hour in new[] { 0, 3, 4 })
            {
                state = PollRule.Fetched(state, AFeed.Of(), Noon.AddDays(day).AddHours(hour), Facts(1));
            }
        }

        Assert.Equal(28, state.Daily.Count);
        Assert.All(state.Daily, day => Assert.Equal((3, TimeSpan.FromHours(44)), (day.Items, day.LongestGap)));
        Assert.Equal(new DateOnly(2026, 11, 24), state.Daily[^1].Day);
    }

    [Fact]
    public void Who_is_silent_stays_silent_until_something_comes() => Prop.ForAll<byte, byte, byte>((gap, waited, longer) =>
    {
        var state = Healthy with { Daily = Days(gap, gap, gap, gap, gap) };
        return SilenceRule.Decide(state, Noon.AddHours(waited)).Reason != SilenceReason.Silent
            || SilenceRule.Decide(state, Noon.AddHours(waited + longer)).Reason == SilenceReason.Silent;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_health_of_a_silent_feed_says_since_when_and_what_would_be_usual()
    {
        var health = FeedHealth.Of(Healthy with { Daily = Days(8, 8, 8, 8, 8) }, Noon.AddDays(2));

        Assert.Equal((FeedStatus.Silent, Noon.AddDays(1), 8.0), (health.Status, health.Since, health.UsualGapHours));
        Assert.Equal("no new item since 2026-11-20 12:00 UTC; usually one within 8 h", health.Reason);
    }

    private static FetchFacts Facts(int items) => new(10, items, 0, null, null, null, null);

    private static DayCount[] Days(params double[] gaps) =>
        [.. gaps.Select((hours, index) => new DayCount(new DateOnly(2026, 11, 20).AddDays(-index), 1, 0, TimeSpan.FromHours(hours)))];
}
