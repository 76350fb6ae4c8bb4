using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

public partial class TableClient
{
    /// <summary>Carries out all of the actions or none; the answers are in their order, each with its row's new ETag.</summary>
    /// <param name="transactionActions">1 to 100 different rows of one partition, at most 4 MiB together.</param>
    /// <exception cref="ArgumentException">The actions break one of these rules; nothing was sent.</exception>
    /// <exception cref="TableTransactionFailedException">One action was refused (409, 412, 404, 400); nothing was written.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        var actions = transactionActions.ToArray();
        var writeId = WriteId.New();
        var writer = new TransactionWriter(_transport.Address, Name, writeId);
        using var message = _transport.CreateMessage(RequestMethod.Post, TablePath.Transaction);
        message.Request.Content = RequestContent.Create(writer.Write(actions));
        message.Request.Headers.Add(HttpHeader.Names.ContentType, writer.ContentType);

        var response = await _transport.SendAsync(message, cancellationToken, 202);
        IReadOnlyList<Response> answers = TransactionReader.Read(response.Content);
        if (answers is [{ Status: >= 400 } refusal])
        {
            answers = LostAnswer.Possible(message, refusal.Status)
                && await LostAnswer.ReadBackAsync(_transport, Name, actions, writeId, cancellationToken) is { } done
                ? done
                : throw TransactionReader.Failure(refusal);
        }

        return answers.Count == actions.Length
            ? Response.FromValue(answers, response)
            : throw new RequestFailedException(
                $"The service gave {answers.Count} answers to a transaction of {actions.Length} actions; whether it was carried out is not known.");
    }
}
