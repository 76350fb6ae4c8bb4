using System.Net;
using Azure.Storage.Blobs;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>What cannot be worked is kept with its reason until a person decides.</summary>
[Collection(EndToEndTests.Name)]
public sealed class PoisonTests(RunningApp app)
{
    [Fact]
    public async Task A_malformed_message_is_tried_five_times_then_lies_in_poison_with_a_reason_that_a_person_can_read()
    {
        await app.PutOnQueueAsync("stories-changed", """{ "data": { "story": 7 } }""");
        await app.PutOnQueueAsync("alerts-due", """{ "nothing": true }""");

        var wrongType = await WaitForPoisonAsync("stories-changed", message => message.Contains("\"story\": 7", StringComparison.Ordinal));
        var noData = await WaitForPoisonAsync("alerts-due", message => message.Contains("nothing", StringComparison.Ordinal));

        Assert.StartsWith("The message's 'data' is not a StoryChanged: ", wrongType.At("reason"), StringComparison.Ordinal);
        Assert.Equal("AssessStory", wrongType.At("function"));
        Assert.Equal("The message has no member 'data'.", noData.At("reason"));
        Assert.Equal(5, app.Log.Count(line => line.Contains("PlanAlerts failed on try", StringComparison.Ordinal) && line.Contains("no member 'data'", StringComparison.Ordinal) && line.Contains("warning:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_message_whose_cause_is_mended_succeeds_when_a_person_retries_it()
    {
        var spot = await app.PutSiteAsync("mended");
        var item = await app.ReportAsync("Library opens on Sunday in mended", "The library opens on Sundays from now on.", spot);
        var items = new BlobServiceClient(app.Host.Storage.Connection).GetBlobContainerClient("items");
        await app.PutOnQueueAsync("items-found", """{ "data": { "blob": "mended/later.json", "from": 0, "count": 1 } }""");
        var poisoned = await WaitForPoisonAsync("items-found", message => message.Contains("mended/later.json", StringComparison.Ordinal));

        var content = await items.GetBlobClient(item.At("blob")).DownloadContentAsync();
        await items.GetBlobClient("mended/later.json").UploadAsync(content.Value.Content);
        (await app.Admin.PostAsync($"/api/poison/items-found/{poisoned.At("id")}/retry")).Demand(HttpStatusCode.Accepted);
        await app.WaitUntilIdleAsync();

        Assert.Contains("mended/later.json", poisoned.At("reason"), StringComparison.Ordinal);
        Assert.DoesNotContain("mended/later.json", (await app.Admin.GetAsync("/api/poison")).Text, StringComparison.Ordinal);
        Assert.Equal("mended/later.json", (await app.Admin.GetAsync($"/api/items/{item.At("id")}")).Json.At("blob"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Admin.PostAsync($"/api/poison/items-found/{poisoned.At("id")}/retry")).Status);
    }

    private Task<System.Text.Json.Nodes.JsonNode> WaitForPoisonAsync(string queue, Func<string, bool> isIt) => RunningApp.WaitForAsync(
        async () => (await app.Admin.GetAsync("/api/poison")).Demand(HttpStatusCode.OK).Json.List("value").FirstOrDefault(message => message.At("queue") == queue && isIt(message.At("text")!)),
        $"a poison message of {queue}",
        60);
}
