using Azure;

namespace EsgFunctions.Clients.Tables;

/// <summary>Reading without naming the row type, which is always <see cref="TableEntity"/>; writing many rows.</summary>
public static class TableClientExtensions
{
    /// <summary>Rows of one transaction.</summary>
    private const int TransactionRows = 100;

    private const int ParallelTransactions = 8;

    /// <summary>Carries out actions on different rows in transactions of up to 100 of one partition, several at a time: all of one are done or none, not all of all.</summary>
    /// <exception cref="TableTransactionFailedException">One action was refused; other transactions may have been carried out.</exception>
    public static Task SubmitManyAsync(this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Parallel.ForEachAsync(
            actions.GroupBy(action => action.Entity.PartitionKey).SelectMany(partition => partition.Chunk(TransactionRows)),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelTransactions, CancellationToken = cancellationToken },
            async (some, token) => await table.SubmitTransactionAsync(some, token));
    }

    /// <inheritdoc cref="TableClient.GetEntityAsync{T}"/>
    public static Task<Response<TableEntity>> GetEntityAsync(
        this TableClient table, string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.GetEntityAsync<TableEntity>(partitionKey, rowKey, select, cancellationToken);
    }

    /// <inheritdoc cref="TableClient.GetEntityIfExistsAsync{T}"/>
    public static Task<NullableResponse<TableEntity>> GetEntityIfExistsAsync(
        this TableClient table, string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.GetEntityIfExistsAsync<TableEntity>(partitionKey, rowKey, select, cancellationToken);
    }

    /// <inheritdoc cref="TableClient.QueryAsync{T}"/>
    public static AsyncPageable<TableEntity> QueryAsync(
        this TableClient table, string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.QueryAsync<TableEntity>(filter, maxPerPage, select, cancellationToken);
    }
}
