using System.Buffers;
using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>
/// One table. Requests are repeated by the pipeline (throttling, network, 5xx); a write whose answer was lost is recognised
/// and reported as done, see <see cref="WriteId"/>. Any status not named here is a <see cref="RequestFailedException"/> with the service's code.
/// </summary>
public partial class TableClient
{
    private readonly TableTransport _transport;

    internal TableClient(string name, TableTransport transport)
    {
        Name = name;
        _transport = transport;
    }

    /// <summary>For substitutes in tests.</summary>
    protected TableClient()
    {
        Name = "";
        _transport = null!;
    }

    public virtual string Name { get; }

    public virtual string AccountName => _transport.AccountName;

    /// <summary>A filter with its values escaped and typed: string, bool, int, long, double, DateTimeOffset, Guid, byte[]. No quotes around the holes.</summary>
    /// <exception cref="ArgumentException">A value is null or of another type.</exception>
    public static string CreateQueryFilter(FormattableString filter) => TableFilter.Create(filter);

    public virtual Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        new TableServiceClient(_transport).CreateTableIfNotExistsAsync(Name, cancellationToken);

    /// <exception cref="RequestFailedException">409 TableAlreadyExists.</exception>
    public virtual Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        new TableServiceClient(_transport).CreateTableAsync(Name, cancellationToken);

    /// <summary>Deletes the table; one that is not there is no error (404 in the answer).</summary>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        new TableServiceClient(_transport).DeleteTableAsync(Name, cancellationToken);

    /// <summary>Writes a row that must not be there yet.</summary>
    /// <exception cref="RequestFailedException">409 EntityAlreadyExists.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : TableEntity =>
        WriteAsync(RequestMethod.Post, entity, ifMatch: null, WriteId.New(), cancellationToken);

    /// <summary>Writes a row that must be there, in the version given.</summary>
    /// <param name="ifMatch">The version read, or <see cref="ETag.All"/> for any.</param>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied; 404 ResourceNotFound.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : TableEntity
    {
        if (ifMatch == default)
        {
            throw new ArgumentException("An update needs the ETag that was read, or ETag.All.", nameof(ifMatch));
        }

        return WriteAsync(Method(mode), entity, ifMatch, WriteId.New(), cancellationToken);
    }

    /// <summary>Writes a row whether it is there or not.</summary>
    public virtual Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : TableEntity =>
        // A merge leaves what it does not name, so it must not leave the mark of an earlier write; a replacement does not.
        WriteAsync(Method(mode), entity, ifMatch: null, mode == TableUpdateMode.Merge ? WriteId.New() : null, cancellationToken);

    /// <summary>Deletes a row; one that is not there is no error (404 in the answer).</summary>
    /// <param name="ifMatch">The version that must still be there; by default any.</param>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied.</exception>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using var message = CreateRowMessage(RequestMethod.Delete, partitionKey, rowKey);
        message.Request.Headers.Add(HttpHeader.Names.IfMatch, (ifMatch == default ? ETag.All : ifMatch).ToString("H"));
        return await _transport.SendAsync(message, cancellationToken, 204, 404);
    }

    private static RequestMethod Method(TableUpdateMode mode) => mode switch
    {
        TableUpdateMode.Merge => RequestMethod.Patch,
        TableUpdateMode.Replace => RequestMethod.Put,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    private async Task<Response> WriteAsync(RequestMethod method, TableEntity entity, ETag? ifMatch, string? writeId, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(512);
        TableEntityWriter.Write(body, entity, writeId);
        var path = method == RequestMethod.Post ? TablePath.Insert(Name) : TablePath.Row(Name, entity.PartitionKey, entity.RowKey);
        using var message = _transport.CreateMessage(method, path, body.WrittenMemory);
        if (ifMatch is { } version)
        {
            message.Request.Headers.Add(HttpHeader.Names.IfMatch, version.ToString("H"));
        }

        var response = await _transport.SendAnyAsync(message, cancellationToken, 201, 204);
        if (response.Status is 201 or 204)
        {
            return response;
        }

        var done = writeId is not null && LostAnswer.Possible(message, response.Status)
            ? await LostAnswer.ReadBackAsync(_transport, Name, entity, writeId, cancellationToken)
            : null;
        return done ?? throw new RequestFailedException(response);
    }

    private HttpMessage CreateRowMessage(RequestMethod method, string partitionKey, string rowKey)
    {
        TableLimits.CheckKey(partitionKey, TableEntity.PartitionKeyName);
        TableLimits.CheckKey(rowKey, TableEntity.RowKeyName);
        return _transport.CreateMessage(method, TablePath.Row(Name, partitionKey, rowKey));
    }
}
