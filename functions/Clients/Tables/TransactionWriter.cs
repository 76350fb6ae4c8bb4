using System.Buffers;
using System.Text;
using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>The body of a transaction: a changeset of HTTP requests inside a multipart message.</summary>
internal sealed class TransactionWriter(string address, string table, string writeId)
{
    private readonly ArrayBufferWriter<byte> _body = new(4096);

    public string ContentType => $"multipart/mixed; boundary=batch_{writeId}";

    /// <exception cref="ArgumentException">The actions are not 1 to 100 different rows of one partition, or are over 4 MiB together.</exception>
    public ReadOnlyMemory<byte> Write(IReadOnlyList<TableTransactionAction> actions)
    {
        Check(actions);
        Line($"--batch_{writeId}");
        Line($"Content-Type: multipart/mixed; boundary=changeset_{writeId}");
        Line("");
        foreach (var action in actions)
        {
            Line($"--changeset_{writeId}");
            Line("Content-Type: application/http");
            Line("Content-Transfer-Encoding: binary");
            Line("");
            WriteRequest(action);
        }

        Line($"--changeset_{writeId}--");
        Line($"--batch_{writeId}--");
        return _body.WrittenCount <= TableLimits.TransactionBytes
            ? _body.WrittenMemory
            : throw new ArgumentException(
                $"The transaction has {_body.WrittenCount} bytes; the limit is {TableLimits.TransactionBytes}.", nameof(actions));
    }

    private static void Check(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count is 0 or > TableLimits.TransactionActions)
        {
            throw new ArgumentException(
                $"The transaction has {actions.Count} actions; it takes 1 to {TableLimits.TransactionActions}.", nameof(actions));
        }

        var rows = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < actions.Count; i++)
        {
            var entity = actions[i].Entity;
            TableEntityWriter.CheckKeys(entity);
            if (entity.PartitionKey != actions[0].Entity.PartitionKey)
            {
                // Azurite would write them.
                throw new ArgumentException($"Action {i} is of another partition than action 0: a transaction has one.", nameof(actions));
            }

            if (!rows.Add(entity.RowKey))
            {
                throw new ArgumentException($"Action {i} is a second one on its row: a transaction has one per row.", nameof(actions));
            }
        }
    }

    private void WriteRequest(TableTransactionAction action)
    {
        var row = action.Entity;
        var isAdd = action.ActionType == TableTransactionActionType.Add;
        var path = isAdd ? TablePath.Insert(table) : TablePath.Row(table, row.PartitionKey, row.RowKey);
        Line($"{Method(action.ActionType)} {address}{path} HTTP/1.1");
        Line($"Accept: {TableTransport.JsonWithTypes}");
        Line($"DataServiceVersion: {TableTransport.DataServiceVersion}");
        if (action.ActionType is TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace or TableTransactionActionType.Delete)
        {
            Line($"If-Match: {(action.ETag == default ? ETag.All : action.ETag).ToString("H")}");
        }

        if (action.ActionType == TableTransactionActionType.Delete)
        {
            Line("");
            return;
        }

        if (isAdd)
        {
            Line("Prefer: return-no-content");
        }

        Line($"Content-Type: {TableTransport.Json}");
        Line("");
        TableEntityWriter.Write(_body, row, writeId);
        Line("");
    }

    private static RequestMethod Method(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Add => RequestMethod.Post,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => RequestMethod.Patch,
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => RequestMethod.Put,
        _ => RequestMethod.Delete,
    };

    private void Line(string text)
    {
        Encoding.UTF8.GetBytes(text, _body);
        _body.Write("\r\n"u8);
    }
}
