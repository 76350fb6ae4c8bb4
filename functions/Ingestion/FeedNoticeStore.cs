using Azure;
using EsgFunctions.Clients.Tables;
using EsgFunctions.People;

namespace EsgFunctions.Ingestion;

/// <summary>Table FeedNotices: the last notice of each feed, in one partition, since they are looked through together. A row goes with its feed.</summary>
public class FeedNoticeStore(TableServiceClient tables)
{
    public const string Table = "FeedNotices";

    private const string Partition = "feeds";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<IReadOnlyList<(FeedNotice Notice, ETag ETag)>> ListAsync(CancellationToken cancellation)
    {
        var notices = new List<(FeedNotice, ETag)>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellation))
        {
            notices.Add((Read(row), row.ETag));
        }

        return notices;
    }

    /// <summary>Creates (null) or replaces what was read with the ETag.</summary>
    /// <returns>The new ETag; null where another run was faster, or the feed is removed.</returns>
    public async Task<ETag?> TrySaveAsync(FeedNotice notice, ETag? ifMatch, CancellationToken cancellation)
    {
        try
        {
            var response = await (ifMatch is { } etag
                ? _table.UpdateEntityAsync(Write(notice), etag, TableUpdateMode.Replace, cancellation)
                : _table.AddEntityAsync(Write(notice), cancellation));
            return response.Headers.ETag;
        }
        catch (RequestFailedException other) when (other.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    public Task DeleteAsync(FeedId feed, CancellationToken cancellation) => _table.DeleteEntityAsync(Partition, feed.Value, cancellationToken: cancellation);

    private static TableEntity Write(FeedNotice notice) => new(Partition, notice.Feed.Value)
    {
        ["Trouble"] = notice.Trouble.ToString(),
        ["Owner"] = notice.Owner?.Value,
        ["Name"] = notice.Name,
        ["Address"] = notice.Address,
        ["Reason"] = notice.Reason,
        ["Since"] = notice.Since,
        ["At"] = notice.At,
        ["IsPlanned"] = notice.IsPlanned,
    };

    private static FeedNotice Read(TableEntity row) => new(
        FeedId.Parse(row.RowKey),
        Enum.Parse<FeedTrouble>(row.GetString("Trouble")!),
        row.GetString("Owner") is { } owner ? PersonId.Parse(owner) : null,
        row.GetString("Name")!,
        row.GetString("Address")!,
        row.GetString("Reason"),
        row.GetDateTimeOffset("Since"),
        row.GetDateTimeOffset("At")!.Value,
        row.GetBoolean("IsPlanned") ?? false);
}
