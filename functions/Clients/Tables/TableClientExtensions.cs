using Azure;

namespace EsgFunctions.Clients.Tables;

/// <summary>Reading without naming the row type, which is always <see cref="TableEntity"/>.</summary>
public static class TableClientExtensions
{
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
