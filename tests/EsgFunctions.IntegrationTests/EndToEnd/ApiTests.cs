using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>The conventions of the API, through the front door.</summary>
[Collection(EndToEndTests.Name)]
public sealed class ApiTests(RunningApp app)
{
    private const string Shop = """{ "name": "Workshop", "country": "KZ", "lat": 41.1, "lon": 69.1 }""";

    [Fact]
    public async Task A_site_is_created_left_alone_when_the_same_and_replaced_only_with_its_ETag()
    {
        var created = await app.Admin.PutAsync("/api/sites/workshop", Shop);
        var same = await app.Admin.PutAsync("/api/sites/workshop", Shop);
        var blind = await app.Admin.PutAsync("/api/sites/workshop", Shop.Replace("Workshop", "Works", StringComparison.Ordinal));
        var replaced = await app.Admin.PutAsync("/api/sites/workshop", Shop.Replace("Workshop", "Works", StringComparison.Ordinal), created.ETag);
        var stale = await app.Admin.PutAsync("/api/sites/workshop", Shop, created.ETag);

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.PreconditionRequired, HttpStatusCode.OK, HttpStatusCode.PreconditionFailed],
            new[] { created, same, blind, replaced, stale }.Select(answer => answer.Status));
        Assert.Equal("/api/sites/workshop", created.Location?.ToString());
        Assert.Equal("Works", (await app.Admin.GetAsync("/api/sites/workshop")).Json.At("name"));
        Assert.All([blind, stale], answer => Assert.Equal("application/problem+json", answer.ContentType));
    }

    [Theory]
    [InlineData("/api/sites/etagged", """{ "name": "Etagged", "country": "KZ", "lat": 41.1, "lon": 69.1 }""")]
    [InlineData("/api/people/etagged", """{ "name": "E. Tagged", "email": "e.tagged@mine.example" }""")]
    [InlineData("/api/parties/etagged", """{ "name": "Etagged Cables", "kind": "supplier" }""")]
    [InlineData("/api/feeds/etagged", """{ "url": "https://feeds.example/etagged.xml", "name": "Etagged", "country": "KZ" }""")]
    [InlineData("/api/watchlists/etagged", """{ "name": "Etagged", "kind": "topic", "words": ["etagged"], "owner": "ana" }""")]
    public async Task An_If_Match_that_is_no_ETag_is_a_failed_precondition_and_changes_nothing(string path, string body)
    {
        var created = (await app.Admin.PutAsync(path, body)).Demand(HttpStatusCode.Created);
        var refused = await app.Admin.PutAsync(path, body.Replace("tagged", "xchanged", StringComparison.OrdinalIgnoreCase), "no-etag");

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.Status);
        Assert.Equal(created.ETag, (await app.Admin.GetAsync(path)).ETag);
    }

    [Theory]
    [InlineData("""{ "name": "X", "country": "KZ", "lat": 41, "lon": 69, "colour": "red" }""", "/colour")]
    [InlineData("""{ "name": "X", "country": "KZ", "lat": "41", "lon": 69 }""", "/lat")]
    [InlineData("""{ "name": "X", "country": "KZ", "lat": 41, """, "")]
    [InlineData("""{ "name": "X", "country": "Kazakhstan", "lat": 41, "lon": 69 }""", "country")]
    [InlineData("""{ "name": "X", "country": "KZ", "lat": 91, "lon": 69 }""", "lat")]
    public async Task A_body_that_is_wrong_is_refused_with_its_place_and_a_reason(string body, string place)
    {
        var answer = await app.Admin.PutAsync("/api/sites/wrong", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("application/problem+json", answer.ContentType);
        var error = Assert.Single(answer.Json["errors"]!.AsObject());
        Assert.StartsWith(place, error.Key, StringComparison.Ordinal);
        Assert.NotEmpty(error.Value!.AsArray());
    }

    [Theory]
    [InlineData("/api/stories?continuationToken=yesterday")]
    [InlineData("/api/stories?continuationToken=19990101~")]
    [InlineData("/api/items?continuationToken=%00")]
    [InlineData("/api/items?continuationToken=20260101.0~")]
    [InlineData("/api/alerts?continuationToken=~~~")]
    public async Task A_continuation_token_that_no_page_gave_is_refused(string path)
    {
        var answer = await app.Admin.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Json["errors"]!["continuationToken"]);
    }

    [Fact]
    public async Task A_list_of_items_gives_as_many_as_are_asked_for_and_each_once()
    {
        app.Feeds.Serve("/five", Rss.Of("Five", [.. Enumerable.Range(1, 5).Select(number => new RssItem($"five-{number}", $"Fair of honey number {number}", "", DateTimeOffset.UtcNow))]));
        await app.PutFeedAsync("five", "/five");
        await RunningApp.WaitUntilAsync(async () => (await app.Admin.GetAsync("/api/items?feed=five")).Json.List("value").Count == 5, "five items");
        var (pages, next) = (new List<List<string?>>(), "");
        do
        {
            var page = (await app.Admin.GetAsync($"/api/items?feed=five&top=2&continuationToken={Uri.EscapeDataString(next)}")).Demand(HttpStatusCode.OK).Json;
            pages.Add([.. page.List("value").Select(item => item.At("title"))]);
            next = page.At("continuationToken") ?? "";
        }
        while (next.Length > 0);

        Assert.All(pages, page => Assert.InRange(page.Count, 0, 2));
        Assert.Equal(Enumerable.Range(1, 5).Select(number => $"Fair of honey number {number}"), pages.SelectMany(page => page).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_caller_it_is_401_without_the_role_403_and_health_is_for_everybody()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Nobody.GetAsync("/api/feeds")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.As("tara", "Traveller").GetAsync("/api/feeds")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.As("olga", "Auditor").PutAsync("/api/sites/forbidden", Shop)).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.As("olga", "Auditor").GetAsync("/api/feeds")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Nobody.GetAsync("/nowhere")).Status);
        Assert.Equal("up", (await app.Nobody.GetAsync("/api/health")).Json.At("status"));
    }

    [Fact]
    public async Task A_principal_that_the_client_sends_itself_is_stripped()
    {
        var principal = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"auth_typ":"aad","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"eve"},{"typ":"roles","val":"Admin"}]}"""));

        var answer = await app.Nobody.SendAsync(HttpMethod.Get, "/api/feeds", null, ("X-MS-CLIENT-PRINCIPAL", principal), ("x-ms-client-principal-name", "eve"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }

    [Theory]
    [InlineData("/SendSms")]
    [InlineData("/SendEmail")]
    [InlineData("/PollFeeds")]
    [InlineData("/PlanAlerts")]
    public async Task Outsiders_cannot_run_a_function_by_its_name(string path)
    {
        const string Invocation = """{ "Data": { "messageToSend": "{\"data\":{\"batch\":\"A-x-r1-s0\",\"due\":\"202601010000\"}}" }, "Metadata": {} }""";

        var nobody = await app.Nobody.PostAsync(path, Invocation);
        var traveller = await app.As("tara", "Traveller").PostAsync(path, Invocation);

        Assert.Equal(HttpStatusCode.Unauthorized, nobody.Status);
        Assert.Equal(HttpStatusCode.NotFound, traveller.Status);
    }

    [Fact]
    public async Task A_report_is_accepted_waits_is_analysed_and_leads_to_an_alert()
    {
        var spot = await app.PutSiteAsync("report");
        var officer = app.As("wim", "WatchOfficer");
        var body = new JsonObject { ["title"] = "Two killed, five injured in shooting at the report gate", ["text"] = "A gunman opened fire, killing two people and injuring five.", ["lat"] = spot.Lat, ["lon"] = spot.Lon }.ToJsonString();

        var accepted = (await officer.PostAsync("/api/items", body)).Demand(HttpStatusCode.Accepted);
        var at = accepted.Location!.ToString();
        var first = (await officer.GetAsync(at)).Demand(HttpStatusCode.OK).Json;
        var analysed = await app.WaitForAnalysisAsync(accepted.Json.At("id")!);
        await app.WaitForOutboxAsync(analysed.At("story")!, 2);

        Assert.Equal($"/api/items/{accepted.Json.At("id")}", at);
        Assert.Contains(first.At("status"), new[] { "waiting", "analysed" });
        Assert.Equal("waiting", accepted.Json.At("status"));
        Assert.Equal("crime", analysed.At("category/category"), ignoreCase: true);
        Assert.Equal("severe", analysed.At("severity/severity"), ignoreCase: true);
    }

    [Fact]
    public async Task Repeating_a_POST_with_its_Idempotency_Key_repeats_the_first_answer_and_another_key_is_another_request()
    {
        await app.PutPersonAsync("idem-1");
        const string Trip = """{ "personId": "idem-1", "segments": [{ "lat": 41.3, "lon": 69.2, "country": "UZ", "from": "2031-01-01T00:00:00Z", "to": "2031-01-03T00:00:00Z" }] }""";

        var first = await app.Admin.PostAsync("/api/trips", Trip, ("Idempotency-Key", "one"));
        var again = await app.Admin.PostAsync("/api/trips", Trip, ("Idempotency-Key", "one"));
        var other = await app.Admin.PostAsync("/api/trips", Trip, ("Idempotency-Key", "two"));
        var stranger = await app.As("wim", "WatchOfficer").PostAsync("/api/trips", Trip, ("Idempotency-Key", "one"));

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first, again);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [other.Status, stranger.Status]);
    }

    [Fact]
    public async Task Another_body_under_the_same_Idempotency_Key_is_refused_and_not_lost()
    {
        static string Report(string title) => $$"""{ "title": "{{title}}", "text": "The library opens on Sundays from now on." }""";
        var ann = app.As("ann", "Analyst");

        var first = (await ann.PostAsync("/api/items", Report("Library opens on Sunday"), ("Idempotency-Key", "reports"))).Demand(HttpStatusCode.Accepted);
        var second = (await ann.PostAsync("/api/items", Report("Museum opens on Sunday"), ("Idempotency-Key", "reports"))).Demand(HttpStatusCode.UnprocessableEntity);
        var repeated = await ann.PostAsync("/api/items", Report("Library opens on Sunday"), ("Idempotency-Key", "reports"));
        var own = (await ann.PostAsync("/api/items", Report("Museum opens on Sunday"), ("Idempotency-Key", "reports-2"))).Demand(HttpStatusCode.Accepted);

        Assert.Equal("application/problem+json", second.ContentType);
        Assert.Contains("with a key of its own", second.Json.At("detail"), StringComparison.Ordinal);
        Assert.Equal(first, repeated);
        Assert.NotEqual(first.Json.At("id"), own.Json.At("id"));
    }

    [Fact]
    public async Task A_file_may_come_with_an_Idempotency_Key()
    {
        var file = Encoding.UTF8.GetBytes($"id,title,text\nkeyed-1,The library of the keyed ward opens on Sunday,{string.Concat(Enumerable.Repeat("Its doors open at nine. ", 2_000))}\n");
        Task<ApiAnswer> SendAsync() => app.As("ann", "Analyst").SendAsync(HttpMethod.Post, "/api/uploads?name=keyed.csv", new ByteArrayContent(file), ("Idempotency-Key", "file"));

        var first = (await SendAsync()).Demand(HttpStatusCode.Accepted);
        var imported = await RunningApp.WaitForAsync(async () => (await app.Admin.GetAsync(first.Location!.ToString())).Json is var upload && upload.At("status") == "imported" ? upload : null, "the import");

        Assert.Equal("1", imported.At("accepted"));
        Assert.Equal(first, await SendAsync());
    }

    [Fact]
    public async Task OpenAPI_3_1_is_for_everybody_and_lists_every_path_of_the_API()
    {
        var answer = (await app.Nobody.GetAsync("/api/openapi.json")).Demand(HttpStatusCode.OK);
        await using var built = Program.Build([$"--AzureWebJobsStorage={app.Host.Storage.Connection}"]);
        var mapped = ((IEndpointRouteBuilder)built).DataSources
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(path => path.StartsWith("/api/", StringComparison.Ordinal) && path != "/api/openapi.json")
            .ToHashSet();

        var listed = answer.Json["paths"]!.AsObject().Select(path => path.Key).ToHashSet();

        Assert.StartsWith("3.1", answer.Json.At("openapi"), StringComparison.Ordinal);
        Assert.NotEmpty(mapped);
        Assert.Empty(mapped.Except(listed));
    }

    [Fact]
    public async Task The_status_counts_what_the_stages_did()
    {
        var spot = await app.PutSiteAsync("status");
        await app.ReportAsync("Library opens on Sunday in status", "The library opens on Sundays from now on.", spot);

        await RunningApp.WaitUntilAsync(
            async () => (await app.Admin.GetAsync("/api/status?totals=true")).Demand(HttpStatusCode.OK).Json is var status
                && status.List("queues").Single(queue => queue.At("queue") == "items-found") is var stage
                && stage.At("stage/succeeded") != "0" && stage.At("stage/durationP95") is not null && status.At("totals/items") != "0",
            "statistics of the analysis");
    }
}
