using System.Text.Json;
using Azure.Storage.Blobs.Models;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>Uploads are announced as Event Grid would, each version of a blob once.</summary>
[Collection(HostTests.Name)]
public sealed class EventTests(HostFixture fixture)
{
    [Fact]
    public async Task Each_version_of_a_blob_is_announced_once_also_over_a_restart()
    {
        using var app = new TestApp().WithQueue("Import", LocalStorage.UploadsQueue);
        await using var handler = await FakeHandler.StartAsync();
        var name = $"incoming/{Guid.NewGuid():N}.csv";
        await using (var first = await fixture.StartAsync(app, handler))
        {
            var blob = first.Storage.Uploads.GetBlobClient(name);
            await blob.UploadAsync(BinaryData.FromString("a,b"), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv" } });
            await Eventually.IsTrueAsync(() => Announced(handler, name).Count == 1, "the event of the new blob");
            await blob.UploadAsync(BinaryData.FromString("a,b,c"), overwrite: true);
            await Eventually.IsTrueAsync(() => Announced(handler, name).Count == 2, "the event of the overwritten blob");
            await Eventually.IsTrueAsync(() => first.IsIdleAsync(default), "rest");
        }

        await using var second = await fixture.StartAsync(app, handler);
        var other = $"incoming/{Guid.NewGuid():N}.csv";
        await second.Storage.Uploads.GetBlobClient(other).UploadAsync(BinaryData.FromString("x"));
        await Eventually.IsTrueAsync(() => Announced(handler, other).Count == 1, "the event of the other blob");

        var events = Announced(handler, name);
        Assert.Equal(2, events.Count);
        Assert.NotEqual(events[0].GetProperty("id").GetString(), events[1].GetProperty("id").GetString());
        Assert.Equal("Microsoft.Storage.BlobCreated", events[0].GetProperty("eventType").GetString());
        Assert.Equal("1", events[0].GetProperty("metadataVersion").GetString());
        Assert.Equal("text/csv", events[0].GetProperty("data").GetProperty("contentType").GetString());
        Assert.Equal(3, events[0].GetProperty("data").GetProperty("contentLength").GetInt64());
        Assert.Equal("BlockBlob", events[0].GetProperty("data").GetProperty("blobType").GetString());
        Assert.Equal(second.Storage.Uploads.GetBlobClient(name).Uri.AbsoluteUri, events[0].GetProperty("data").GetProperty("url").GetString());
    }

    private static List<JsonElement> Announced(FakeHandler handler, string blob) =>
    [
        .. handler.AskedOf("/Import").Select(a => JsonDocument.Parse(a.Message()).RootElement)
            .Where(e => e.GetProperty("subject").GetString() == $"/blobServices/default/containers/uploads/blobs/{blob}"),
    ];
}
