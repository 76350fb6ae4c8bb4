using System.Text;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>A bad feed says what is wrong with it, and holds up no other.</summary>
[Collection(EndToEndTests.Name)]
public sealed class FeedHealthTests(RunningApp app)
{
    private static readonly RssItem Calm = new("calm-1", "Library opens on Sunday", "The town library will open on Sundays from now on.", DateTimeOffset.UtcNow.AddHours(-1));

    [Fact]
    public async Task Each_bad_feed_shows_its_reason_while_a_good_feed_beside_them_goes_on()
    {
        app.Feeds.Flood("/bad-huge", 50);
        app.Feeds.Hang("/bad-silent");
        app.Feeds.Redirect("/bad-private", "http://10.0.0.1/feed");
        app.Feeds.Redirect("/bad-metadata", "http://169.254.169.254/metadata/instance");
        app.Feeds.Redirect("/bad-loop", "/bad-loop");
        app.Feeds.Serve("/bad-page", "<!doctype html><html><head><title>News</title></head><body><p>Hello</p></body></html>", "text/html");
        app.Feeds.Serve("/bad-laughs", Laughs(), "application/xml");
        app.Feeds.Fail("/bad-500", 500);
        app.Feeds.Fail("/bad-gone", 410);
        app.Feeds.Serve("/good", Rss.Of("Good Paper", Calm));
        (string Feed, string Reason)[] bad =
        [
            ("bad-huge", "larger than 9.54 MB"),
            ("bad-silent", "no answer within 2 s"),
            ("bad-private", "redirects to a private address"),
            ("bad-metadata", "redirects to a private address"),
            ("bad-loop", "redirects more than 5 times"),
            ("bad-page", "This is an HTML page, not a feed (line 1)"),
            ("bad-500", "answered 500"),
            ("bad-gone", "answered 410 Gone"),
        ];

        foreach (var feed in bad.Select(one => one.Feed).Append("bad-laughs").Append("good"))
        {
            await app.PutFeedAsync(feed, $"/{feed}");
        }

        var reasons = new List<(string, string)>();
        foreach (var (feed, _) in bad)
        {
            reasons.Add((feed, await WaitForReasonAsync(feed)));
        }

        var laughs = await WaitForHealthAsync("bad-laughs");
        var good = await WaitForHealthAsync("good");
        Assert.Equal(bad, reasons);
        Assert.Contains("entit", $"{laughs.At("reason")}{laughs.At("problems")}", StringComparison.OrdinalIgnoreCase);
        Assert.Equal("healthy", good.At("status"), ignoreCase: true);
        Assert.Equal("1", good.At("itemsSeen"));
        Assert.Equal("stopped", (await WaitForHealthAsync("bad-gone")).At("status"), ignoreCase: true);
    }

    [Fact]
    public async Task A_feed_that_fails_three_times_is_failing_stands_in_the_status_and_recovers_by_itself()
    {
        app.Feeds.Fail("/moody", 503);
        await app.PutFeedAsync("moody", "/moody");
        for (var fetches = 1; fetches <= 3; fetches++)
        {
            await RunningApp.WaitUntilAsync(async () => (await WaitForHealthAsync("moody")).At("errors") == $"{fetches}", $"{fetches} errors");
            await app.PollAsync("moody");
        }

        await RunningApp.WaitUntilAsync(async () => (await WaitForHealthAsync("moody")).At("errors") == "4", "4 errors");
        var failing = (await app.Admin.GetAsync("/api/status")).Json.List("feedsFailing").Single(feed => feed.At("feed") == "moody");
        app.Feeds.Serve("/moody", Rss.Of("Moody Paper", Calm));
        await app.PollAsync("moody");
        await RunningApp.WaitUntilAsync(async () => (await WaitForHealthAsync("moody")).At("status")!.Equals("healthy", StringComparison.OrdinalIgnoreCase), "a healthy feed");

        Assert.Equal("failing", failing.At("status"), ignoreCase: true);
        Assert.Equal("answered 503", failing.At("reason"));
        Assert.Null((await WaitForHealthAsync("moody")).At("reason"));
    }

    [Fact]
    public async Task A_feed_that_did_not_change_is_asked_conditionally_and_counts_as_healthy()
    {
        app.Feeds.Serve("/still", Rss.Of("Still Paper", Calm with { Key = "still-1" }), neverChanges: true);
        await app.PutFeedAsync("still", "/still");
        await WaitForHealthAsync("still");

        await app.PollAsync("still");

        await RunningApp.WaitUntilAsync(async () => (await WaitForHealthAsync("still")).At("status")!.Equals("notModified", StringComparison.OrdinalIgnoreCase), "304 understood");
        Assert.Equal("1", (await WaitForHealthAsync("still")).At("itemsSeen"));
    }

    private async Task<System.Text.Json.Nodes.JsonNode> WaitForHealthAsync(string feed) => await RunningApp.WaitForAsync(
        async () => (await app.Admin.GetAsync($"/api/feeds/{feed}/health")).Json is var health && health.At("fetchedAt") is not null ? health : null,
        $"a fetch of {feed}");

    private async Task<string> WaitForReasonAsync(string feed) => await RunningApp.WaitForAsync(
        async () => (await WaitForHealthAsync(feed)).At("reason"),
        $"a reason of {feed}");

    /// <summary>Nine entities, each ten times the one before: a billion laughs from a kilobyte.</summary>
    private static string Laughs()
    {
        var xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"lol\">");
        for (var level = 1; level <= 9; level++)
        {
            xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">");
        }

        return xml.Append("]><rss version=\"2.0\"><channel><title>&l9;</title><item><guid>1</guid><title>&l9;</title></item></channel></rss>").ToString();
    }
}
