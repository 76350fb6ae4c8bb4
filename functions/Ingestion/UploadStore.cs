using Azure;
using Azure.Storage.Blobs;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Container uploads (files as they came; other tools may drop theirs in), container quarantine (what could not be read),
/// and table Uploads: one row a file. Retention: files 2 years by lifecycle rule, rows as long.
/// </summary>
public class UploadStore(TableServiceClient tables, BlobServiceClient blobs)
{
    public const string Table = "Uploads";
    public const string Container = "uploads";
    public const string Quarantine = "quarantine";

    /// <summary>Names that begin so are looked at, and nothing of them is saved.</summary>
    private const string DryRunPrefix = "dry-run/";

    private readonly TableClient _table = tables.GetTableClient(Table);
    private readonly BlobContainerClient _files = blobs.GetBlobContainerClient(Container);
    private readonly BlobContainerClient _quarantine = blobs.GetBlobContainerClient(Quarantine);

    public static string Id(ReadOnlySpan<byte> content, bool dryRun) => dryRun ? $"try-{StableHash.Of(content)}" : StableHash.Of(content);

    public static bool IsDryRun(string blobName) => blobName.StartsWith(DryRunPrefix, StringComparison.Ordinal);

    /// <returns>False where the same file is there already.</returns>
    public async Task<bool> ReceiveAsync(string id, string name, BinaryData content, bool dryRun, CancellationToken cancellation)
    {
        try
        {
            await _files.GetBlobClient($"{(dryRun ? DryRunPrefix : "")}{id}/{name}").UploadAsync(content, overwrite: dryRun, cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    /// <summary>The file, or null where it is gone.</summary>
    /// <exception cref="MalformedMessageException">Larger than <paramref name="most"/> bytes.</exception>
    public async Task<BinaryData?> DownloadAsync(string blobName, long most, CancellationToken cancellation)
    {
        var blob = _files.GetBlobClient(blobName);
        try
        {
            var length = (await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength;
            return length <= most
                ? (await blob.DownloadContentAsync(cancellation)).Value.Content
                : throw new MalformedMessageException($"The file '{blobName}' has {length} bytes; at most {most} are read.");
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public Task QuarantineAsync(string id, string name, BinaryData content, CancellationToken cancellation) =>
        _quarantine.GetBlobClient($"{id}/{name}").UploadAsync(content, overwrite: true, cancellation);

    public async Task<Upload?> GetAsync(string id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition(id), id, cancellationToken: cancellation);
        return row.HasValue ? PackedJson.Read(row.Value!.GetBinary("Upload"), IngestionJson.Default.Upload) : null;
    }

    public Task SaveAsync(Upload upload, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(Partition(upload.Id), upload.Id) { ["Upload"] = PackedJson.Write(upload, IngestionJson.Default.Upload) },
        TableUpdateMode.Replace,
        cancellation);

    private static string Partition(string id) => id[..2];
}
