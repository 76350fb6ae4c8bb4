using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class FeedStateTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly FeedStop ByMira = new("mira", "It repeats another.", Noon);
    private static readonly FeedState Running = PollRule.Fetched(FeedState.Fresh(AFeed.Of().Id, Noon.AddDays(-9)), AFeed.Of(), Noon, new FetchFacts(10, 3, 1, "\"v2\"", Noon.AddHours(-1), null, null));

    [Fact]
    public void A_feed_that_a_person_stops_is_not_due_and_says_who_and_why()
    {
        var health = FeedHealth.Of(Running.Stopped(ByMira), Noon.AddDays(1));

        Assert.Equal((FeedStatus.Stopped, "mira", "It repeats another.", Noon), (health.Status, health.StoppedBy, health.Reason, health.Since));
        Assert.True(health.NextPollAt > Noon.AddYears(1000));
    }

    [Fact]
    public void A_feed_that_is_started_again_is_due_at_once_read_whole_and_keeps_its_counts()
    {
        var started = Running.Stopped(ByMira).Started(Noon.AddDays(2));

        Assert.Equal((FeedStatus.New, Noon.AddDays(2), Noon.AddDays(2), null, null, null), (started.Status, started.NextPollAt, started.WatchedSince, started.ETag, started.Reason, started.Stop));
        Assert.Equal((3, 1, Noon), (started.ItemsSeen, started.Filtered, started.LastItemAt));
    }

    [Fact]
    public void A_new_owner_does_not_make_a_failing_feed_new()
    {
        var failing = Running with { Status = FeedStatus.Failing, Errors = 4, Reason = "answered 503", FailingSince = Noon };

        var changed = failing.Changed(moved: false, Noon.AddDays(1));

        Assert.Equal(failing with { NextPollAt = Noon.AddDays(1), ETag = null, LastModified = null }, changed);
    }

    [Fact]
    public void Behind_another_address_its_troubles_are_not_known()
    {
        var changed = (Running with { Status = FeedStatus.Failing, Errors = 4, Reason = "answered 503", FailingSince = Noon }).Changed(moved: true, Noon.AddDays(1));

        Assert.Equal((FeedStatus.New, 0, null, null, Noon.AddDays(1)), (changed.Status, changed.Errors, changed.Reason, changed.FailingSince, changed.NextPollAt));
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    public void What_a_person_stopped_stays_so_and_what_its_publisher_ended_may_go_on_elsewhere(bool byPerson, bool moved, bool stays)
    {
        var stopped = byPerson ? Running.Stopped(ByMira) : PollRule.Gone(Running, Noon);

        Assert.Equal(stays ? FeedStatus.Stopped : FeedStatus.New, stopped.Changed(moved, Noon.AddDays(1)).Status);
    }

    [Fact]
    public void Of_two_fetches_at_once_the_one_that_found_more_is_counted()
    {
        var now = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        var fresh = FeedState.Fresh(FeedId.Parse("borske-vesti"), now);
        var (found, nothing) = (fresh with { ItemsSeen = 9, LastItemAt = now }, fresh with { ItemsSeen = 8 });

        Assert.Equal((9, now), (found.Counting(nothing).ItemsSeen, found.Counting(nothing).LastItemAt));
        Assert.Equal((9, now), (nothing.Counting(found).ItemsSeen, nothing.Counting(found).LastItemAt));
    }
}
