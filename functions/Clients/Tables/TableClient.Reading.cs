using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

public partial class TableClient
{
    /// <param name="select">The properties wanted; all by default. Keys are wanted only where named.</param>
    /// <exception cref="RequestFailedException">404 ResourceNotFound, or TableNotFound.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : TableEntity, new()
    {
        var response = await GetAsync(partitionKey, rowKey, select, cancellationToken, 200);
        return Response.FromValue(TableEntityReader.ReadOne<T>(response.Content), response);
    }

    /// <summary>As <see cref="GetEntityAsync{T}"/>, but without a value where there is no such row (or table).</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : TableEntity, new()
    {
        var response = await GetAsync(partitionKey, rowKey, select, cancellationToken, 200, 404);
        return response.Status == 404
            ? new NoEntityResponse<T>(response)
            : Response.FromValue(TableEntityReader.ReadOne<T>(response.Content), response);
    }

    /// <summary>
    /// The rows that a filter selects, in order of partition key and row key (ordinal). A page's continuation token may be kept
    /// and given to <c>AsPages</c> of the same query later.
    /// </summary>
    /// <param name="filter">Best made by <see cref="CreateQueryFilter"/>; at most 15 comparisons.</param>
    /// <param name="maxPerPage">1 to 1000, the default. The size of a page, not of the answer; a page may have fewer rows, even none.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : TableEntity, new()
    {
        TableLimits.CheckPageSize(maxPerPage);
        var columns = TableQuery.Select(select);
        return new TablePages<T>((token, size, cancellation) => PageAsync<T>(filter, columns, token, size, cancellation), maxPerPage, cancellationToken);
    }

    private async Task<Response> GetAsync(
        string partitionKey, string rowKey, IEnumerable<string>? select, CancellationToken cancellationToken, params ushort[] expected)
    {
        using var message = CreateRowMessage(RequestMethod.Get, partitionKey, rowKey);
        TableQuery.Apply(message.Request.Uri, filter: null, pageSize: null, TableQuery.Select(select));
        return await _transport.SendAsync(message, cancellationToken, expected);
    }

    private async Task<Page<T>> PageAsync<T>(string? filter, string? select, string? token, int? size, CancellationToken cancellationToken)
        where T : TableEntity, new()
    {
        using var message = _transport.CreateMessage(RequestMethod.Get, TablePath.Query(Name));
        TableQuery.Apply(message.Request.Uri, filter, size, select);
        if (token is not null)
        {
            ContinuationToken.Apply(token, message.Request.Uri, "NextPartitionKey", "NextRowKey");
        }

        try
        {
            var response = await _transport.SendAsync(message, cancellationToken, 200);
            return Page<T>.FromValues(TableEntityReader.ReadPage<T>(response.Content), ContinuationToken.From(response, "NextPartitionKey", "NextRowKey"), response);
        }
        catch (RequestFailedException refused) when (token is not null && refused.Status == 400)
        {
            // Its text is the service's own: what no page gave, it does not take.
            throw new ContinuationTokenException(refused);
        }
    }
}
