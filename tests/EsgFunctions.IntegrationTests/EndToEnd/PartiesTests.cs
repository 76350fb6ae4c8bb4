using System.Net;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>Procurement enters a supplier, and an analyst finds the stories that name it. In an app of its own, which has not read the list of parties yet.</summary>
public sealed class PartiesTests(RunningApp app) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task A_story_shows_whom_it_names_and_people_of_interest_only_to_who_may_read_the_list()
    {
        (await app.As("pia", "Procurement").PutAsync("/api/parties/quarrel-1", """{ "kind": "supplier", "name": "Quarrelgate Haulage GmbH" }""")).Demand(HttpStatusCode.Created);
        (await app.As("dan", "DueDiligence").PutAsync("/api/parties/poi-1", """{ "kind": "personOfInterest", "name": "Tristram Quarrel" }""")).Demand(HttpStatusCode.Created);
        await app.ReportAsync("Gunmen attack trucks of Quarrelgate Haulage, three killed", "Gunmen killed three drivers. Quarrel Tristram owns the trucks.", app.NewSpot());
        await app.WaitUntilIdleAsync();

        var seen = (await app.As("ana", "Analyst").GetAsync("/api/stories?party=quarrel-1")).Demand(HttpStatusCode.OK).Json.List("value").Single();
        var bySecurity = (await app.As("sam", "SiteSecurity").GetAsync($"/api/stories/{seen.At("id")}")).Demand(HttpStatusCode.OK).Json;
        var soughtBySecurity = (await app.As("sam", "SiteSecurity").GetAsync("/api/stories?party=poi-1")).Demand(HttpStatusCode.OK).Json.List("value");

        Assert.Equal(
            [("quarrel-1", "supplier", "Quarrelgate Haulage"), ("poi-1", "personOfInterest", "Quarrel Tristram")],
            seen.List("parties").Select(party => (party.At("party"), party.At("kind"), party.At("words"))));
        const string Text = """{ "title": "Quarrelgate Haulage under investigation", "text": "Tristram Quarrel is the owner." }""";
        var tried = (await app.As("ana", "Analyst").PostAsync("/api/analyse", Text)).Demand(HttpStatusCode.OK).Json;

        Assert.Equal(["quarrel-1", "poi-1"], tried[0]!.List("parties").Select(party => party.At("party")));
        Assert.Equal(seen.At("items/0/item"), seen.At("parties/0/telling"));
        Assert.Equal(["quarrel-1"], bySecurity.List("parties").Select(party => party.At("party")));
        Assert.Empty(soughtBySecurity);
        Assert.DoesNotContain(app.Log, line => line.Contains("Tristram", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_wants_the_etag_and_a_fault_names_its_field()
    {
        var analyst = app.As("ana", "Analyst");
        var created = (await analyst.PutAsync("/api/parties/norte", """{ "kind": "mine", "name": "Norte Pit", "country": "PE" }""")).Demand(HttpStatusCode.Created);
        var same = await analyst.PutAsync("/api/parties/norte", """{ "kind": "mine", "name": "Norte Pit", "country": "PE" }""");
        var blind = await analyst.PutAsync("/api/parties/norte", """{ "kind": "mine", "name": "Norte Open Pit", "country": "PE" }""");
        (await analyst.PutAsync("/api/parties/norte", """{ "kind": "mine", "name": "Norte Open Pit", "aliases": ["Tajo Norte"], "country": "PE" }""", created.ETag)).Demand(HttpStatusCode.OK);
        var read = (await app.As("tom", "Auditor").GetAsync("/api/parties/norte")).Demand(HttpStatusCode.OK).Json;
        var surname = await analyst.PutAsync("/api/parties/poi-2", """{ "kind": "personOfInterest", "name": "Petrov" }""");
        var nobody = await analyst.PutAsync("/api/parties/poi-2", """{ "kind": "friend", "name": "", "country": "Atlantis" }""");
        var forbidden = await app.As("wim", "WatchOfficer").PutAsync("/api/parties/norte", """{ "kind": "mine", "name": "Norte Pit" }""");
        (await analyst.SendAsync(HttpMethod.Delete, "/api/parties/norte")).Demand(HttpStatusCode.NoContent);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionRequired, HttpStatusCode.Forbidden), (same.Status, blind.Status, forbidden.Status));
        Assert.Equal(("Norte Open Pit", "mine", "Tajo Norte", "PE"), (read.At("name"), read.At("kind"), read.At("aliases/0"), read.At("country")));
        Assert.Contains("A person is sought by the full name", surname.Demand(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        Assert.Equal(["country", "kind", "name"], nobody.Demand(HttpStatusCode.BadRequest).Json["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/api/parties/norte")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.GetAsync("/api/stories?party=a%20b")).Status);
    }
}
