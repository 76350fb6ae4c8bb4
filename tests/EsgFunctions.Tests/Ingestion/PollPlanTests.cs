using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class PollPlanTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(24 * 60, false)] // the longest pace that a person can set
    [InlineData(26 * 60, true)] // no rule looks so far ahead: a clock was wrong
    public void A_feed_is_due_when_its_instant_has_come(int minutes, bool isDue)
    {
        var feed = Feed("a");

        var plan = PollPlan.Of([State(feed, Noon.AddMinutes(minutes))], [feed], Noon, OneSecond);

        Assert.Equal(isDue, plan.Due.Count == 1);
    }

    [Fact]
    public void A_stopped_feed_is_never_due()
    {
        var feed = Feed("a");

        Assert.Empty(PollPlan.Of([PollRule.Gone(State(feed, Noon), Noon)], [feed], Noon.AddYears(100), OneSecond).Due);
    }

    [Fact]
    public void A_feed_without_a_state_gets_one_and_is_due_and_a_state_without_a_feed_goes()
    {
        var (known, lost, removed) = (Feed("known"), Feed("lost"), Feed("removed"));

        var plan = PollPlan.Of([State(known, Noon.AddHours(1)), State(removed, Noon)], [known, lost], Noon, OneSecond);

        Assert.Equal([FeedState.Fresh(lost.Id, Noon)], plan.New);
        Assert.Equal([lost.Id], plan.Due.Select(state => state.Feed));
        Assert.Equal([removed.Id], plan.Orphans);
    }

    [Fact]
    public void A_host_of_many_feeds_holds_up_no_other()
    {
        Feed[] feeds = [.. Enumerable.Range(0, 20).Select(number => Feed($"big{number:D2}", "big.example")), Feed("small", "small.example"), Feed("tiny", "tiny.example")];

        // All of the big one have waited longer.
        var plan = PollPlan.Of([.. feeds.Select((feed, number) => State(feed, Noon.AddMinutes(number - 30)))], feeds, Noon, OneSecond);

        Assert.Equal(["big00", "small", "tiny", "big01", "big02"], plan.Due.Take(5).Select(state => state.Feed.Value));
        Assert.Equal(22, plan.Due.Count);
    }

    [Theory]
    [InlineData(1, 30)] // seconds between fetches, fetches a minute
    [InlineData(10, 3)]
    [InlineData(60, 1)]
    [InlineData(0, 100)]
    public void Of_one_host_as_many_are_begun_as_half_a_minute_has_turns(int spacing, int begun)
    {
        Feed[] feeds = [.. Enumerable.Range(0, 100).Select(number => Feed($"f{number:D3}"))];

        var plan = PollPlan.Of([.. feeds.Select(feed => State(feed, Noon))], feeds, Noon, TimeSpan.FromSeconds(spacing));

        Assert.Equal(feeds.Take(begun).Select(feed => feed.Id), plan.Due.Select(state => state.Feed));
    }

    [Fact]
    public void What_one_minute_leaves_comes_first_in_the_next()
    {
        Feed[] feeds = [.. Enumerable.Range(0, 800).Select(number => Feed($"f{number:D3}", $"h{number}.example"))];
        var states = feeds.ToDictionary(feed => feed.Id, feed => State(feed, Noon.AddSeconds(-Random(feed))));

        var first = PollPlan.Of([.. states.Values], feeds, Noon, OneSecond);
        foreach (var begun in first.Due)
        {
            states[begun.Feed] = begun with { NextPollAt = Noon.AddMinutes(1) };
        }

        var second = PollPlan.Of([.. states.Values], feeds, Noon.AddMinutes(1), OneSecond);

        Assert.Equal(PollPlan.MostAMinute, first.Due.Count);
        Assert.Equal(300, second.Due.TakeWhile(state => state.NextPollAt <= Noon).Count());
    }

    private static int Random(Feed feed) => feed.Id.Value.Sum(letter => letter) % 17;

    private static Feed Feed(string id, string host = "news.example") => AFeed.Of() with { Id = FeedId.Parse(id), Url = new Uri($"https://{host}/{id}") };

    private static FeedState State(Feed feed, DateTimeOffset due) => FeedState.Fresh(feed.Id, Noon) with { Status = FeedStatus.Healthy, NextPollAt = due };
}
