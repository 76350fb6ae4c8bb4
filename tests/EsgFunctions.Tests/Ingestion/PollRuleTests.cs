using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

public class PollRuleTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly Feed News = AFeed.Of();
    private static readonly FeedState Fresh = FeedState.Fresh(News.Id, Noon);
    private static readonly FetchFacts OneNew = new(10, 1, 0, "\"v2\"", Noon.AddHours(-1), null, null);

    [Theory]
    [InlineData(FeedKind.Cap)]
    [InlineData(FeedKind.Gdacs)]
    [InlineData(FeedKind.Usgs)]
    public void A_hazard_feed_is_polled_every_two_minutes_however_quiet(FeedKind kind)
    {
        Assert.Equal(TimeSpan.FromMinutes(2), PollRule.Interval(AFeed.Of(kind), 0));
        Assert.Equal(TimeSpan.FromMinutes(2), PollRule.Interval(AFeed.Of(kind), 10_000));
        Assert.Equal(TimeSpan.FromMinutes(7), PollRule.Interval(AFeed.Of(kind, minutes: 7), 0));
    }

    [Theory]
    [InlineData(SourceReliability.A, 5)]
    [InlineData(SourceReliability.B, 5)]
    [InlineData(SourceReliability.C, 60)]
    [InlineData(SourceReliability.D, 60)]
    [InlineData(SourceReliability.E, 60)]
    [InlineData(SourceReliability.F, 60)]
    public void A_reliable_feed_is_polled_every_five_minutes_and_a_quiet_other_every_hour(SourceReliability reliability, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), PollRule.Interval(AFeed.Of(reliability: reliability), 0));

    [Theory]
    [InlineData(1, 60)]
    [InlineData(168, 60)]
    [InlineData(336, 30)]
    [InlineData(1008, 10)]
    [InlineData(2016, 5)]
    [InlineData(9000, 5)]
    public void Another_feed_is_polled_as_often_as_it_brings_something(int itemsLastWeek, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), PollRule.Interval(News, itemsLastWeek));

    [Fact]
    public void More_items_never_make_it_slower() =>
        Prop.ForAll<ushort, ushort>((items, more) => PollRule.Interval(News, items + more) <= PollRule.Interval(News, items)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_persons_minutes_win_over_the_pace_of_the_feed() => Assert.Equal(TimeSpan.FromMinutes(90), PollRule.Interval(AFeed.Of(minutes: 90), 9000));

    [Theory]
    [InlineData(null, 5)]
    [InlineData(4, 5)]
    [InlineData(30, 30)]
    [InlineData(60, 60)]
    [InlineData(61, 5)]
    public void A_delay_that_the_server_asks_for_wins_only_when_longer_and_up_to_an_hour(int? asked, int minutes)
    {
        var delay = asked is { } some ? TimeSpan.FromMinutes(some) : (TimeSpan?)null;

        Assert.Equal(TimeSpan.FromMinutes(minutes), PollRule.Wait(TimeSpan.FromMinutes(5), delay));
    }

    [Theory]
    [InlineData(1, 60, FeedStatus.New)]
    [InlineData(2, 60, FeedStatus.New)]
    [InlineData(3, 120, FeedStatus.Failing)]
    [InlineData(4, 240, FeedStatus.Failing)]
    [InlineData(5, 360, FeedStatus.Failing)]
    [InlineData(50, 360, FeedStatus.Failing)]
    public void From_the_third_error_in_a_row_it_is_failing_and_waits_twice_as_long_up_to_six_hours(int errors, int minutes, FeedStatus status)
    {
        var state = Fail(Fresh, News, errors);

        Assert.Equal((errors, status, Noon.AddMinutes(minutes), Noon), (state.Errors, state.Status, state.NextPollAt, state.FailingSince));
        Assert.Equal("answered 503", state.Reason);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(9, 256)]
    [InlineData(10, 360)]
    public void A_hazard_feed_comes_slowly_to_six_hours(int errors, int minutes) =>
        Assert.Equal(Noon.AddMinutes(minutes), Fail(Fresh, AFeed.Of(FeedKind.Gdacs), errors).NextPollAt);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_feed_of_one_fetch_a_day_is_not_asked_oftener_because_it_fails(int errors) =>
        Assert.Equal(Noon.AddDays(1), Fail(Fresh, AFeed.Of(minutes: 1440), errors).NextPollAt);

    [Fact]
    public void A_success_resets_the_errors()
    {
        var state = PollRule.Fetched(Fail(Fresh, News, 7), News, Noon.AddHours(6), OneNew);

        Assert.Equal((0, null, null, FeedStatus.Healthy), (state.Errors, state.Reason, state.FailingSince, state.Status));
        Assert.Equal(Noon.AddHours(7), state.NextPollAt);
    }

    [Fact]
    public void A_feed_that_holds_nothing_is_empty_and_not_failing()
    {
        var state = PollRule.Fetched(Fresh, News, Noon, OneNew with { ItemsInFeed = 0, NewItems = 0 });

        Assert.Equal((FeedStatus.Empty, 0, null), (state.Status, state.Errors, state.LastItemAt));
    }

    [Fact]
    public void Not_modified_is_healthy_and_keeps_what_is_known()
    {
        var before = PollRule.Fetched(Fresh, News, Noon, OneNew);

        var state = PollRule.NotModified(before, News, Noon.AddHours(1), null);

        Assert.Equal(before with { Status = FeedStatus.NotModified, FetchedAt = Noon.AddHours(1), NextPollAt = Noon.AddHours(2) }, state);
    }

    [Fact]
    public void Not_modified_after_a_failed_reading_is_another_failure()
    {
        var unreadable = PollRule.Failed(Fail(Fresh, News, 1), News, "is not a feed", Noon, null);

        var state = PollRule.NotModified(unreadable, News, Noon.AddHours(1), null);

        Assert.Equal((FeedStatus.Failing, 3, "is not a feed"), (state.Status, state.Errors, state.Reason));
    }

    [Fact]
    public void Gone_stops_a_feed_for_good()
    {
        var state = PollRule.Gone(Fresh, Noon);

        Assert.Equal((FeedStatus.Stopped, "answered 410 Gone"), (state.Status, state.Reason));
        Assert.Equal(new FeedStop(null, "answered 410 Gone", Noon), state.Stop);
        Assert.True(state.NextPollAt > Noon.AddYears(1000));
    }

    [Fact]
    public void The_pace_is_that_of_the_last_seven_days()
    {
        var state = Fresh;
        for (var day = 0; day < 10; day++)
        {
            state = PollRule.Fetched(state, News, Noon.AddDays(day), OneNew with { NewItems = 100 });
            state = PollRule.Fetched(state, News, Noon.AddDays(day).AddHours(1), OneNew with { NewItems = 44 });
        }

        Assert.Equal(10, state.Daily.Count);
        Assert.Equal(new DayCount(new DateOnly(2026, 11, 29), 144, 0, TimeSpan.FromHours(23)), state.Daily[0]);
        Assert.Equal(7 * 144, state.ItemsLastWeek(Noon.AddDays(9)));
        Assert.Equal(1440, state.ItemsSeen);
        Assert.Equal(Noon.AddDays(9).AddHours(1).AddMinutes(10), state.NextPollAt);
    }

    private static FeedState Fail(FeedState state, Feed feed, int times)
    {
        for (var time = 0; time < times; time++)
        {
            state = PollRule.Failed(state, feed, "answered 503", Noon, null);
        }

        return state;
    }
}
