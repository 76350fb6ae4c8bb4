using System.Globalization;
using System.Net;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>Somebody follows a road or a topic, tries it on history first, and is told of what matches.</summary>
[Collection(EndToEndTests.Name)]
public sealed class WatchlistTests(RunningApp app)
{
    [Fact]
    public async Task A_watchlist_is_tried_on_history_before_it_is_saved_and_then_tells_who_follows_it_why()
    {
        var spot = app.NewSpot();
        await app.PutPersonAsync("watch-owner");
        await app.PutPersonAsync("watch-other", "ru");
        await app.ReportAsync("Armed men attack a bus near the pass of Watchover, four killed", "Gunmen attacked a bus and killed four people.", spot);
        var road = Road("Watchover road", spot);

        var simulated = (await app.Admin.PostAsync("/api/watchlists/simulate?days=2", road)).Demand(HttpStatusCode.OK).Json;
        var created = (await app.Admin.PutAsync("/api/watchlists/watchover", road)).Demand(HttpStatusCode.Created);
        await app.WaitUntilIdleAsync();
        var before = (await app.OutboxAsync()).Where(message => message.PersonId is "watch-owner" or "watch-other").ToList();
        await app.ReportAsync("Rebels shell the town below the pass of Watchover, three killed", "Shells fell on the town and killed three people.", spot with { Lat = spot.Lat + 0.05 });
        await RunningApp.WaitUntilAsync(async () => (await app.OutboxAsync()).Any(message => message.PersonId == "watch-other"), "an advisory to who follows");
        await app.WaitUntilIdleAsync();

        var found = (await app.Admin.GetAsync("/api/watchlists/watchover/matches")).Demand(HttpStatusCode.OK).Json.List("value");
        var told = (await app.OutboxAsync()).Where(message => message.PersonId is "watch-owner" or "watch-other").ToList();
        var again = (await app.Admin.PostAsync("/api/watchlists/watchover/simulate")).Demand(HttpStatusCode.OK).Json;

        Assert.Equal(("2", "1", "true", "2"), (simulated.At("days"), simulated.At("matches"), simulated.At("isComplete"), simulated.At("watchers")));
        Assert.Equal("onRoute", simulated.List("examples").Single().List("reasons").Single().At("code"));
        Assert.NotNull(created.ETag);
        Assert.Empty(before);
        Assert.All(found, match => Assert.Equal(("onRoute", "Watchover road"), (match.List("reasons")[0].At("code"), match.List("reasons")[0].At("evidence"))));
        Assert.NotEmpty(found);
        Assert.All(told, message => Assert.False(message.IsSms));
        Assert.Contains("It matches the watchlist Watchover road", told.First(message => message.PersonId == "watch-owner").Text, StringComparison.Ordinal);
        Assert.StartsWith("К СВЕДЕНИЮ", told.First(message => message.PersonId == "watch-other").Subject, StringComparison.Ordinal);
        Assert.Equal(("7", true), (again.At("days"), int.Parse(again.At("matches")!, CultureInfo.InvariantCulture) >= 1));
    }

    [Fact]
    public async Task A_list_that_names_what_is_not_there_is_refused_and_a_change_wants_the_etag()
    {
        var wrong = await app.Admin.PutAsync("/api/watchlists/wrong", """{ "name": "Mines", "kind": "site", "sites": ["atlantis"], "owner": "ada" }""");
        var days = await app.Admin.PostAsync("/api/watchlists/simulate?days=32", """{ "name": "Strikes", "kind": "topic", "words": ["strike*"], "owner": "ada" }""");
        var first = (await app.Admin.PutAsync("/api/watchlists/strikes", """{ "name": "Strikes", "kind": "topic", "words": ["strike*"], "owner": "ada" }""")).Demand(HttpStatusCode.Created);
        var blind = await app.Admin.PutAsync("/api/watchlists/strikes", """{ "name": "All strikes", "kind": "topic", "words": ["strike*"], "owner": "ada" }""");
        (await app.Admin.PutAsync("/api/watchlists/strikes", """{ "name": "All strikes", "kind": "topic", "words": ["strike*"], "owner": "ada" }""", first.ETag)).Demand(HttpStatusCode.OK);
        var read = (await app.Admin.GetAsync("/api/watchlists/strikes")).Demand(HttpStatusCode.OK).Json;
        var listed = (await app.As("tom", "Auditor").GetAsync("/api/watchlists")).Demand(HttpStatusCode.OK).Json.List("value");
        var forbidden = await app.As("tom", "Auditor").PostAsync("/api/watchlists/strikes/simulate");
        (await app.Admin.SendAsync(HttpMethod.Delete, "/api/watchlists/strikes")).Demand(HttpStatusCode.NoContent);

        Assert.Contains("There is no site 'atlantis'.", wrong.Demand(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.PreconditionRequired, HttpStatusCode.Forbidden), (days.Status, blind.Status, forbidden.Status));
        Assert.Equal(("All strikes", "topic", "strike*"), (read.At("name"), read.At("kind"), read.At("words/0")));
        Assert.Contains(listed, list => list.At("id") == "strikes");
        Assert.Equal(HttpStatusCode.NotFound, (await app.Admin.GetAsync("/api/watchlists/strikes")).Status);
    }

    private static string Road(string name, Spot at) => string.Create(CultureInfo.InvariantCulture, $$"""
        { "name": "{{name}}", "kind": "route", "route": [{ "lat": {{at.Lat - 0.2}}, "lon": {{at.Lon}} }, { "lat": {{at.Lat + 0.2}}, "lon": {{at.Lon}} }], "radiusKm": 15,
          "owner": "watch-owner", "watchers": ["watch-other"] }
        """);
}
