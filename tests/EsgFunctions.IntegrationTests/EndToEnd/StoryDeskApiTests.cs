using System.Net;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>Decisions of analysts over HTTP, and what becomes of alerts by them.</summary>
[Collection(EndToEndTests.Name)]
public sealed class StoryDeskApiTests(RunningApp app)
{
    private const string Mild = "Shots were fired near the camp, police said. Two people were slightly injured. Nobody was killed.";

    [Fact]
    public async Task Two_analysts_at_once_lose_no_decision_and_what_does_not_fit_is_refused_by_name()
    {
        var story = await StoryAsync("desk", app.NewSpot());
        var (ana, sava) = (app.As("ana", "Analyst"), app.As("sava", "WatchOfficer"));

        var both = await Task.WhenAll(
            ana.PostAsync($"/api/stories/{story}/triage", """{ "reason": "near the camp" }"""),
            sava.PostAsync($"/api/stories/{story}/verify", """{ "credibility": 2, "reason": "a guard has seen it" }"""));
        var again = await ana.PostAsync($"/api/stories/{story}/triage", """{ "reason": "near the camp" }""");
        var other = await sava.PostAsync($"/api/stories/{story}/triage", """{ "reason": "mine" }""");
        var early = await ana.PostAsync($"/api/stories/{story}/archive", """{ "reason": "done" }""");
        var seen = (await ana.GetAsync($"/api/stories/{story}")).Demand(HttpStatusCode.OK);

        Assert.All(both, answer => answer.Demand(HttpStatusCode.OK));
        again.Demand(HttpStatusCode.OK);
        Assert.Equal(["alreadyThere", "notFromHere"], new[] { other, early }.Select(answer => answer.Demand(HttpStatusCode.Conflict).Json.At("reason")));
        Assert.Equal("application/problem+json", other.ContentType);
        Assert.Equal("triaged", seen.Json.At("status"));
        Assert.Equal(["triage ana", "verify sava"], seen.Json.List("history").Select(one => $"{one.At("action")} {one.At("by")}").Order());
        Assert.Equal(("B2", "verified", "a guard has seen it"), (seen.Json.At("admiralty/code"), seen.Json.At("admiralty/because"), seen.Json.At("admiralty/reason")));
        Assert.Contains(story, await IdsAsync("?status=triaged"));
        Assert.DoesNotContain(story, await IdsAsync("?status=new"));
    }

    [Fact]
    public async Task Who_asks_for_the_story_that_he_read_is_told_when_it_has_changed()
    {
        var story = await StoryAsync("etag", app.NewSpot());
        await app.WaitUntilIdleAsync();
        var tag = (await app.Admin.GetAsync($"/api/stories/{story}")).ETag!;
        (await app.Admin.PostAsync($"/api/stories/{story}/triage", """{ "reason": "seen" }""", ("If-Match", tag))).Demand(HttpStatusCode.OK);

        (await app.Admin.PostAsync($"/api/stories/{story}/assess", """{ "reason": "seen" }""", ("If-Match", tag))).Demand(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("triage", "{ }", "reason")]
    [InlineData("verify", """{ "credibility": 7, "reason": "x" }""", "credibility")]
    [InlineData("override", """{ "reason": "x" }""", "")]
    [InlineData("override", """{ "severity": "severe", "score": 3, "reason": "x" }""", "")]
    [InlineData("override", """{ "severity": "3", "reason": "x" }""", "severity")]
    [InlineData("override", """{ "severity": "severe", "expires": "2036-01-01T00:00:00Z", "reason": "x" }""", "expires")]
    [InlineData("merge", """{ "story": "no", "reason": "x" }""", "story")]
    [InlineData("split", """{ "items": [], "reason": "x" }""", "items")]
    public async Task What_is_wrong_in_a_decision_is_named(string action, string body, string field)
    {
        var answer = (await app.Admin.PostAsync($"/api/stories/KZ-202611-aaaaaaaaaaaaaaaa/{action}", body)).Demand(HttpStatusCode.BadRequest);

        Assert.Contains(field, answer.Json["errors"]!.AsObject().Select(one => one.Key));
    }

    [Fact]
    public async Task Only_analysts_and_watch_officers_decide_and_only_about_what_is_there()
    {
        const string Reason = """{ "reason": "x" }""";
        const string Path = "/api/stories/KZ-202611-aaaaaaaaaaaaaaaa/triage";

        (await app.As("sid", "SiteSecurity").PostAsync(Path, Reason)).Demand(HttpStatusCode.Forbidden);
        (await app.Nobody.PostAsync(Path, Reason)).Demand(HttpStatusCode.Unauthorized);
        (await app.Admin.PostAsync(Path, Reason)).Demand(HttpStatusCode.NotFound);
        (await app.Admin.PostAsync("/api/stories/nonsense/triage", Reason)).Demand(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_override_that_raises_a_story_tells_people_and_one_that_lowers_it_corrects_them()
    {
        var spot = await app.PutSiteAsync("over", people: 1);
        var story = await StoryAsync("over", spot);
        await app.WaitUntilIdleAsync();
        Assert.DoesNotContain(await app.OutboxAsync(story), message => message.IsSms);

        (await app.Admin.PostAsync($"/api/stories/{story}/override", """{ "severity": "severe", "reason": "three dead, a doctor says" }""")).Demand(HttpStatusCode.OK);
        await RunningApp.WaitUntilAsync(async () => (await app.OutboxAsync(story)).Any(message => message.IsSms), "an SMS");
        var raised = (await app.Admin.GetAsync($"/api/stories/{story}")).Json;
        (await app.Admin.PostAsync($"/api/stories/{story}/override", """{ "severity": "minor", "reason": "fireworks after all" }""")).Demand(HttpStatusCode.OK);
        await RunningApp.WaitUntilAsync(
            async () =>
            {
                await app.RunAsync("ReleaseAlerts");
                return (await app.OutboxAsync(story)).Count(message => message.IsSms) >= 2;
            },
            "a correction");

        Assert.Equal(("severe", "moderate"), (raised.At("severity")!.ToLowerInvariant(), raised.At("machine/severity")!.ToLowerInvariant()));
        Assert.True(int.Parse(raised.At("score")!, System.Globalization.CultureInfo.InvariantCulture) > int.Parse(raised.At("machine/score")!, System.Globalization.CultureInfo.InvariantCulture));
        var texts = (await app.OutboxAsync(story)).Where(message => message.IsSms).OrderBy(message => message.At).Select(message => message.Text!.Split(':')[0]).ToList();
        Assert.Equal(["URGENT", "CORRECTION"], texts);
    }

    [Fact]
    public async Task A_map_has_the_story_at_its_longitude_and_latitude()
    {
        var spot = app.NewSpot();
        var story = await StoryAsync("map", spot);

        var answer = (await app.Admin.GetAsync(FormattableString.Invariant($"/api/stories.geojson?near={spot.Lat},{spot.Lon},5"))).Demand(HttpStatusCode.OK);

        var feature = Assert.Single(answer.Json.List("features"));
        Assert.Equal("application/geo+json", answer.ContentType);
        Assert.Equal(("FeatureCollection", "Feature", "Point", story), (answer.Json.At("type"), feature.At("type"), feature.At("geometry/type"), feature.At("id")));
        Assert.Equal((spot.Lon, spot.Lat), (feature["geometry"]!["coordinates"]![0]!.GetValue<double>(), feature["geometry"]!["coordinates"]![1]!.GetValue<double>()));
        (await app.Admin.GetAsync("/api/stories.geojson?status=lost")).Demand(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Merged_and_split_stories_say_so_and_the_lists_follow()
    {
        var spot = app.NewSpot();
        var (a, b) = (await StoryAsync("one", spot), await StoryAsync("two", app.NewSpot()));

        var whole = (await app.Admin.PostAsync($"/api/stories/{a}/merge", $$"""{ "story": "{{b}}", "reason": "one gang" }""")).Demand(HttpStatusCode.OK).Json;
        (await app.Admin.PostAsync($"/api/stories/{a}/merge", $$"""{ "story": "{{b}}", "reason": "one gang" }""")).Demand(HttpStatusCode.OK);
        var merged = (await app.Admin.GetAsync($"/api/stories/{b}")).Demand(HttpStatusCode.OK).Json;
        var listed = await IdsAsync("");
        var refused = (await app.Admin.PostAsync($"/api/stories/{b}/triage", """{ "reason": "x" }""")).Demand(HttpStatusCode.Conflict).Json;
        var item = merged.List("items")[0].At("item");
        var itemOfWhole = (await app.Admin.GetAsync($"/api/items/{item}")).Demand(HttpStatusCode.OK).Json;
        var back = (await app.Admin.PostAsync($"/api/stories/{a}/split", $$"""{ "items": ["{{item}}"], "into": "{{b}}", "reason": "two gangs" }""")).Demand(HttpStatusCode.OK).Json;
        var left = (await app.Admin.GetAsync($"/api/stories/{a}")).Demand(HttpStatusCode.OK).Json;

        Assert.Equal((2, a, "mergedAway"), (whole.List("items").Count, merged.At("mergedInto"), refused.At("reason")));
        Assert.Contains(a, listed);
        Assert.DoesNotContain(b, listed);
        Assert.Equal((b, null), (back.At("id"), back.At("mergedInto")));
        Assert.Single(left.List("items"));
        Assert.Equal((item, b), (left.At("apart/0/item"), left.At("apart/0/to")));
        Assert.Equal((a, b), (itemOfWhole.At("story"), (await app.Admin.GetAsync($"/api/items/{item}")).Demand(HttpStatusCode.OK).Json.At("story")));
        Assert.Contains(b, await IdsAsync(""));
    }

    [Fact]
    public async Task The_alert_of_a_merged_story_says_where_it_goes_on_until_that_is_undone()
    {
        var (a, b) = (await StoryAsync("staying", app.NewSpot()), await StoryAsync("merged", await app.PutSiteAsync("merged", people: 1)));
        (await app.Admin.PostAsync($"/api/stories/{b}/override", """{ "severity": "severe", "reason": "three dead, a doctor says" }""")).Demand(HttpStatusCode.OK);
        await RunningApp.WaitUntilAsync(async () => (await app.Admin.GetAsync($"/api/alerts/A-{b}")).Status == HttpStatusCode.OK, "an alert");
        var item = (await app.Admin.GetAsync($"/api/stories/{b}")).Json.List("items")[0].At("item");

        (await app.Admin.PostAsync($"/api/stories/{a}/merge", $$"""{ "story": "{{b}}", "reason": "one gang" }""")).Demand(HttpStatusCode.OK);
        var merged = (await app.Admin.GetAsync($"/api/alerts/A-{b}")).Json;
        var listed = (await app.Admin.GetAsync("/api/alerts?top=200")).Json.List("value").First(alert => alert.At("story") == b);
        (await app.Admin.PostAsync($"/api/stories/{a}/split", $$"""{ "items": ["{{item}}"], "into": "{{b}}", "reason": "two gangs" }""")).Demand(HttpStatusCode.OK);
        var back = (await app.Admin.GetAsync($"/api/alerts/A-{b}")).Json;

        Assert.Equal((a, a, null), (merged.At("alert/mergedInto"), listed.At("mergedInto"), merged.At("alert/end")));
        Assert.Null(back.At("alert/mergedInto"));
    }

    private async Task<string> StoryAsync(string name, Spot at) => (await app.ReportAsync($"Shots fired near {name} camp, two slightly injured", Mild, at)).At("story")!;

    private async Task<IReadOnlyList<string?>> IdsAsync(string query)
    {
        var ids = new List<string?>();
        string? next = null;
        do
        {
            var page = (await app.Admin.GetAsync($"/api/stories{(query.Length == 0 ? "?" : $"{query}&")}top=200{(next is null ? "" : $"&continuationToken={Uri.EscapeDataString(next)}")}")).Demand(HttpStatusCode.OK).Json;
            ids.AddRange(page.List("value").Select(story => story.At("id")));
            next = page.At("continuationToken");
        }
        while (next is not null);
        return ids;
    }
}
