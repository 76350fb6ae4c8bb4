using System.Buffers;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>The Table service of one storage account.</summary>
public class TableServiceClient
{
    private readonly TableTransport _transport;

    /// <param name="connectionString">With an account key, or <c>UseDevelopmentStorage=true</c>.</param>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
    {
        var parsed = TableConnectionString.Parse(connectionString);
        _transport = TableTransport.With(parsed.Endpoint, parsed.Credential, options);
    }

    /// <param name="tokenCredential">Needs the role Storage Table Data Contributor, and an https endpoint.</param>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        _transport = TableTransport.With(endpoint, tokenCredential, options);

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options = null) =>
        _transport = TableTransport.With(endpoint, credential, options);

    internal TableServiceClient(TableTransport transport) => _transport = transport;

    /// <summary>For substitutes in tests.</summary>
    protected TableServiceClient() => _transport = null!;

    public virtual string AccountName => _transport.AccountName;

    public virtual Uri Uri => _transport.Endpoint;

    /// <exception cref="ArgumentException">Not a table name.</exception>
    public virtual TableClient GetTableClient(string tableName)
    {
        TableLimits.CheckTable(tableName);
        return new TableClient(tableName, _transport);
    }

    /// <summary>A table that is there is as good as one created; one being deleted is not (409 TableBeingDeleted).</summary>
    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default)
    {
        var response = await CreateAsync(tableName, cancellationToken, 201, 204, 409);
        return response.Status != 409 || TableErrors.Of(response)?.Code == "TableAlreadyExists"
            ? Response.FromValue(new TableItem(tableName), response)
            : throw new RequestFailedException(response);
    }

    /// <exception cref="RequestFailedException">409 TableAlreadyExists; it may be this call's own table, when the answer to an earlier try was lost.</exception>
    public virtual async Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(tableName), await CreateAsync(tableName, cancellationToken, 201, 204));

    /// <summary>Deletes the table; one that is not there is no error (404 in the answer).</summary>
    public virtual async Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckTable(tableName);
        using var message = _transport.CreateMessage(RequestMethod.Delete, TablePath.Table(tableName), TableTransport.Json);
        return await _transport.SendAsync(message, cancellationToken, 204, 404);
    }

    public virtual AsyncPageable<TableItem> QueryAsync(string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default)
    {
        TableLimits.CheckPageSize(maxPerPage);
        return new TablePages<TableItem>((token, size, cancellation) => PageAsync(filter, token, size, cancellation), maxPerPage, cancellationToken);
    }

    private async Task<Response> CreateAsync(string tableName, CancellationToken cancellationToken, params ushort[] expected)
    {
        TableLimits.CheckTable(tableName);
        var body = new ArrayBufferWriter<byte>(96);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("TableName", tableName);
            json.WriteEndObject();
        }

        using var message = _transport.CreateMessage(RequestMethod.Post, TablePath.Tables, body.WrittenMemory);
        return await _transport.SendAsync(message, cancellationToken, expected);
    }

    private async Task<Page<TableItem>> PageAsync(string? filter, string? token, int? size, CancellationToken cancellationToken)
    {
        using var message = _transport.CreateMessage(RequestMethod.Get, TablePath.Tables);
        TableQuery.Apply(message.Request.Uri, filter, size, select: null);
        if (token is not null)
        {
            ContinuationToken.Apply(token, message.Request.Uri, "NextTableName", second: null);
        }

        var response = await _transport.SendAsync(message, cancellationToken, 200);
        var tables = TableEntityReader.ReadPage<TableEntity>(response.Content).Select(t => new TableItem(t.GetString("TableName")!)).ToArray();
        return Page<TableItem>.FromValues(tables, ContinuationToken.From(response, "NextTableName", second: null), response);
    }
}
