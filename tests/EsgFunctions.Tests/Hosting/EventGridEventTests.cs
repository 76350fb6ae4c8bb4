using System.Text.Json;
using EsgFunctions.Hosting;

namespace EsgFunctions.Tests.Hosting;

public sealed class EventGridEventTests
{
    private static readonly BlobCreated Expected = new(
        "831e1650-001e-001b-66ab-eeb76e069631", "/blobServices/default/containers/uploads/blobs/2026/sites.csv", new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero), "0x8D4BCC2E4835CD0");

    [Fact]
    public void The_schema_of_event_grid_is_read()
    {
        var read = Read("""
            {"topic":"/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a","subject":"/blobServices/default/containers/uploads/blobs/2026/sites.csv",
             "eventType":"Microsoft.Storage.BlobCreated","id":"831e1650-001e-001b-66ab-eeb76e069631","eventTime":"2026-11-20T09:30:00.0000000Z",
             "data":{"api":"PutBlob","eTag":"0x8D4BCC2E4835CD0","contentLength":524288},"dataVersion":"","metadataVersion":"1"}
            """);

        Assert.Equal(Expected, read);
        Assert.Equal(("uploads", "2026/sites.csv"), read.Blob);
    }

    [Fact]
    public void Cloud_events_are_read() => Assert.Equal(Expected, Read("""
        {"specversion":"1.0","source":"/subscriptions/1/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a","subject":"/blobServices/default/containers/uploads/blobs/2026/sites.csv",
         "type":"Microsoft.Storage.BlobCreated","time":"2026-11-20T09:30:00Z","id":"831e1650-001e-001b-66ab-eeb76e069631","data":{"api":"PutBlob","eTag":"0x8D4BCC2E4835CD0"}}
        """));

    [Fact]
    public void The_case_of_names_does_not_matter() => Assert.Equal("0x1", Read("""
        {"EventType":"Microsoft.Storage.BlobCreated","Subject":"/x","Id":"1","EventTime":"2026-11-20T09:30:00Z","Data":{"ETag":"0x1"}}
        """).ETag);

    [Theory]
    [InlineData("""{"eventType":"Microsoft.Storage.BlobDeleted","subject":"/x"}""", "is of type 'Microsoft.Storage.BlobDeleted'")]
    [InlineData("""{"eventType":"Microsoft.Storage.BlobCreated"}""", "has no subject")]
    [InlineData("""{"data":{}}""", "is of type ''")]
    public void Another_event_is_refused_in_words(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<MalformedMessageException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/blobServices/default/containers/uploads")]
    [InlineData("/blobServices/default/containers/uploads/blobs/")]
    [InlineData("/other")]
    public void A_subject_of_another_shape_names_no_blob(string subject) => Assert.Null(new BlobCreated("", subject, default, null).Blob);

    private static BlobCreated Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return EventGridEvent.ReadBlobCreated(json.RootElement);
    }
}
