using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.LocalHost;

/// <summary>Delayed work of the app: a row and a timer carry it, so a quiet queue does not mean that nothing is to come.</summary>
public sealed class DueRows(TableServiceClient tables)
{
    private static readonly string[] Names = ["DueDeliveries"];

    /// <summary>The earliest instant at which a row is due, of those due at <paramref name="until"/>; null when there is none.</summary>
    public async Task<DateTimeOffset?> EarliestAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        DateTimeOffset? earliest = null;
        foreach (var name in Names)
        {
            var filter = TableClient.CreateQueryFilter($"At le {until}");
            try
            {
                await foreach (var row in tables.GetTableClient(name).QueryAsync(filter, cancellationToken: cancellation))
                {
                    if (row.GetDateTimeOffset("At") is { } at && (earliest is null || at < earliest))
                    {
                        earliest = at;
                    }
                }
            }
            catch (RequestFailedException missing) when (missing.Status == 404)
            {
                // The app has not needed the table yet.
            }
        }

        return earliest;
    }
}
