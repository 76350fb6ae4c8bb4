using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Clients;

/// <summary>A store whose rows have an end.</summary>
public interface IForgetfulStore
{
    /// <summary>Removes what is past its retention. A second run finds nothing left to do.</summary>
    /// <returns>Rows removed.</returns>
    Task<int> ForgetAsync(DateTimeOffset now, CancellationToken cancellation);
}

public static class Forgetting
{
    /// <summary>Removes the rows of a table that the filter finds, up to a hundred of one partition in a transaction.</summary>
    public static async Task<int> ForgetAsync(this TableClient table, string filter, CancellationToken cancellation)
    {
        var rows = 0;
        await foreach (var page in table.QueryAsync(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation).AsPages())
        {
            foreach (var partition in page.Values.GroupBy(row => row.PartitionKey))
            {
                foreach (var some in partition.Chunk(100))
                {
                    await table.SubmitTransactionAsync(
                        some.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, Azure.ETag.All)), cancellation);
                    rows += some.Length;
                }
            }
        }

        return rows;
    }
}
