using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>An app of its own, whose clock the tests move.</summary>
public sealed class FeedWatchApp : RunningApp
{
    protected override DateTimeOffset? Now { get; } = new(2026, 11, 2, 6, 0, 0, TimeSpan.Zero);

    internal async Task AdvanceAsync(string time) => (await Nobody.PostAsync("/admin/clock", $$"""{ "advance": "{{time}}" }""")).Demand(HttpStatusCode.OK);

    internal async Task<JsonNode> HealthAsync(string feed) => (await Admin.GetAsync($"/api/feeds/{feed}/health")).Demand(HttpStatusCode.OK).Json;

    /// <summary>Asks the feed now, and waits until its health is as expected.</summary>
    internal async Task PollUntilAsync(string feed, Func<JsonNode, bool> expected, string what)
    {
        await PollAsync(feed);
        await WaitUntilAsync(async () => expected(await HealthAsync(feed)), $"{feed}: {what}");
    }

    /// <summary>Subjects of the mail to a person, once there are so many: the timer may be at it at the same time.</summary>
    internal async Task<string[]> MailToAsync(string person, int atLeast)
    {
        await RunAsync("WatchFeeds");
        await WaitUntilAsync(async () => (await OutboxAsync()).Count(message => message.PersonId == person) >= atLeast, $"{atLeast} messages to {person}");
        await WaitUntilIdleAsync();
        return [.. (await OutboxAsync()).Where(message => message.PersonId == person).OrderBy(message => message.At).Select(message => message.Subject!)];
    }
}

/// <summary>Who looks after a feed hears of it once: when it fails, falls silent, stops, and when it recovers.</summary>
public sealed class FeedWatchTests(FeedWatchApp app) : IClassFixture<FeedWatchApp>
{
    [Fact]
    public async Task The_owner_of_a_failing_feed_is_told_once_in_their_language_and_once_more_when_it_recovers()
    {
        await app.PutPersonAsync("fail-owner", "fr");
        app.Feeds.Fail("/fail", 503);
        await PutAsync("fail", "Mining Gazette", "fail-owner");
        for (var errors = 1; errors <= 3; errors++)
        {
            Assert.Empty(await app.MailToAsync("fail-owner", 0));
            await app.PollUntilAsync("fail", health => int.Parse(health.At("errors")!, CultureInfo.InvariantCulture) >= errors, $"{errors} errors");
        }

        var failing = await app.MailToAsync("fail-owner", 1);
        var again = await app.MailToAsync("fail-owner", 1);
        app.Feeds.Serve("/fail", Rss.Of("Mining Gazette", Item("f", 1)));
        await app.PollUntilAsync("fail", health => health.At("status") == "healthy", "healthy");
        await app.AdvanceAsync("PT61M");
        var recovered = await app.MailToAsync("fail-owner", 2);

        Assert.Equal(["SOURCE EN ÉCHEC: Mining Gazette"], failing);
        Assert.Equal(failing, again);
        Assert.Equal(["SOURCE EN ÉCHEC: Mining Gazette", "SOURCE RÉTABLIE: Mining Gazette"], recovered);
    }

    [Fact]
    public async Task A_daily_feed_that_brings_nothing_for_three_days_is_silent_and_its_owner_is_told()
    {
        await app.PutPersonAsync("silent-owner");
        await PutAsync("silent", "Daily Bulletin", "silent-owner");
        for (var day = 1; day <= 6; day++)
        {
            app.Feeds.Serve("/silent", Rss.Of("Daily Bulletin", [.. Enumerable.Range(1, day).Select(number => Item("s", number))]));
            await app.PollUntilAsync("silent", health => health.At("itemsSeen") == $"{day}", $"{day} items");
            await app.AdvanceAsync("PT24H");
        }

        Assert.Empty(await app.MailToAsync("silent-owner", 0));
        await app.AdvanceAsync("PT49H");
        await app.PollUntilAsync("silent", health => health.At("errors") == "0", "no errors");
        var silent = await app.HealthAsync("silent");
        var told = await app.MailToAsync("silent-owner", 1);
        var status = (await app.Admin.GetAsync("/api/status")).Demand(HttpStatusCode.OK).Json;
        app.Feeds.Serve("/silent", Rss.Of("Daily Bulletin", Item("s", 7)));
        await app.PollUntilAsync("silent", health => health.At("status") == "healthy", "healthy");
        await app.AdvanceAsync("PT61M");
        var recovered = await app.MailToAsync("silent-owner", 2);

        Assert.Equal("silent", silent.At("status"));
        Assert.Equal(24, double.Parse(silent.At("usualGapHours")!, CultureInfo.InvariantCulture), 0.5);
        Assert.StartsWith("no new item since 2026-11-", silent.At("reason"), StringComparison.Ordinal);
        Assert.Equal("1", status.At("feeds/silent"));
        Assert.Contains(status.List("feedsFailing"), feed => feed.At("feed") == "silent" && feed.At("since") is not null);
        Assert.Contains(status.List("channels"), channel => channel.At("channel") == "news" && channel.At("sources") != "0");
        Assert.Equal(["FEED SILENT: Daily Bulletin"], told);
        Assert.Equal(["FEED SILENT: Daily Bulletin", "FEED RECOVERED: Daily Bulletin"], recovered);
    }

    [Fact]
    public async Task A_person_stops_a_feed_and_starts_it_again_and_so_may_what_its_publisher_ended()
    {
        app.Feeds.Serve("/stop", Rss.Of("Stop Press", Item("p", 1)));
        await PutAsync("stop", "Stop Press", null);
        await app.PollUntilAsync("stop", health => health.At("itemsSeen") == "1", "1 item");

        var nameless = await app.As("mira", "Analyst").PostAsync("/api/feeds/stop/stop", """{ "reason": " " }""");
        var stopped = (await app.As("mira", "Analyst").PostAsync("/api/feeds/stop/stop", """{ "reason": "It repeats another." }""")).Demand(HttpStatusCode.OK).Json;
        var asked = app.Feeds.Asked("/stop");
        var polled = await app.Admin.PostAsync("/api/feeds/stop/poll");
        await app.AdvanceAsync("PT3H");
        await app.RunAsync("PollFeeds");
        await app.WaitUntilIdleAsync();
        var quiet = app.Feeds.Asked("/stop");
        app.Feeds.Fail("/stop", 410);
        (await app.As("mira", "Analyst").PostAsync("/api/feeds/stop/start")).Demand(HttpStatusCode.Accepted);
        await RunningApp.WaitUntilAsync(async () => await app.HealthAsync("stop") is var health && health.At("status") == "stopped" && health.At("reason") == "answered 410 Gone", "410 understood");
        app.Feeds.Serve("/stop", Rss.Of("Stop Press", Item("p", 1), Item("p", 2)));
        (await app.As("mira", "Analyst").PostAsync("/api/feeds/stop/start")).Demand(HttpStatusCode.Accepted);
        await RunningApp.WaitUntilAsync(async () => (await app.HealthAsync("stop")).At("itemsSeen") == "2", "2 items");

        Assert.Equal(HttpStatusCode.BadRequest, nameless.Status);
        Assert.Equal(("stopped", "mira", "It repeats another."), (stopped.At("status"), stopped.At("stoppedBy"), stopped.At("reason")));
        Assert.Equal(HttpStatusCode.Conflict, polled.Status);
        Assert.Equal(asked, quiet);
    }

    [Fact]
    public async Task A_feed_whose_state_was_never_written_is_healed_by_the_same_put_and_by_its_list()
    {
        app.Feeds.Serve("/heal", Rss.Of("Heal", Item("h", 1)));
        await PutAsync("heal", "Heal", null);
        var list = (await app.Admin.GetAsync("/api/feeds.opml")).Demand(HttpStatusCode.OK).Text;
        await app.Host.Storage.Tables.GetTableClient("FeedStates").DeleteEntityAsync("feeds", "heal");

        await PutAsync("heal", "Heal", null);

        await app.PollUntilAsync("heal", health => health.At("itemsSeen") != "0", "an item");
        Assert.Contains($"xmlUrl=\"{app.Feeds.UrlOf("/heal")}\"", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_feeds_keeps_names_pages_languages_and_categories_and_counts_what_is_known_already()
    {
        app.Feeds.Serve("/list", Rss.Of("List", Item("l", 1)));
        await PutAsync("list", "List", null);
        var opml = $"""
            <opml version="2.0"><body><outline text="Serbia"><outline text="East">
            <outline type="rss" text="Timok" xmlUrl="{app.Feeds.UrlOf("/timok")}" htmlUrl="https://timok.example/" language="sr"/></outline>
            <outline type="rss" text="Known" xmlUrl="{app.Feeds.UrlOf("/list")}"/>
            <outline type="rss" text="Timok again" xmlUrl="{app.Feeds.UrlOf("/timok")}#top"/>
            <outline type="rss" text="Nowhere" xmlUrl="mailto:x@timok.example"/>
            """;
        var upload = (await app.Admin.UploadAsync("feeds.opml", opml)).Demand(HttpStatusCode.Accepted);

        var read = await RunningApp.WaitForAsync(
            async () => (await app.Admin.GetAsync($"/api/uploads/{upload.Json.At("id")}")).Json is var one && one.At("status") == "imported" ? one : null, "the list");

        var timok = (await app.Admin.GetAsync("/api/feeds")).Json.List("value").Single(feed => feed.At("name") == "Timok");
        Assert.Equal(("1", "2"), (read.At("accepted"), read.At("duplicates")));
        Assert.Equal(("https://timok.example/", "sr", "Serbia / East"), (timok.At("page"), timok.At("language"), timok.At("category")));
    }

    private static RssItem Item(string key, int number) =>
        new($"{key}-{number}", $"Library opens on Sunday number {number}", "The town library will open on Sundays from now on.", new(2026, 11, 2, 5, 0, 0, TimeSpan.Zero));

    private async Task PutAsync(string id, string name, string? owner) => Assert.True((await app.Admin.PutAsync(
        $"/api/feeds/{id}", $$"""{ "url": "{{app.Feeds.UrlOf($"/{id}")}}", "name": "{{name}}", "reliability": "B"{{(owner is null ? "" : $$""", "owner": "{{owner}}" """)}} }""")).Status is HttpStatusCode.Created or HttpStatusCode.OK);
}
