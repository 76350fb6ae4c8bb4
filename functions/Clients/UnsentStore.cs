using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Clients;

/// <summary>
/// One row for each piece of work that an HTTP endpoint has started and whose message may not have been sent yet. The endpoint
/// writes the row, then what the work is about, then the message, and then takes the row away; a timer sends the message of
/// what is still there.
/// </summary>
/// <param name="table">The table, which is the store's own.</param>
public abstract class UnsentStore(TableServiceClient tables, string table)
{
    private static readonly TimeSpan TakenForLost = TimeSpan.FromMinutes(1);

    /// <summary>Swept for so long, in case that the timer's own message is lost: the work can be done twice.</summary>
    private static readonly TimeSpan SweptFor = TimeSpan.FromMinutes(5);

    private const string Partition = "unsent";

    private readonly TableClient _table = tables.GetTableClient(table);

    /// <param name="key">Fit for a row key; the same again is the same work.</param>
    /// <param name="at">When it is to be done: an instant to come makes it wait for that.</param>
    public Task AddAsync(string key, DateTimeOffset at, CancellationToken cancellation) =>
        _table.UpsertEntityAsync(new TableEntity(Partition, key) { ["At"] = at }, TableUpdateMode.Replace, cancellation);

    public Task MarkSentAsync(string key, CancellationToken cancellation) => _table.DeleteEntityAsync(Partition, key, cancellationToken: cancellation);

    /// <summary>What is to be sent again. What has been often enough is forgotten.</summary>
    public async Task<IReadOnlyList<string>> SweepAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var unsent = new List<string>();
        var old = new List<string>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and At le {now - TakenForLost}"), cancellationToken: cancellation))
        {
            unsent.Add(row.RowKey);
            if (now - row.GetDateTimeOffset("At")!.Value > SweptFor)
            {
                old.Add(row.RowKey);
            }
        }

        foreach (var key in old)
        {
            await MarkSentAsync(key, cancellation);
        }

        return unsent;
    }
}
