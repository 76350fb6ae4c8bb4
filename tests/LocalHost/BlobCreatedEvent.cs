using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>What Event Grid says of a new or overwritten blob (Event Grid schema, Microsoft.Storage.BlobCreated).</summary>
public sealed record BlobCreatedEvent(string Container, string Blob, string ETag, string? ContentType, long ContentLength, string BlobType, Uri Url, DateTimeOffset At)
{
    private const string Topic = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/localhost/providers/Microsoft.Storage/storageAccounts/devstoreaccount1";

    /// <summary>The same version of a blob has the same id, so that a repeated event can be known for one.</summary>
    public Guid Id => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Container}/{Blob}|{ETag}")).AsSpan(0, 16));

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        topic = Topic,
        subject = $"/blobServices/default/containers/{Container}/blobs/{Blob}",
        eventType = "Microsoft.Storage.BlobCreated",
        id = Id.ToString(),
        data = new
        {
            api = "PutBlob",
            requestId = Id.ToString(),
            eTag = ETag,
            contentType = ContentType ?? "application/octet-stream",
            contentLength = ContentLength,
            blobType = BlobType,
            url = Url.AbsoluteUri,
            sequencer = At.UtcTicks.ToString("X32", CultureInfo.InvariantCulture),
            storageDiagnostics = new { batchId = Id.ToString() },
        },
        dataVersion = "",
        metadataVersion = "1",
        eventTime = At.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
    });
}
