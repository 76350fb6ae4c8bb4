using System.Net;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>A file is taken in as far as it can be read, and says of the rest why not.</summary>
[Collection(EndToEndTests.Name)]
public sealed class UploadTests(RunningApp app)
{
    private const string People = """
        id,name,email,phone,language
        up-1,Una Up,una@meridian.example,+15550100141,en
        up-2,Ulf Up,not an address,+15550100142,sr
        up-3,Uma Up,uma@meridian.example,+15550100143,zh

        """;

    [Fact]
    public async Task One_bad_row_does_not_cost_the_good_ones_and_is_named_with_line_column_and_reason()
    {
        var upload = await UploadAsync("people.csv", People);

        Assert.Equal("imported people 2 0", $"{upload.At("status")} {upload.At("kind")} {upload.At("accepted")} {upload.At("duplicates")}", ignoreCase: true);
        var rejected = Assert.Single(upload.List("rejected"));
        Assert.Equal("3 email", $"{rejected.At("line")} {rejected.At("column")}");
        Assert.Contains("not an address", rejected.At("reason"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await app.Admin.GetAsync("/api/people/up-3")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Admin.GetAsync("/api/people/up-2")).Status);
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_saves_nothing()
    {
        var tried = await UploadAsync("people.csv", People.Replace("up-", "dry-", StringComparison.Ordinal), dryRun: true);

        Assert.Equal("tried people 2 0 1", $"{tried.At("status")} {tried.At("kind")} {tried.At("accepted")} {tried.At("duplicates")} {tried.At("rejectedCount")}", ignoreCase: true);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Admin.GetAsync("/api/people/dry-1")).Status);
    }

    [Fact]
    public async Task The_same_file_twice_is_one_upload_with_one_answer()
    {
        var file = People.Replace("up-", "same-", StringComparison.Ordinal);

        var first = await UploadAsync("people.csv", file);
        (await app.Admin.SendAsync(HttpMethod.Delete, "/api/people/same-1")).Demand(HttpStatusCode.NoContent);
        var second = await UploadAsync("people again.csv", file);
        await app.WaitUntilIdleAsync();

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, (await app.Admin.GetAsync("/api/people/same-1")).Status);
    }

    [Fact]
    public async Task Items_of_a_file_take_the_road_of_all_items()
    {
        var spot = await app.PutSiteAsync("filed");

        var upload = await UploadAsync("items.csv", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
            title,text,published,lat,lon,source
            "Two killed, five injured in shooting at filed camp","A gunman opened fire, killing two people and injuring five.",{DateTimeOffset.UtcNow.AddMinutes(-30):O},{spot.Lat},{spot.Lon},Filed Daily
            Library opens on Sunday,The library opens on Sundays from now on.,{DateTimeOffset.UtcNow.AddMinutes(-30):O},{spot.Lat},{spot.Lon},Filed Daily

            """));

        var story = await app.WaitForStoryAsync(spot);
        await app.WaitForOutboxAsync(story.At("id")!, 2);
        Assert.Equal("2", upload.At("accepted"));
    }

    [Fact]
    public async Task A_file_of_two_slices_goes_on_by_itself_and_shows_its_progress()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_050).Select(n => $"long-{n},The library of ward {n} opens on Sunday\n"));
        var accepted = (await app.As("ann", "Analyst").UploadAsync("long.csv", "id,title\n" + rows)).Demand(HttpStatusCode.Accepted);

        var half = await RunningApp.WaitForAsync(async () => (await app.Admin.GetAsync(accepted.Location!.ToString())).Json is var upload && upload.At("rowsRead") == "20000" ? upload : null, "the first slice");
        var whole = await RunningApp.WaitForAsync(async () => (await app.Admin.GetAsync(accepted.Location!.ToString())).Json is var upload && upload.At("status") == "imported" ? upload : null, "the second slice", 120);
        await app.WaitUntilIdleAsync();

        Assert.Equal("importing 99", $"{half.At("status")} {half.At("percent")}");
        Assert.Equal("20050 20050 100", $"{whole.At("rowsRead")} {whole.At("accepted")} {whole.At("percent")}");
        Assert.Equal(whole.At("bytes"), whole.At("bytesRead"));
    }

    [Fact]
    public async Task Rejected_rows_can_be_fetched_mended_and_sent_again()
    {
        var upload = await UploadAsync("people.csv", People.Replace("up-", "mend-", StringComparison.Ordinal));
        var csv = (await app.Admin.GetAsync($"/api/uploads/{upload.At("id")}/rejected.csv")).Demand(HttpStatusCode.OK).Text;

        var mended = await UploadAsync("people.csv", csv.Replace("not an address", "ulf@meridian.example", StringComparison.Ordinal));

        Assert.StartsWith("line,column,reason,id,name,email,phone,language", csv, StringComparison.Ordinal);
        Assert.Equal("imported 1 0", $"{mended.At("status")} {mended.At("accepted")} {mended.At("rejectedCount")}", ignoreCase: true);
        Assert.Equal("+15550100142", (await app.Admin.GetAsync("/api/people/mend-2")).Json.At("phone"));
    }

    [Fact]
    public async Task A_form_with_one_file_is_an_upload_too()
    {
        using var form = new MultipartFormDataContent { { new StringContent(People.Replace("up-", "form-", StringComparison.Ordinal)), "file", "people.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/uploads") { Content = form };
        request.Headers.Add("X-Local-User", "wim; WatchOfficer");

        using var answer = await app.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await RunningApp.WaitUntilAsync(async () => (await app.Admin.GetAsync("/api/people/form-3")).Status == HttpStatusCode.OK, "the people of the form");
    }

    [Fact]
    public async Task A_file_that_is_nothing_we_know_is_refused_with_the_reason_and_kept_in_quarantine()
    {
        var upload = await UploadAsync("holiday.csv", "colour,taste\r\nred,sweet\r\n");

        Assert.Equal("refused", upload.At("status"), ignoreCase: true);
        Assert.Contains("colour, taste", upload.At("reason"), StringComparison.Ordinal);
        Assert.True((await new BlobServiceClient(app.Host.Storage.Connection).GetBlobContainerClient("quarantine").GetBlobClient($"{upload.At("id")}/holiday.csv").ExistsAsync()).Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_may_not_write_a_person_cannot_do_it_by_a_file(bool dryRun)
    {
        await app.PutPersonAsync("closed-1");
        var ann = app.As("ann", "Analyst");
        const string File = "id,name,email,phone\nclosed-1,Eve Elsewhere,eve@elsewhere.example,+15550100199\n";

        var one = (await ann.PutAsync("/api/people/closed-1", """{ "name": "Eve Elsewhere", "email": "eve@elsewhere.example" }""")).Demand(HttpStatusCode.Forbidden);
        var many = (await ann.UploadAsync("people.csv", File, dryRun)).Demand(HttpStatusCode.Forbidden);
        await app.WaitUntilIdleAsync();

        Assert.All([one, many], answer => Assert.Equal("application/problem+json", answer.ContentType));
        Assert.Contains("people, which only WatchOfficer or Admin may write", many.Json.At("detail"), StringComparison.Ordinal);
        Assert.Equal("closed-1@meridian.example", (await app.Admin.GetAsync("/api/people/closed-1")).Json.At("email"));
        (await app.As("wim", "WatchOfficer").UploadAsync("people.csv", File.Replace("closed", "open", StringComparison.Ordinal), dryRun)).Demand(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_file_that_another_tool_drops_into_the_container_is_taken_in_too()
    {
        await app.Host.Storage.Uploads.GetBlobClient("hr/people.csv").UploadAsync(new BinaryData(People.Replace("up-", "dropped-", StringComparison.Ordinal)));

        await RunningApp.WaitUntilAsync(async () => (await app.Admin.GetAsync("/api/people/dropped-3")).Status == HttpStatusCode.OK, "the dropped file's people");
    }

    private async Task<JsonNode> UploadAsync(string name, string content, bool dryRun = false)
    {
        var accepted = (await app.As("wim", "WatchOfficer").UploadAsync(name, content, dryRun)).Demand(HttpStatusCode.Accepted);
        return await RunningApp.WaitForAsync(
            async () => (await app.Admin.GetAsync(accepted.Location!.ToString())).Json is var upload && upload.At("status")!.ToLowerInvariant() is not ("received" or "importing") ? upload : null,
            $"the import of {name}");
    }
}
