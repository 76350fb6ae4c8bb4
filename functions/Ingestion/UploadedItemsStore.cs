using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Container uploaded-items: which items uploads have brought before, as <see cref="SeenItems"/> in 32 blobs by the hash of the key, so that
/// a file of a million rows is compared with two million earlier ones while no more than a few blobs are in memory. A dry run has blobs of
/// its own, which go when it ends. Retention: the newest two million items.
/// </summary>
public class UploadedItemsStore(BlobServiceClient blobs, FoundItemStore found)
{
    public const string Container = "uploaded-items";

    /// <summary>Rows of a file whose new items share one blob: each message about a hundred of them reads it whole.</summary>
    public const int BlobRows = 1_000;

    private const int Parallel = 4;
    private const string Everybody = "all";

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Container);

    /// <summary>Says which items are new, which are revised, and which are known; an item that comes twice is known the second time.</summary>
    /// <param name="items">Of one slice; null where a row is no item.</param>
    /// <param name="batch">What all items share.</param>
    /// <param name="run">Of the slice: the names of the blobs begin with it.</param>
    /// <param name="dryRun">Id of the upload where nothing but its own memory is to be written; else null.</param>
    public async Task<RowsToSave> ReadAsync(IReadOnlyList<FoundItem?> items, FoundBatch batch, string run, string? dryRun, CancellationToken cancellation)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < items.Count; at++)
        {
            if (items[at] is { } item)
            {
                first.TryAdd(item.Key, at);
            }
        }

        var shards = first.Values.GroupBy(at => SeenItems.Shard(items[at]!)).Select(shard => (shard.Key, Rows: shard.ToList())).ToList();
        var sightings = new ConcurrentDictionary<int, Sighting>();
        await InParallelAsync(shards, async (shard, token) =>
        {
            var (seen, _) = await GetAsync(Everybody, shard.Key, token);
            var tried = dryRun is null ? SeenItems.Empty : (await GetAsync(dryRun, shard.Key, token)).Seen;
            foreach (var at in shard.Rows)
            {
                var sighting = tried.Look(items[at]!);
                sightings[at] = sighting == Sighting.New ? seen.Look(items[at]!) : sighting;
            }
        }, cancellation);

        return new RowsToSave(
            [.. items.Select((item, at) => item is null ? RowOutcome.Rejected : sightings.GetValueOrDefault(at, Sighting.Known) == Sighting.Known ? RowOutcome.Duplicate : RowOutcome.Accepted)],
            async token =>
            {
                // The items before the memory of them: a second try, which finds them remembered, finds them written too.
                if (dryRun is null)
                {
                    await InParallelAsync(Enumerable.Range(0, items.Count).Chunk(BlobRows).Select((rows, part) => (part, rows)), async (part, more) =>
                    {
                        var entries = part.rows.Where(at => sightings.GetValueOrDefault(at, Sighting.Known) != Sighting.Known)
                            .Select(at => new FoundEntry(ItemId.For(FeedId.Uploads, items[at]!.Identity), sightings[at] == Sighting.Revised, items[at]!)).ToList();
                        if (entries.Count > 0)
                        {
                            await found.SaveAsync(FoundItemStore.Name(batch.FoundAt, batch.Feed, $"{run}-{part.part:D3}"), batch with { Items = entries }, more);
                        }
                    }, token);
                }

                await InParallelAsync(shards, (shard, more) => MarkAsync(dryRun ?? Everybody, shard.Key, [.. shard.Rows.Select(at => items[at]!)], more), token);
            });
    }

    /// <summary>The blobs that a slice wrote.</summary>
    public Task<IReadOnlyList<FoundBlob>> ListAsync(Upload upload, string run, CancellationToken cancellation) =>
        found.ListAsync(FoundItemStore.Name(upload.At, FeedId.Uploads, $"{run}-")[..^".json.gz".Length], cancellation);

    /// <summary>Drops what a dry run remembered.</summary>
    public async Task ForgetAsync(string dryRun, CancellationToken cancellation)
    {
        await foreach (var blob in _container.GetBlobsAsync(prefix: $"{dryRun}/", cancellationToken: cancellation))
        {
            await _container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
        }
    }

    private static Task InParallelAsync<T>(IEnumerable<T> all, Func<T, CancellationToken, Task> each, CancellationToken cancellation) =>
        System.Threading.Tasks.Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation }, async (one, token) => await each(one, token));

    private static string Name(string scope, int shard) => $"{scope}/{shard:D2}";

    /// <summary>Adds to what is remembered; the loop ends, each turn means that another upload got on.</summary>
    private async Task MarkAsync(string scope, int shard, List<FoundItem> items, CancellationToken cancellation)
    {
        while (true)
        {
            var (seen, etag) = await GetAsync(scope, shard, cancellation);
            var conditions = etag is { } read ? new BlobRequestConditions { IfMatch = read } : new BlobRequestConditions { IfNoneMatch = ETag.All };
            try
            {
                await _container.GetBlobClient(Name(scope, shard)).UploadAsync(
                    BinaryData.FromBytes(seen.With(items, SeenItems.ShardCapacity).Encode()), new BlobUploadOptions { Conditions = conditions }, cancellation);
                return;
            }
            catch (RequestFailedException raced) when (raced.Status is 409 or 412)
            {
            }
        }
    }

    private async Task<(SeenItems Seen, ETag? ETag)> GetAsync(string scope, int shard, CancellationToken cancellation)
    {
        try
        {
            var blob = (await _container.GetBlobClient(Name(scope, shard)).DownloadContentAsync(cancellation)).Value;
            return (SeenItems.Decode(blob.Content), blob.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (SeenItems.Empty, null);
        }
    }
}
