using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Ingestion;

public class FetchRuleTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly Feed Feed = AFeed.Of();
    private static readonly FeedState Fresh = FeedState.Fresh(Feed.Id, Noon);

    [Fact]
    public void What_was_never_seen_is_new_and_makes_a_batch()
    {
        var reading = Read(AFeed.Rss(("1", "Fire in Bor", "Two hurt"), ("2", "Strike in Bor", "")), SeenItems.Empty);

        Assert.Equal(["Fire in Bor", "Strike in Bor"], reading.Batch!.Items.Select(entry => entry.Item.Title));
        Assert.All(reading.Batch.Items, entry => Assert.False(entry.Revised));
        Assert.Equal((Feed.Id, "Borske vesti", SourceReliability.F, false, "sr", "RS", Noon), (
            reading.Batch.Feed, reading.Batch.Publisher, reading.Batch.Reliability, reading.Batch.Official, reading.Batch.Language, reading.Batch.Country.Value, reading.Batch.FoundAt));
        Assert.Equal((FeedStatus.Healthy, 2, "\"v2\"", Noon), (reading.State.Status, reading.State.ItemsSeen, reading.State.ETag, reading.State.LastItemAt));
    }

    [Fact]
    public void What_was_seen_is_known_and_makes_none()
    {
        var feed = AFeed.Rss(("1", "Fire in Bor", "Two hurt"));
        var first = Read(feed, SeenItems.Empty);

        var second = Read(feed, first.Seen, first.State);

        Assert.Null(second.Batch);
        Assert.Equal((FeedStatus.Healthy, 1), (second.State.Status, second.State.ItemsSeen));
    }

    [Fact]
    public void Changed_words_under_the_same_guid_are_a_revision_of_the_same_item()
    {
        var first = Read(AFeed.Rss(("1", "Fire in Bor", "Two hurt"), ("2", "Strike", "")), SeenItems.Empty);

        var second = Read(AFeed.Rss(("1", "Fire in Bor", "Two dead"), ("2", "Strike", "")), first.Seen, first.State);

        var entry = Assert.Single(second.Batch!.Items);
        Assert.True(entry.Revised);
        Assert.Equal(first.Batch!.Items[0].Id, entry.Id);
    }

    [Fact]
    public void Each_link_of_a_digest_is_an_item_that_is_known_again_in_the_next_bulletin()
    {
        const string Fire = "<p><a href='https://news.example/fire'>Fire in the smelter of Bor</a> Two hurt.</p>";
        const string Strike = "<p><a href='https://news.example/strike'>Strike in the mine of Majdanpek</a> All shifts.</p>";
        const string Flood = "<p><a href='https://news.example/flood'>Flood on the river Timok</a> Roads closed.</p>";
        var feed = AFeed.Of() with { Digest = true };

        var monday = FetchRule.Read(AFeed.Rss(("b-1", "Morning bulletin", $"<![CDATA[{Fire}{Strike}]]>")), feed, Fresh, SeenItems.Empty, Noon);
        var tuesday = FetchRule.Read(AFeed.Rss(("b-2", "Morning bulletin", $"<![CDATA[{Strike}{Flood}]]>")), feed, monday.State, monday.Seen, Noon.AddDays(1));

        Assert.Equal(["Fire in the smelter of Bor", "Strike in the mine of Majdanpek"], monday.Batch!.Items.Select(entry => entry.Item.Title));
        Assert.Equal(["https://news.example/fire", "https://news.example/strike"], monday.Batch.Items.Select(entry => entry.Item.Url));
        var entry = Assert.Single(tuesday.Batch!.Items);
        Assert.Equal(("Flood on the river Timok", false), (entry.Item.Title, entry.Revised));
    }

    [Fact]
    public void A_feed_with_more_than_is_remembered_is_cut_and_its_owner_told()
    {
        var reading = Read(AFeed.Rss([.. Enumerable.Range(0, SeenItems.Capacity + 1).Select(number => ($"{number}", "Fire", ""))]), SeenItems.Empty);

        Assert.Equal((4096, "Only the first 4096 items were read."), (reading.Batch!.Items.Count, reading.State.Problems));
    }

    [Fact]
    public void Filtered_items_are_counted_once_and_not_passed_on()
    {
        var feed = AFeed.Of(exclude: ["football"]);
        var body = AFeed.Rss(("1", "Football in Bor", ""), ("2", "Fire in Bor", ""));

        var first = FetchRule.Read(body, feed, Fresh, SeenItems.Empty, Noon);
        var second = FetchRule.Read(body, feed, first.State, first.Seen, Noon.AddHours(1));

        Assert.Equal("Fire in Bor", Assert.Single(first.Batch!.Items).Item.Title);
        Assert.Equal((1, 1), (first.State.Filtered, second.State.Filtered));
        Assert.Equal([new("exclude: football", 1)], second.State.FilteredBy);
        Assert.Null(second.Batch);
    }

    [Fact]
    public void A_feed_whose_every_item_is_filtered_is_not_silent_for_that()
    {
        var feed = AFeed.Of(include: ["earthquake"]);

        var state = FetchRule.Read(AFeed.Rss(("1", "Football in Bor", "")), feed, Fresh, SeenItems.Empty, Noon).State;

        Assert.Equal((Noon, 0, 1), (state.LastItemAt, state.ItemsSeen, state.Filtered));
        Assert.Equal([new DayCount(new DateOnly(2026, 11, 20), 0, 1)], state.Daily);
    }

    [Fact]
    public void One_guid_twice_in_a_feed_is_one_item() =>
        Assert.Single(Read(AFeed.Rss(("1", "Fire in Bor", ""), ("1", "Fire in Bor", "")), SeenItems.Empty).Batch!.Items);

    [Fact]
    public void A_page_that_is_no_feed_is_a_failure_with_a_reason()
    {
        var reading = Read(AFeed.Body("<html><body>Please sign in</body></html>"), SeenItems.Empty);

        Assert.Null(reading.Batch);
        Assert.Equal((1, FeedStatus.New, null), (reading.State.Errors, reading.State.Status, reading.State.ETag));
        Assert.False(string.IsNullOrWhiteSpace(reading.State.Reason));
    }

    [Fact]
    public void Each_answer_of_a_server_leads_to_its_state()
    {
        Assert.Equal(FeedStatus.NotModified, Read(new FetchResult.NotModified(), SeenItems.Empty).State.Status);
        Assert.Equal(FeedStatus.Stopped, Read(new FetchResult.Gone(), SeenItems.Empty).State.Status);
        Assert.Equal("answered 503", Read(new FetchResult.Failed("answered 503", 503), SeenItems.Empty).State.Reason);
        Assert.Equal(FeedStatus.Empty, Read(AFeed.Rss(), SeenItems.Empty).State.Status);
    }

    [Fact]
    public void A_server_that_is_overloaded_is_left_alone_as_long_as_it_asks()
    {
        var asked = new FetchResult.Failed("answered 429", 429) { AskedDelay = TimeSpan.FromMinutes(40) };

        var reading = FetchRule.Read(asked, AFeed.Of(FeedKind.Cap), Fresh, SeenItems.Empty, Noon);

        Assert.Equal(Noon.AddMinutes(40), reading.State.NextPollAt);
    }

    [Fact]
    public void A_feed_longer_than_what_is_remembered_brings_nothing_twice()
    {
        var feed = AFeed.Rss([.. Enumerable.Range(1, SeenItems.Capacity + 4).Select(number => ($"{number}", "Fire in Bor", ""))]);

        var first = Read(feed, SeenItems.Empty);
        var second = Read(feed, first.Seen, first.State);

        Assert.Equal(SeenItems.Capacity, first.Batch!.Items.Count);
        Assert.NotNull(first.State.Problems);
        Assert.Null(second.Batch);
    }

    [Fact]
    public void A_second_try_names_the_same_blob_and_other_findings_another()
    {
        var feed = AFeed.Rss(("1", "Fire in Bor", "Two hurt"));
        var batch = Read(feed, SeenItems.Empty).Batch!;
        var again = FetchRule.Read(feed, Feed, Fresh, SeenItems.Empty, Noon.AddMinutes(3)).Batch!;
        var other = Read(AFeed.Rss(("1", "Fire in Bor", "Two dead")), SeenItems.Empty).Batch!;

        Assert.Equal(FetchRule.Name("run", batch), FetchRule.Name("run", again));
        Assert.NotEqual(FetchRule.Name("run", batch), FetchRule.Name("run", other));
        Assert.NotEqual(FetchRule.Name("run", batch), FetchRule.Name("next run", batch));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "0+1")]
    [InlineData(100, "0+100")]
    [InlineData(101, "0+100 100+1")]
    [InlineData(250, "0+100 100+100 200+50")]
    public void A_blob_is_analysed_a_hundred_items_a_message(int items, string messages)
    {
        var found = new FoundBlob("20261120/borske-vesti/run.json.gz", items).Messages();

        Assert.Equal(messages, string.Join(' ', found.Select(message => $"{message.From}+{message.Count}")));
        Assert.All(found, message => Assert.Equal("20261120/borske-vesti/run.json.gz", message.Blob));
    }

    private static FetchReading Read(FetchResult result, SeenItems seen, FeedState? before = null) => FetchRule.Read(result, Feed, before ?? Fresh, seen, Noon);
}
