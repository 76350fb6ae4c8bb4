using System.Net;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>From a feed to the message on a phone, and never twice.</summary>
[Collection(EndToEndTests.Name)]
public sealed class AlertTests(RunningApp app)
{
    private const string Text = "A gunman opened fire outside a shop, killing two people and injuring five, police said. The suspect is still at large.";

    [Fact]
    public async Task A_severe_item_near_a_site_tells_its_roster_by_e_mail_and_SMS_and_says_why_and_the_same_feed_again_changes_nothing()
    {
        var spot = await app.PutSiteAsync("lake", people: 2);
        app.Feeds.Serve("/lake", Rss.Of("Lake Herald", new RssItem("lake-1", "Two killed, five injured in shooting at Lake market", Text, DateTimeOffset.UtcNow.AddMinutes(-20), spot)));

        await app.PutFeedAsync("lake", "/lake");
        var story = await app.WaitForStoryAsync(spot);
        var sent = await app.WaitForOutboxAsync(story.At("id")!, 4);
        story = await app.WaitForStoryAsync(spot);
        await app.PollAsync("lake");
        await RunningApp.WaitUntilAsync(() => Task.FromResult(app.Feeds.Asked("/lake") >= 2), "a second fetch");
        await app.WaitUntilIdleAsync();

        Assert.Equal(["lake-1 email", "lake-1 sms", "lake-2 email", "lake-2 sms"], sent.Select(message => $"{message.PersonId} {message.Channel}"));
        Assert.All(sent, message => Assert.Equal("You are on the roster of Camp lake (0 km), within reach of this event.", message.Reason));
        Assert.StartsWith("URGENT: Shooting, near ", sent[0].Subject, StringComparison.Ordinal);
        Assert.EndsWith("Why you got this: You are on the roster of Camp lake (0 km), within reach of this event.", sent[0].Text, StringComparison.Ordinal);
        Assert.Contains($"{app.Host.Address}r/", sent[1].Text, StringComparison.Ordinal);
        Assert.Equal("+15550100123", sent[1].To);
        Assert.Equal(4, (await app.OutboxAsync(story.At("id"))).Count);
        Assert.Equal(story.ToJsonString(), (await app.WaitForStoryAsync(spot)).ToJsonString());

        var timely = (await app.Admin.GetAsync($"/api/alerts/A-{story.At("id")}")).Json["timeliness"]!;
        Assert.Equal(4, timely["sent"]!.AsArray().Count);
        Assert.Equal(
            ["publishedToCollected", "collectedToScored", "scoredToAlerted", "alertedToSent"],
            (await app.Admin.GetAsync("/api/timeliness")).Json["steps"]!.AsArray().Select(step => step!.At("step")).Where(step => step != "sentToAnswered"));
    }

    [Fact]
    public async Task Every_message_of_the_road_put_twice_more_changes_nothing_and_sends_nothing()
    {
        var spot = await app.PutSiteAsync("twice", people: 2);
        var item = await app.ReportAsync("Two killed, five injured in shooting at the twice market", Text, spot);
        var story = item.At("story")!;
        var alert = $"A-{story}";
        await app.WaitForOutboxAsync(story, 4);
        await app.WaitUntilIdleAsync();
        var before = await StateAsync(story);

        foreach (var (queue, data) in new[]
        {
            ("items-found", $$"""{ "blob": "{{item.At("blob")}}", "from": 0, "count": 1 }"""),
            ("stories-changed", $$"""{ "story": "{{story}}", "revision": 1 }"""),
            ("alerts-due", $$"""{ "story": "{{story}}", "revision": 1 }"""),
            ("emails-to-send", $$"""{ "batch": "{{alert}}-r1-e0", "due": "202601010000" }"""),
            ("sms-to-send", $$"""{ "batch": "{{alert}}-r1-s0", "due": "202601010000" }"""),
        })
        {
            await Task.WhenAll(app.PutOnQueueAsync(queue, $$"""{ "data": {{data}} }"""), app.PutOnQueueAsync(queue, $$"""{ "data": {{data}} }"""));
        }

        await app.WaitUntilIdleAsync();
        await app.RunAsync("ReleaseAlerts");
        await app.WaitUntilIdleAsync();

        Assert.Equal(before, await StateAsync(story));
    }

    [Fact]
    public async Task A_revision_that_is_worse_tells_again_only_those_for_whom_it_is_worse()
    {
        var spot = await app.PutSiteAsync("worse", people: 1);
        var near = new Spot(spot.Lat + 0.045, spot.Lon);
        app.Feeds.Serve("/worse", Rss.Of("Worse Post", new RssItem("worse-1", "Shots fired near worse camp, two slightly injured", "Two people were slightly injured when shots were fired, police said. Nobody was killed.", DateTimeOffset.UtcNow.AddMinutes(-20), near)));
        await app.PutFeedAsync("worse", "/worse");
        var mild = await app.WaitForStoryAsync(near);
        await ReleaseUntilAsync(mild.At("id")!, 1);

        app.Feeds.Serve("/worse", Rss.Of("Worse Post", new RssItem("worse-1", "Shots fired near worse camp, three dead", "Three people were killed and two were injured when shots were fired, police said.", DateTimeOffset.UtcNow.AddMinutes(-20), near)));
        await app.PutPersonAsync("worse-late");
        (await app.Admin.PutAsync("/api/sites/worse/roster", """{ "people": ["worse-1", "worse-late"] }""")).Demand(HttpStatusCode.OK);
        await app.PollAsync("worse");
        await app.WaitForOutboxAsync(mild.At("id")!, 5);
        await app.PollAsync("worse");
        await app.WaitUntilIdleAsync();

        var view = (await app.Admin.GetAsync($"/api/alerts/A-{mild.At("id")}")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal("moderate", mild.At("severity"), ignoreCase: true);
        Assert.Equal(["1 worse-1 firstNotification alert", "2 worse-1 gotWorse urgent", "2 worse-late firstNotification urgent"], view.List("timeline")
            .SelectMany(revision => revision.List("recipients").Select(one => $"{revision.At("revision")} {one.At("person")} {one.At("notify")} {one.At("tier")}")));
        Assert.Equal(["worse-1 email", "worse-1 email", "worse-1 sms", "worse-late email", "worse-late sms"], (await app.OutboxAsync(mild.At("id"))).Select(message => $"{message.PersonId} {message.Channel}"));
    }

    [Fact]
    public async Task All_stages_from_the_request_to_the_send_share_one_trace()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var spot = await app.PutSiteAsync("traced");

        (await app.Admin.PostAsync(
            "/api/items",
            FormattableString.Invariant($$"""{ "title": "Two killed in shooting at traced camp", "text": "{{Text}}", "lat": {{spot.Lat}}, "lon": {{spot.Lon}} }"""),
            ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"))).Demand(HttpStatusCode.Accepted);

        await RunningApp.WaitUntilAsync(
            () => Task.FromResult(app.Traces.SpansOf(Trace).IsSupersetOf(["AnalyseItems", "AssessStory", "PlanAlerts", "SendEmail", "SendSms"])), "spans of all five stages in one trace");
    }

    private async Task ReleaseUntilAsync(string story, int messages) => await RunningApp.WaitUntilAsync(
        async () =>
        {
            await app.RunAsync("ReleaseAlerts");
            return (await app.OutboxAsync(story)).Count >= messages;
        },
        $"{messages} messages about {story}");

    /// <summary>All of the story but its points, which go down with its age; the alert; the messages.</summary>
    private async Task<string> StateAsync(string story)
    {
        var told = (await app.Admin.GetAsync($"/api/stories/{story}")).Demand(HttpStatusCode.OK).Json.AsObject();
        told.Remove("factors");
        var alert = (await app.Admin.GetAsync($"/api/alerts/A-{story}")).Demand(HttpStatusCode.OK);
        return string.Join('\n', [told.ToJsonString(), alert.Text, .. (await app.OutboxAsync(story)).Select(message => message.ToString())]);
    }
}
