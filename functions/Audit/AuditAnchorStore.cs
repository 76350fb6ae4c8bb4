using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace EsgFunctions.Audit;

/// <summary>Container audit: a blob for each day with the heads of its chains, written once. Kept as long as the entries.</summary>
public class AuditAnchorStore(BlobServiceClient blobs)
{
    public const string Container = "audit";

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Container);

    /// <summary>Writes it, or finds that an earlier try has.</summary>
    public async Task AddAsync(AuditAnchor anchor, CancellationToken cancellation)
    {
        try
        {
            await _container.GetBlobClient(Name(anchor.Day)).UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(anchor, AuditJson.Default.AuditAnchor)),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // The first one counts.
        }
    }

    /// <returns>The anchor and the SHA-256 of its bytes, in lower-case hexadecimal; null where the day has none.</returns>
    public async Task<(AuditAnchor Anchor, string Hash)?> FindAsync(DateOnly day, CancellationToken cancellation)
    {
        try
        {
            var bytes = (await _container.GetBlobClient(Name(day)).DownloadContentAsync(cancellation)).Value.Content.ToArray();
            return (JsonSerializer.Deserialize(bytes, AuditJson.Default.AuditAnchor)!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static string Name(DateOnly day) => $"anchors/{AuditChainId.DayText(day)}.json";
}
