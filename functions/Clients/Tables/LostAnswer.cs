using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>Finds out what a refused write really did, when an earlier try of it may have been carried out; see <see cref="WriteId"/>.</summary>
internal static class LostAnswer
{
    /// <summary>The pipeline sent the request more than once, and what the service says now may be due to the first try.</summary>
    public static bool Possible(HttpMessage message, int status) => message.ProcessingContext.RetryNumber > 0 && status is 404 or 409 or 412;

    /// <summary>The success that the write was, or null where the row is not as this write left it.</summary>
    public static async Task<Response?> ReadBackAsync(
        TableTransport transport, string table, TableEntity entity, string writeId, CancellationToken cancellationToken)
    {
        var row = await MarkAsync(transport, table, entity, cancellationToken);
        return row?.WriteId == writeId ? WriteResponse.Written(row.ETag) : null;
    }

    /// <summary>
    /// A transaction is whole or nothing, so one row with its mark proves it; one of deletes only is as good as done when no row is left.
    /// A row that somebody has changed since has no ETag in the answer: a later conditional write by this caller must not succeed.
    /// </summary>
    public static async Task<IReadOnlyList<Response>?> ReadBackAsync(
        TableTransport transport, string table, IReadOnlyList<TableTransactionAction> actions, string writeId, CancellationToken cancellationToken)
    {
        var answers = new Response[actions.Count];
        var marked = 0;
        var gone = 0;
        for (var i = 0; i < answers.Length; i++)
        {
            var row = await MarkAsync(transport, table, actions[i].Entity, cancellationToken);
            var isDelete = actions[i].ActionType == TableTransactionActionType.Delete;
            var isMarked = !isDelete && row?.WriteId == writeId;
            marked += isMarked ? 1 : 0;
            gone += isDelete && row is null ? 1 : 0;
            answers[i] = WriteResponse.Written(isMarked ? row!.ETag : null);
        }

        return marked > 0 || gone == answers.Length ? answers : null;
    }

    private static async Task<TableEntity?> MarkAsync(TableTransport transport, string table, TableEntity entity, CancellationToken cancellationToken)
    {
        using var message = transport.CreateMessage(RequestMethod.Get, TablePath.Row(table, entity.PartitionKey, entity.RowKey));
        message.Request.Uri.AppendQuery("$select", WriteId.Property);
        var response = await transport.SendAsync(message, cancellationToken, 200, 404);
        return response.Status == 200 ? TableEntityReader.ReadOne<TableEntity>(response.Content) : null;
    }
}
