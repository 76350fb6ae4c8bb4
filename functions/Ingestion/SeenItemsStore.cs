using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Table SeenItems: one row a feed, read once and written once a fetch. It also says which run wrote it last and what
/// that run found, so that a run which died before its messages left gives them again.
/// </summary>
public class SeenItemsStore(TableServiceClient tables)
{
    public const string Table = "SeenItems";

    private const string Row = "seen";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<(SeenItems Seen, FoundBlob? Last, string? LastRun, ETag? ETag)> GetAsync(FeedId feed, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(feed.Value, Row, cancellationToken: cancellation);
        if (!row.HasValue)
        {
            return (SeenItems.Empty, null, null, null);
        }

        var value = row.Value!;
        var last = value.GetString("Blob") is { } blob ? new FoundBlob(blob, value.GetInt32("BlobItems") ?? 0) : null;
        return (SeenItems.Decode(value.GetBinary("Pairs") ?? []), last, value.GetString("Run"), value.ETag);
    }

    /// <exception cref="RequestFailedException">409 or 412: another fetch of the same feed was faster; run again.</exception>
    public Task SaveAsync(FeedId feed, SeenItems seen, FoundBlob? found, string run, ETag? ifMatch, CancellationToken cancellation)
    {
        var row = new TableEntity(feed.Value, Row) { ["Pairs"] = seen.Encode(), ["Run"] = run, ["Blob"] = found?.Name, ["BlobItems"] = found?.Items };
        return ifMatch is { } etag
            ? _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellation)
            : _table.AddEntityAsync(row, cancellation);
    }

    public Task DeleteAsync(FeedId feed, CancellationToken cancellation) => _table.DeleteEntityAsync(feed.Value, Row, cancellationToken: cancellation);
}
