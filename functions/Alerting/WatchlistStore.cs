using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Alerting;

/// <summary>Table Watchlists: one partition (hundreds of lists, and every story is held against all). Kept until removed by a person.</summary>
public class WatchlistStore(TableServiceClient tables)
{
    public const string Table = "Watchlists";

    private const string Partition = "lists";

    private readonly TableClient _table = tables.GetTableClient(Table);

    public async Task<(Watchlist List, ETag ETag)?> GetAsync(WatchlistId id, CancellationToken cancellation)
    {
        var row = await _table.GetEntityIfExistsAsync(Partition, id.Value, cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    public async Task<IReadOnlyList<Watchlist>> ListAsync(CancellationToken cancellation)
    {
        var lists = new List<Watchlist>();
        await foreach (var row in _table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellation))
        {
            lists.Add(Read(row));
        }

        return lists;
    }

    /// <summary>Creates (null) or replaces what was read with the ETag.</summary>
    /// <exception cref="RequestFailedException">409: it exists; 412: it has changed.</exception>
    public async Task<ETag> SaveAsync(Watchlist list, ETag? ifMatch, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition, list.Id.Value) { ["List"] = PackedJson.Write(list, AlertingJson.Default.Watchlist) };
        var response = ifMatch is { } etag
            ? await _table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellation)
            : await _table.AddEntityAsync(row, cancellation);
        return response.Headers.ETag ?? default;
    }

    public Task DeleteAsync(WatchlistId id, CancellationToken cancellation) => _table.DeleteEntityAsync(Partition, id.Value, cancellationToken: cancellation);

    private static Watchlist Read(TableEntity row) => PackedJson.Read(row.GetBinary("List"), AlertingJson.Default.Watchlist);
}
