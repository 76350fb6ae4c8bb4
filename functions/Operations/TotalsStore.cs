using Azure.Storage.Blobs;
using EsgFunctions.Alerting;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Delivery;
using EsgFunctions.Ingestion;
using EsgFunctions.Stories;

namespace EsgFunctions.Operations;

/// <summary>All there is in the store.</summary>
public sealed record Totals(int Feeds, int Items, int Stories, int Alerts, int Emails, int Sms);

/// <summary>Counts by reading whole tables, keys only: for a local run and for a person who asks, never for a function.</summary>
public class TotalsStore(TableServiceClient tables, BlobServiceClient blobs)
{
    public async Task<Totals> CountAsync(CancellationToken cancellation) => new(
        await RowsAsync(FeedStore.Table, null, cancellation),
        await ItemsAsync(cancellation),
        await RowsAsync(StoryStore.DayTable, null, cancellation),
        await RowsAsync(AlertStore.Table, AlertStore.AlertRows, cancellation),
        await BlobsAsync(Channel.Email, cancellation),
        await BlobsAsync(Channel.Sms, cancellation));

    private async Task<int> RowsAsync(string table, string? filter, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var _ in tables.GetTableClient(table).QueryAsync(filter, select: ["PartitionKey"], cancellationToken: cancellation))
        {
            count++;
        }

        return count;
    }

    private async Task<int> ItemsAsync(CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var row in tables.GetTableClient(ItemStore.BatchTable).QueryAsync(null, select: ["Items"], cancellationToken: cancellation))
        {
            count += row.GetInt32("Items") ?? 0;
        }

        return count;
    }

    private async Task<int> BlobsAsync(Channel channel, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var _ in blobs.GetBlobContainerClient(OutboxClient.Container).GetBlobsAsync(prefix: OutboxClient.Folder(channel), cancellationToken: cancellation))
        {
            count++;
        }

        return count;
    }
}
