using System.Globalization;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Stories;

/// <summary>
/// Table ItemBatches: one row a message of up to 100 items with the verdict on each, noise included, by day. Table Items:
/// one row for each item that passed the relevance gate, or that a person reported. Retention: 2 years.
/// </summary>
public class ItemStore(TableServiceClient tables)
{
    public const string Table = "Items";
    public const string BatchTable = "ItemBatches";

    private readonly TableClient _items = tables.GetTableClient(Table);
    private readonly TableClient _batches = tables.GetTableClient(BatchTable);

    public Task SaveBatchAsync(ItemsFound message, FoundBatch source, IReadOnlyList<ItemVerdict> verdicts, CancellationToken cancellation) =>
        _batches.UpsertEntityAsync(
            new TableEntity(Day(source.FoundAt), $"{source.Feed}|{StableHash.Of(message.Blob)}|{message.From:D6}")
            {
                ["Feed"] = source.Feed.Value,
                ["FoundAt"] = source.FoundAt,
                ["Blob"] = message.Blob,
                ["From"] = message.From,
                ["Items"] = verdicts.Count,
                ["Risks"] = verdicts.Count(verdict => verdict.Story is not null),
                ["Verdicts"] = PackedJson.Write(verdicts, StoriesJson.Default.IReadOnlyListItemVerdict),
            },
            TableUpdateMode.Replace,
            cancellation);

    public Task SaveItemAsync(ItemView item, CancellationToken cancellation) => _items.UpsertEntityAsync(
        new TableEntity(Partition(item.Id), item.Id.Value) { ["Item"] = PackedJson.Write(item, StoriesJson.Default.ItemView) },
        TableUpdateMode.Replace,
        cancellation);

    public async Task<ItemView?> GetAsync(ItemId id, CancellationToken cancellation)
    {
        var row = await _items.GetEntityIfExistsAsync(Partition(id), id.Value, cancellationToken: cancellation);
        return row.HasValue ? PackedJson.Read(row.Value!.GetBinary("Item"), StoriesJson.Default.ItemView) : null;
    }

    /// <summary>One page of a day's verdicts: whole batches, of one feed or of all.</summary>
    public async Task<(IReadOnlyList<ItemVerdict> Verdicts, string? Next)> ListAsync(DateOnly day, FeedId? feed, int batches, string? continuation, CancellationToken cancellation)
    {
        await foreach (var page in _batches.QueryAsync(OfDay(day, feed), batches, ["Verdicts"], cancellation).AsPages(continuation, batches))
        {
            var verdicts = page.Values.SelectMany(row => PackedJson.Read(row.GetBinary("Verdicts"), StoriesJson.Default.IReadOnlyListItemVerdict)).ToList();
            return (verdicts, string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return ([], null);
    }

    /// <summary>The messages of a day in the order in which they were found, without their verdicts.</summary>
    /// <param name="feeds">Of these alone; of all where there are none.</param>
    public async Task<IReadOnlyList<AnalysedBatch>> ListBatchesAsync(DateOnly day, IReadOnlyCollection<FeedId> feeds, CancellationToken cancellation)
    {
        var batches = new List<AnalysedBatch>();
        foreach (var feed in feeds.Count == 0 ? [null] : feeds.Select(feed => (FeedId?)feed))
        {
            await foreach (var row in _batches.QueryAsync(OfDay(day, feed), select: ["PartitionKey", "RowKey", "FoundAt", "Blob", "From", "Items"], cancellationToken: cancellation))
            {
                if (row.GetString("Blob") is { } blob)
                {
                    batches.Add(new(day, row.RowKey, row.GetDateTimeOffset("FoundAt")!.Value, new ItemsFound(blob, row.GetInt32("From")!.Value, row.GetInt32("Items")!.Value)));
                }
            }
        }

        return [.. batches.OrderBy(batch => batch.Position, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<ItemVerdict>> GetVerdictsAsync(AnalysedBatch batch, CancellationToken cancellation)
    {
        var row = await _batches.GetEntityIfExistsAsync(Day(batch.Day), batch.Row, ["Verdicts"], cancellation);
        return row.HasValue ? PackedJson.Read(row.Value!.GetBinary("Verdicts"), StoriesJson.Default.IReadOnlyListItemVerdict) : [];
    }

    /// <summary>How many items of a source were found on each of the days.</summary>
    public async Task<IReadOnlyList<int>> CountAsync(FeedId feed, IEnumerable<DateOnly> days, CancellationToken cancellation) => await Task.WhenAll(days.Select(async day =>
    {
        var count = 0;
        await foreach (var row in _batches.QueryAsync(OfDay(day, feed), select: ["Items"], cancellationToken: cancellation))
        {
            count += row.GetInt32("Items") ?? 0;
        }

        return count;
    }));

    private static string OfDay(DateOnly day, FeedId? feed)
    {
        var partition = Day(day);
        return feed is { } one
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {one.Value + "|"} and RowKey lt {one.Value + "}"}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => Day(DateOnly.FromDateTime(at.UtcDateTime));

    private static string Partition(ItemId id) => id.Value[..2];
}
