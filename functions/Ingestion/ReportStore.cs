using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Ingestion;

/// <summary>Table Reports: one row for each report of a person whose message may not have been sent yet; it goes when the message has.</summary>
public class ReportStore(TableServiceClient tables)
{
    public const string Table = "Reports";

    private const string Partition = "unsent";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public Task AddAsync(ItemId id, DateTimeOffset at, CancellationToken cancellation) =>
        _table.UpsertEntityAsync(new TableEntity(Partition, id.Value) { ["At"] = at }, TableUpdateMode.Replace, cancellation);

    public Task MarkSentAsync(ItemId id, CancellationToken cancellation) => _table.DeleteEntityAsync(Partition, id.Value, cancellationToken: cancellation);

    public async Task<IReadOnlyList<(ItemId Id, DateTimeOffset At)>> ListUnsentAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var unsent = new List<(ItemId, DateTimeOffset)>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and At le {before}"), cancellationToken: cancellation))
        {
            unsent.Add((ItemId.Parse(row.RowKey), row.GetDateTimeOffset("At")!.Value));
        }

        return unsent;
    }
}
