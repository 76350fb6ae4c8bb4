using System.Globalization;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Delivery;

/// <summary>A batch that must be looked at again at an instant.</summary>
/// <param name="Due">The minute: the row's partition.</param>
/// <param name="Releases">How often it was released already.</param>
public sealed record DueDelivery(string Due, string Batch, Channel Channel, DateTimeOffset At, int Releases);

/// <summary>
/// Table DueDeliveries: what waits (a group's wait) and what is watched (an intention not marked sent in time), one
/// partition a minute. A row goes when its batch is done, so the table holds only what is open.
/// </summary>
public class DueDeliveryStore(TableServiceClient tables)
{
    public const string Table = "DueDeliveries";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);

    public Task SaveAsync(DueDelivery due, CancellationToken cancellation) => _table.UpsertEntityAsync(
        new TableEntity(due.Due, due.Batch) { ["Channel"] = due.Channel.ToString(), ["At"] = due.At, ["Releases"] = due.Releases },
        TableUpdateMode.Replace,
        cancellation);

    public Task DeleteAsync(string due, string batch, CancellationToken cancellation) => _table.DeleteEntityAsync(due, batch, cancellationToken: cancellation);

    /// <summary>What is due at <paramref name="now"/>, oldest minute first, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<DueDelivery>> ListAsync(DateTimeOffset now, int most, CancellationToken cancellation)
    {
        var due = new List<DueDelivery>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey le {Minute(now)} and At le {now}"), cancellationToken: cancellation))
        {
            due.Add(new(row.PartitionKey, row.RowKey, Enum.Parse<Channel>(row.GetString("Channel")!), row.GetDateTimeOffset("At")!.Value, row.GetInt32("Releases") ?? 0));
            if (due.Count == most)
            {
                break;
            }
        }

        return due;
    }
}
