using System.Text;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Container uploads (files as they came; other tools may drop theirs in), container upload-texts (UTF-8 copies of those in other encodings,
/// while they are imported), container quarantine (what could not be read: files, and rows that were not taken), and table Uploads: one row
/// a file, and one in partition "open" for each whose import has not ended. Retention: files 2 years by lifecycle rule, rows as long.
/// </summary>
public class UploadStore(TableServiceClient tables, BlobServiceClient blobs)
{
    public const string Table = "Uploads";
    public const string Container = "uploads";
    public const string TextContainer = "upload-texts";
    public const string Quarantine = "quarantine";

    /// <summary>Names that begin so are looked at, and nothing of them is saved.</summary>
    private const string DryRunPrefix = "dry-run/";

    /// <summary>Names that hold it came out of a zip file.</summary>
    private const string ZipFolder = "zip/";

    private const string OpenPartition = "open";

    private const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>A block at a time, whatever the file's size.</summary>
    private static readonly StorageTransferOptions Transfer = new() { InitialTransferSize = BlockBytes, MaximumTransferSize = BlockBytes, MaximumConcurrency = 1 };

    private readonly TableClient _table = tables.GetTableClient(Table);
    private readonly BlobContainerClient _files = blobs.GetBlobContainerClient(Container);
    private readonly BlobContainerClient _texts = blobs.GetBlobContainerClient(TextContainer);
    private readonly BlobContainerClient _quarantine = blobs.GetBlobContainerClient(Quarantine);

    /// <param name="hash">Of the content.</param>
    public static string Id(string hash, bool dryRun) => dryRun ? $"try-{hash}" : hash;

    public static bool IsDryRun(string file) => file.StartsWith(DryRunPrefix, StringComparison.Ordinal);

    public static bool IsFromZip(string file) => file.StartsWith(ZipFolder, StringComparison.Ordinal) || file.StartsWith(DryRunPrefix + ZipFolder, StringComparison.Ordinal);

    public static string FileName(Upload upload, bool dryRun) => $"{(dryRun ? DryRunPrefix : "")}{upload.Id}/{upload.Name}";

    /// <summary>Name for a file out of a zip file: by number, since names in it may be the same.</summary>
    public static string EntryFileName(string zip, int number, string name, bool dryRun) => $"{(dryRun ? DryRunPrefix : "")}{ZipFolder}{zip}/{number:D4}/{name}";

    /// <summary>Writes a file's row, or finds that the same file is known. A dry run that has ended begins anew.</summary>
    public async Task<Upload> AddAsync(Upload upload, bool dryRun, CancellationToken cancellation)
    {
        try
        {
            await SaveAsync(upload, null, null, cancellation);
            return upload;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            if (await FindAsync(upload.Id, cancellation) is not var (known, _, etag))
            {
                return upload;
            }

            if (!dryRun || known.Status is UploadStatus.Received or UploadStatus.Importing)
            {
                return known;
            }

            await SaveAsync(upload, null, etag, cancellation);
            return upload;
        }
    }

    public async Task<(Upload Upload, UploadProgress? Progress, ETag ETag)?> FindAsync(string id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition(id), id, cancellationToken: cancellation);
        return !row.HasValue ? null : (
            PackedJson.Read(row.Value!.GetBinary("Upload"), IngestionJson.Default.Upload),
            row.Value.GetBinary("Progress") is { } progress ? PackedJson.Read(progress, IngestionJson.Default.UploadProgress) : null,
            row.Value.ETag);
    }

    /// <summary>Creates the row (null), or replaces what was read with the ETag.</summary>
    /// <exception cref="RequestFailedException">409 or 412: somebody else was faster; run again.</exception>
    public async Task<ETag> SaveAsync(Upload upload, UploadProgress? progress, ETag? ifMatch, CancellationToken cancellation)
    {
        var response = ifMatch is { } etag
            ? await _table.UpdateEntityAsync(Row(upload, progress), etag, TableUpdateMode.Replace, cancellation)
            : await _table.AddEntityAsync(Row(upload, progress), cancellation);
        return response.Headers.ETag ?? default;
    }

    /// <summary>Notes which slice of an import is the next.</summary>
    /// <param name="releasedAt">When its message was sent; null while it waits.</param>
    public Task OpenAsync(string id, int slice, DateTimeOffset? releasedAt, CancellationToken cancellation) =>
        _table.UpsertEntityAsync(new TableEntity(OpenPartition, id) { ["Slice"] = slice, ["ReleasedAt"] = releasedAt }, TableUpdateMode.Replace, cancellation);

    /// <summary>Imports whose next slice waits, or was released before an instant and did not come to its end.</summary>
    public async Task<IReadOnlyList<UploadSliceDue>> ListOpenAsync(DateTimeOffset releasedBefore, CancellationToken cancellation)
    {
        var open = new List<UploadSliceDue>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {OpenPartition}"), cancellationToken: cancellation))
        {
            if (row.GetDateTimeOffset("ReleasedAt") is not { } at || at < releasedBefore)
            {
                open.Add(new UploadSliceDue(row.RowKey, row.GetInt32("Slice") ?? 0));
            }
        }

        return open;
    }

    /// <summary>The import has ended.</summary>
    public async Task CloseAsync(string id, CancellationToken cancellation)
    {
        await _texts.GetBlobClient(id).DeleteIfExistsAsync(cancellationToken: cancellation);
        await _table.DeleteEntityAsync(OpenPartition, id, cancellationToken: cancellation);
    }

    /// <summary>Keeps a file, a block at a time.</summary>
    /// <returns>False where a file of that name is there already.</returns>
    public async Task<bool> PutFileAsync(string file, Stream content, string? contentType, bool overwrite, CancellationToken cancellation)
    {
        try
        {
            await _files.GetBlobClient(file).UploadAsync(
                content,
                new BlobUploadOptions
                {
                    TransferOptions = Transfer,
                    HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                    Conditions = overwrite ? null : new BlobRequestConditions { IfNoneMatch = ETag.All },
                },
                cancellation);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Looks over a whole file, a block at a time; null where it is gone.</summary>
    /// <param name="most">A file of more bytes is not looked at: it goes by its name and version.</param>
    public async Task<(string Hash, long Length, UploadHead Head, string ETag)?> ScanAsync(string file, long most, CancellationToken cancellation)
    {
        try
        {
            var download = (await _files.GetBlobClient(file).DownloadStreamingAsync(cancellationToken: cancellation)).Value;
            await using var content = download.Content;
            var etag = download.Details.ETag.ToString();
            if (download.Details.ContentLength > most)
            {
                return (StableHash.Of(file, etag), download.Details.ContentLength, new UploadHead(default, false, false), etag);
            }

            using var scan = new FileScan();
            var buffer = new byte[128 * 1024];
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
            {
                scan.Add(buffer.AsSpan(0, read));
            }

            var hash = scan.Finish();
            return (hash, scan.Length, scan.ToHead(download.Details.ContentType), etag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Some bytes of a file that is being imported; null where it is gone or was replaced.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string id, UploadProgress progress, long length, CancellationToken cancellation)
    {
        if (length == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var blob = progress.IsCopy ? _texts.GetBlobClient(id) : _files.GetBlobClient(progress.File);
        var options = new BlobDownloadOptions
        {
            Range = new HttpRange(progress.At.Offset, length),
            Conditions = progress.IsCopy ? null : new BlobRequestConditions { IfMatch = new ETag(progress.FileETag) },
        };
        try
        {
            return (await blob.DownloadContentAsync(options, cancellation)).Value.Content.ToMemory();
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <summary>A file, to be read here and there.</summary>
    public Task<Stream> OpenFileAsync(string file, CancellationToken cancellation) =>
        _files.GetBlobClient(file).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = BlockBytes }, cancellation);

    /// <summary>Makes the copy in UTF-8 that is read instead of the file.</summary>
    /// <returns>Its bytes.</returns>
    public async Task<long> CopyAsUtf8Async(string id, string file, Encoding encoding, CancellationToken cancellation)
    {
        await using var content = Encoding.CreateTranscodingStream(await OpenFileAsync(file, cancellation), encoding, Encoding.UTF8);
        var copy = _texts.GetBlobClient(id);
        await copy.UploadAsync(content, new BlobUploadOptions { TransferOptions = Transfer }, cancellation);
        return (await copy.GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength;
    }

    /// <summary>Keeps a copy of a file that could not be read, unless it is gone.</summary>
    public async Task QuarantineAsync(string id, string name, string file, CancellationToken cancellation)
    {
        try
        {
            await using var content = await OpenFileAsync(file, cancellation);
            await _quarantine.GetBlobClient($"{id}/{name}").UploadAsync(content, new BlobUploadOptions { TransferOptions = Transfer }, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
        }
    }

    /// <summary>Keeps the rows of a slice that were not taken; a second try writes the same again.</summary>
    public Task SaveRejectedAsync(string id, int slice, byte[] csv, CancellationToken cancellation) => csv.Length == 0
        ? Task.CompletedTask
        : _quarantine.GetBlobClient(RejectedName(id, slice)).UploadAsync(BinaryData.FromBytes(csv), overwrite: true, cancellation);

    /// <summary>Writes the rows that were not taken, in the order of the file.</summary>
    public async Task WriteRejectedAsync(string id, Stream to, CancellationToken cancellation)
    {
        await foreach (var part in _quarantine.GetBlobsAsync(prefix: RejectedPrefix(id), cancellationToken: cancellation))
        {
            await _quarantine.GetBlobClient(part.Name).DownloadToAsync(to, cancellation);
        }
    }

    /// <summary>Forgets what an earlier try of the same file left.</summary>
    public async Task ClearAsync(string id, CancellationToken cancellation)
    {
        await foreach (var part in _quarantine.GetBlobsAsync(prefix: RejectedPrefix(id), cancellationToken: cancellation))
        {
            await _quarantine.DeleteBlobIfExistsAsync(part.Name, cancellationToken: cancellation);
        }
    }

    private static TableEntity Row(Upload upload, UploadProgress? progress) => new(Partition(upload.Id), upload.Id)
    {
        ["Upload"] = PackedJson.Write(upload, IngestionJson.Default.Upload),
        ["Progress"] = progress is null ? null : PackedJson.Write(progress, IngestionJson.Default.UploadProgress),
    };

    private static string RejectedPrefix(string id) => $"{id}/rejected-rows/";

    private static string RejectedName(string id, int slice) => $"{RejectedPrefix(id)}{slice:D6}.csv";

    private static string Partition(string id) => id[..2];
}
