using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Container items: one gzipped JSON blob for what a fetch, an upload or a report brought. Retention: 2 years, by lifecycle rule.</summary>
public class FoundItemStore(BlobServiceClient blobs)
{
    public const string Container = "items";

    private const string ItemsMetadata = "items";

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Container);

    /// <summary>Name of the blob of one run: by day, so that old ones go together.</summary>
    public static string Name(DateTimeOffset at, FeedId feed, string run) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMdd}/{feed}/{run}.json.gz");

    public static string ReportName(ItemId id) => $"{FeedId.Reports}/{id}.json.gz";

    /// <summary>Writes it, or finds that an earlier try has.</summary>
    public async Task<FoundBlob> SaveAsync(string name, FoundBatch batch, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await using (var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            await JsonSerializer.SerializeAsync(gzip, batch, IngestionJson.Default.FoundBatch, cancellation);
        }

        body.Position = 0;
        try
        {
            await _container.GetBlobClient(name).UploadAsync(
                body,
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All }, Metadata = new Dictionary<string, string> { [ItemsMetadata] = batch.Items.Count.ToString(CultureInfo.InvariantCulture) } },
                cancellation);
            return new FoundBlob(name, batch.Items.Count);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            return new FoundBlob(name, (await GetAsync(name, cancellation)).Items.Count);
        }
    }

    /// <summary>Blobs whose names begin so, in the order of their names.</summary>
    public async Task<IReadOnlyList<FoundBlob>> ListAsync(string prefix, CancellationToken cancellation)
    {
        var found = new List<FoundBlob>();
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.Metadata, prefix: prefix, cancellationToken: cancellation))
        {
            found.Add(new FoundBlob(blob.Name, int.Parse(blob.Metadata[ItemsMetadata], CultureInfo.InvariantCulture)));
        }

        return found;
    }

    /// <exception cref="MalformedMessageException">There is no such blob.</exception>
    public async Task<FoundBatch> GetAsync(string name, CancellationToken cancellation) =>
        await FindAsync(name, cancellation) ?? throw new MalformedMessageException($"There is no blob '{name}' in container {Container}.");

    public async Task<FoundBatch?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var download = await _container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellation);
            await using var gzip = new GZipStream(download.Value.Content, CompressionMode.Decompress);
            return await JsonSerializer.DeserializeAsync(gzip, IngestionJson.Default.FoundBatch, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
