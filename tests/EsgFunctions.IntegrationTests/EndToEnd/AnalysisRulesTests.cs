using System.Net;
using System.Text.Json.Nodes;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>A word that no list knows, from a draft to an alert and back. In an app of its own, since rules are in force for all.</summary>
public sealed class AnalysisRulesTests(RunningApp app) : IClassFixture<RunningApp>
{
    private readonly ApiCaller _ana = app.As("ana", "Analyst");
    private readonly ApiCaller _bo = app.As("bo", "Approver");

    [Fact]
    public async Task A_term_goes_from_draft_over_test_into_force_and_back()
    {
        const string Draft = """{ "why": "A word of the pit for a slide", "terms": [{ "change": "add", "language": "en", "term": "grundelslip", "category": "environmental", "weight": 3 }] }""";
        Assert.Null((await ReportAsync("First grundelslip evening at the library")).At("story"));

        var drafted = (await _ana.PutAsync("/api/analysis-rules/pit-words", Draft)).Demand(HttpStatusCode.Created);
        Assert.Equal("draft", drafted.Json.At("state"));
        (await _bo.PutAsync("/api/analysis-rules/pit-words", Draft)).Demand(HttpStatusCode.Forbidden);
        (await _ana.PutAsync("/api/analysis-rules/pit-words", Draft)).Demand(HttpStatusCode.PreconditionRequired);
        (await _ana.PutAsync("/api/analysis-rules/pit-words", Draft, "\"stale\"")).Demand(HttpStatusCode.PreconditionFailed);
        (await _bo.PostAsync("/api/analysis-rules/pit-words/activate", """{ "reason": "Seen it" }""")).Demand(HttpStatusCode.Conflict);

        var test = (await _ana.PostAsync(
            "/api/analysis-rules/pit-words/test", """{ "texts": [{ "title": "Grundelslip evening at the club", "language": "en", "expected": "environmental" }] }""")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal(("true", "none", "environmental"), (test.At("passed"), test.At("changed/0/before"), test.At("changed/0/after")));
        (await _ana.PutAsync("/api/analysis-rules/pit-words", Draft, drafted.ETag)).Demand(HttpStatusCode.Conflict);
        (await app.As("ana", "Analyst", "WatchOfficer").PostAsync("/api/analysis-rules/pit-words/activate", """{ "reason": "My own" }""")).Demand(HttpStatusCode.Forbidden);
        (await _bo.PostAsync("/api/analysis-rules/pit-words/activate", """{ "reason": " " }""")).Demand(HttpStatusCode.BadRequest);

        var change = (await _bo.PostAsync("/api/analysis-rules/pit-words/activate", """{ "reason": "Seen it" }""")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal(("pit-words", "bo", "Seen it"), (change.At("set"), change.At("by"), change.At("reason")));
        var version = $"{(await _ana.GetAsync("/api/analysis-rules")).Demand(HttpStatusCode.OK).Json.At("embedded")}+{drafted.Json.At("version")}";
        await LetStalenessPassAsync();
        var item = await ReportAsync("Second grundelslip evening at the library");
        var story = (await app.Admin.GetAsync($"/api/stories/{item.At("story")}")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal("environmental", item.At("category/category"));
        Assert.Equal(version, item.List("stages").Single(stage => stage.At("stage") == "analyse").At("rules"));
        Assert.Equal(version, story.At("rules"));

        (await _bo.PostAsync("/api/analysis-rules/embedded/rollback", """{ "reason": "Too loud" }""")).Demand(HttpStatusCode.OK);
        await LetStalenessPassAsync();
        Assert.Null((await ReportAsync("Third grundelslip evening at the library")).At("story"));
        var told = (await _ana.GetAsync("/api/analysis-rules/pit-words")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal("retired", told.At("state"));
        var all = (await _ana.GetAsync("/api/analysis-rules")).Demand(HttpStatusCode.OK).Json;
        Assert.Equal(["Too loud", "Seen it"], all.List("changes").Where(one => one.At("reason") is "Too loud" || one.At("set") == "pit-words").Select(one => one.At("reason")));
    }

    [Fact]
    public async Task What_a_set_was_put_in_force_by_stays_on_record_and_so_does_the_reason()
    {
        const string Bare = "/api/analysis-rules/kept-record/test";
        const string Activate = "/api/analysis-rules/kept-record/activate";
        (await _ana.PutAsync("/api/analysis-rules/kept-record", """{ "why": "To keep", "terms": [{ "change": "add", "language": "en", "term": "brundelflip", "category": "environmental", "weight": 3 }] }""")).Demand(HttpStatusCode.Created);
        var passed = (await _ana.PostAsync(Bare, """{ "texts": [{ "title": "Brundelflip evening at the club", "language": "en", "expected": "environmental" }] }""")).Demand(HttpStatusCode.OK).Json;
        var waiting = await RecordAsync();

        var trial = (await _ana.PostAsync(Bare, "{}")).Demand(HttpStatusCode.OK).Json;
        var tried = await RecordAsync();
        var first = (await _bo.PostAsync(Activate, """{ "reason": "Seen it" }""")).Demand(HttpStatusCode.OK);
        var refused = (await _ana.PostAsync(Bare, "{}")).Demand(HttpStatusCode.Conflict).Json;
        var repeated = (await _bo.PostAsync(Activate, """{ "reason": "Seen it" }""")).Demand(HttpStatusCode.OK);
        var otherReason = (await _bo.PostAsync(Activate, """{ "reason": "Seen it twice" }""")).Demand(HttpStatusCode.Conflict).Json;
        var otherPerson = (await app.As("wim", "WatchOfficer").PostAsync(Activate, """{ "reason": "Seen it" }""")).Demand(HttpStatusCode.Conflict).Json;
        var live = await RecordAsync();
        (await _bo.PostAsync("/api/analysis-rules/embedded/rollback", """{ "reason": "Enough" }""")).Demand(HttpStatusCode.OK);
        (await _ana.PostAsync(Bare, "{}")).Demand(HttpStatusCode.OK);

        Assert.Equal(("1", "0", "false", "true"), (passed.At("texts"), trial.At("texts"), passed.At("isTrial"), trial.At("isTrial")));
        Assert.Equal(passed.ToJsonString(), waiting);
        Assert.Equal([waiting, waiting, waiting], [tried, live, await RecordAsync()]);
        Assert.Contains("is in force", refused.At("detail"), StringComparison.Ordinal);
        Assert.Equal(first.Text, repeated.Text);
        Assert.All([otherReason, otherPerson], answer => Assert.Contains("by 'bo': \"Seen it\". Your reason was not written down", answer.At("detail"), StringComparison.Ordinal));

        async Task<string> RecordAsync() => (await _ana.GetAsync("/api/analysis-rules/kept-record")).Demand(HttpStatusCode.OK).Json["test"]!.ToJsonString();
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

    private Task<JsonNode> ReportAsync(string title) => app.ReportAsync(title, "The wall has moved again.", app.NewSpot());

    /// <summary>So long after a change every instance decides by the new rules.</summary>
    private async Task LetStalenessPassAsync() => (await app.Nobody.PostAsync("/admin/clock", """{ "advance": "PT30S" }""")).Demand(HttpStatusCode.OK);
}
