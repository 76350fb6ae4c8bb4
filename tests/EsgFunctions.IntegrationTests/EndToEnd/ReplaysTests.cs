using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>A replay as somebody asks for it.</summary>
[Collection(EndToEndTests.Name)]
public sealed class ReplaysTests(RunningApp app)
{
    [Fact]
    public async Task What_was_judged_today_is_judged_the_same_again()
    {
        await app.ReportAsync("Armed men attack a bus near the pass of Replayover, four killed", "Gunmen attacked a bus and killed four people.", app.NewSpot());
        await app.WaitUntilIdleAsync();
        var told = (await app.OutboxAsync()).Count;
        var today = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var started = (await app.As("ana", "Analyst").PostAsync("/api/replays", $$"""{ "from": "{{today}}", "to": "{{today}}", "rules": "live" }""")).Demand(HttpStatusCode.Accepted);
        var replay = await EndOfAsync(started.Location!);
        await app.WaitUntilIdleAsync();

        Assert.Equal(("done", "100", "ana"), (replay.At("state"), replay.At("percent"), replay.At("by")));
        Assert.NotEqual("0", replay.At("tally/items"));
        Assert.Empty(replay.List("stories"));
        Assert.Empty(replay.List("items"));
        Assert.Equal(told, (await app.OutboxAsync()).Count);
        (await app.As("ana", "Analyst").PostAsync($"{started.Location}/cancel")).Demand(HttpStatusCode.Conflict);
        Assert.Contains((await app.As("tom", "Auditor").GetAsync("/api/replays")).Demand(HttpStatusCode.OK).Json.List("value"), one => one.At("id") == replay.At("id"));
    }

    [Fact]
    public async Task What_cannot_be_replayed_is_refused_with_its_reason()
    {
        var ana = app.As("ana", "Analyst");
        async Task<string> FieldAsync(string body) => (await ana.PostAsync("/api/replays", body)).Demand(HttpStatusCode.BadRequest).Json["errors"]!.AsObject().Single().Key;

        Assert.Equal("/rules", await FieldAsync("""{ "from": "2026-11-01", "to": "2026-11-01", "rules": "nowhere" }"""));
        Assert.Equal("/from", await FieldAsync("""{ "from": "2025-10-01", "to": "2025-11-01", "rules": "live" }"""));
        Assert.Equal("/gates", await FieldAsync("""{ "from": "2025-11-01", "to": "2025-11-01", "rules": "live", "gates": { "alertGate": 5 } }"""));
        Assert.Equal(HttpStatusCode.Forbidden, (await app.As("tom", "Auditor").PostAsync("/api/replays", """{ "from": "2025-11-01", "to": "2025-11-01", "rules": "live" }""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync("/api/replays/nowhere")).Status);
    }

    private Task<JsonNode> EndOfAsync(Uri replay) => RunningApp.WaitForAsync(
        async () => (await app.As("ana", "Analyst").GetAsync($"{replay}")).Demand(HttpStatusCode.OK).Json is var seen && seen.At("state") != "running" ? seen : null, "the end of a replay", 60);
}
