using System.Net;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>A word that no list knows, from a draft to an alert and back.</summary>
[Collection(EndToEndTests.Name)]
public sealed class AnalysisRulesTests(RunningApp app)
{
    /// <summary>Two instances decide by the old rules for half a minute at most, and an item takes its time.</summary>
    private const int Seconds = 60;

    private readonly ApiCaller _ana = app.As("ana", "Analyst");
    private readonly ApiCaller _bo = app.As("bo", "Approver");

    [Fact]
    public async Task A_term_goes_from_draft_over_test_into_force_and_back()
    {
        const string Draft = """{ "why": "A word of the pit for a slide", "terms": [{ "change": "add", "language": "en", "term": "grundelslip", "category": "environmental", "weight": 3 }] }""";
        await ReportAsync("grundelslip", isRisk: false, Seconds);

        var drafted = (await _ana.PutAsync("/api/analysis-rules/pit-words", Draft)).Demand(HttpStatusCode.Created);
        Assert.Equal("draft", drafted.Json.At("state"));
        (await _bo.PutAsync("/api/analysis-rules/pit-words", Draft)).Demand(HttpStatusCode.Forbidden);
        (await _ana.PutAsync("/api/analysis-rules/pit-words", Draft)).Demand(HttpStatusCode.PreconditionRequired);
        (await _ana.PutAsync("/api/analysis-rules/pit-words", Draft, "\"stale\"")).Demand(HttpStatusCode.PreconditionFailed);
        (await _bo.PostAsync("/api/analysis-rules/pit-words/activate", """{ "reason": "Seen it" }""")).Demand(HttpStatusCode.Conflict);

        var test = (await _ana.PostAsync(
            "/api/analysis-rules/pit-words/test", """{ "texts": [{ "title": "Grundelslip at the east wall", "language": "en", "expected": "environmental" }] }""")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal(("true", "none", "environmental"), (test.At("passed"), test.At("changed/0/before"), test.At("changed/0/after")));
        (await _ana.PutAsync("/api/analysis-rules/pit-words", Draft, drafted.ETag)).Demand(HttpStatusCode.Conflict);
        (await app.As("ana", "Analyst", "WatchOfficer").PostAsync("/api/analysis-rules/pit-words/activate", """{ "reason": "My own" }""")).Demand(HttpStatusCode.Forbidden);
        (await _bo.PostAsync("/api/analysis-rules/pit-words/activate", """{ "reason": " " }""")).Demand(HttpStatusCode.BadRequest);

        var change = (await _bo.PostAsync("/api/analysis-rules/pit-words/activate", """{ "reason": "Seen it" }""")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal(("pit-words", "bo", "Seen it"), (change.At("set"), change.At("by"), change.At("reason")));
        var version = $"{(await _ana.GetAsync("/api/analysis-rules")).Demand(HttpStatusCode.OK).Json.At("embedded")}+{drafted.Json.At("version")}";
        var (item, story) = await ReportAsync("grundelslip", isRisk: true, Seconds);
        Assert.Equal(version, item.List("stages").Single(stage => stage.At("stage") == "analyse").At("rules"));
        Assert.Equal(version, story!.At("rules"));

        (await _bo.PostAsync("/api/analysis-rules/embedded/rollback", """{ "reason": "Too loud" }""")).Demand(HttpStatusCode.OK);
        await ReportAsync("grundelslip", isRisk: false, Seconds);
        var told = (await _ana.GetAsync("/api/analysis-rules/pit-words")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal("retired", told.At("state"));
        var all = (await _ana.GetAsync("/api/analysis-rules")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal(["Too loud", "Seen it"], all.List("changes").Select(one => one.At("reason")));
    }

    [Fact]
    public async Task A_sheet_is_taken_and_given_back_and_its_faults_are_told_by_line()
    {
        const string Sheet = "change\tlanguage\tterm\tcategory\tkind\tweight\tflags\nadd\tfr\tgrondinel\tFire\t\t2,5\t\n";
        Task<ApiAnswer> SendAsync(string sheet) => _ana.SendAsync(HttpMethod.Put, "/api/analysis-rules/sheet/terms.tsv?why=To+see", new StringContent(sheet));

        var faults = (await SendAsync(Sheet + "add\tfr\tgrondinel\tMalheur\t\t3\t\n")).Demand(HttpStatusCode.BadRequest).Json;
        Assert.Contains("Malheur", faults["errors"]!["line 3/category"]![0]!.ToString(), StringComparison.Ordinal);
        (await SendAsync(Sheet)).Demand(HttpStatusCode.Created);

        var back = (await _ana.GetAsync("/api/analysis-rules/sheet/terms.tsv")).Demand(HttpStatusCode.OK);
        Assert.Contains("add\tfr\tgrondinel\tFire\tNone\t2.5\t", back.Text, StringComparison.Ordinal);
        Assert.Contains("\ten\triots\t", (await _ana.GetAsync("/api/analysis-rules/embedded/terms.tsv?language=en")).Demand(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await _ana.GetAsync("/api/analysis-rules/embedded/terms.tsv")).Demand(HttpStatusCode.BadRequest);
        (await _ana.PutAsync("/api/analysis-rules/embedded", """{ "why": "Mine", "gates": { "alertGate": 60 } }""")).Demand(HttpStatusCode.BadRequest);
    }

    /// <summary>Reports it anew until it is judged so, with the story where there is one.</summary>
    private async Task<(System.Text.Json.Nodes.JsonNode Item, System.Text.Json.Nodes.JsonNode? Story)> ReportAsync(string word, bool isRisk, int seconds)
    {
        var number = 0;
        var item = await RunningApp.WaitForAsync(
            async () => await app.ReportAsync($"Second {word} at wall {++number}", "The wall has moved again.", app.NewSpot()) is var seen && seen.At("story") is not null == isRisk ? seen : null,
            $"a report of a {word} that is {(isRisk ? "a risk" : "noise")}",
            seconds);
        return (item, item.At("story") is { } story ? (await app.Admin.GetAsync($"/api/stories/{story}")).Demand(HttpStatusCode.OK).Json : null);
    }
}
