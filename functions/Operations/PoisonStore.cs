using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace EsgFunctions.Operations;

/// <summary>A message that failed for good, until a person retries it.</summary>
public sealed record PoisonMessage(string Queue, string Id, DateTimeOffset? InsertedOn, string Text, string? Reason, string? Function);

/// <summary>The poison queues of the road: what lies in them, and back on the road with it.</summary>
public class PoisonStore(QueueServiceClient queues, FailureStore failures)
{
    /// <summary>What one call to the queue service can show.</summary>
    private const int Most = 32;

    public async Task<IReadOnlyList<PoisonMessage>> ListAsync(string queue, CancellationToken cancellation)
    {
        try
        {
            var peeked = (await queues.GetQueueClient(Queues.PoisonOf(queue)).PeekMessagesAsync(Most, cancellation)).Value;
            return await Task.WhenAll(peeked.Select(async message =>
            {
                var text = message.Body.ToString();
                var failure = await failures.FindAsync(text, cancellation);
                return new PoisonMessage(queue, message.MessageId, message.InsertedOn, text, failure?.Reason, failure?.Function);
            }));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    /// <summary>Puts the message back on its queue. False where it is not, or no longer, in the poison queue.</summary>
    public async Task<bool> RetryAsync(string queue, string id, CancellationToken cancellation)
    {
        var poison = queues.GetQueueClient(Queues.PoisonOf(queue));
        var others = new List<QueueMessage>();
        try
        {
            while ((await poison.ReceiveMessagesAsync(Most, TimeSpan.FromSeconds(30), cancellation)).Value is { Length: > 0 } received)
            {
                others.AddRange(received.Where(message => message.MessageId != id));
                if (received.FirstOrDefault(message => message.MessageId == id) is { } found)
                {
                    // Sent before it is deleted: dying between the two runs it twice, which changes nothing.
                    await queues.GetQueueClient(queue).SendMessageAsync(found.Body, cancellationToken: cancellation);
                    await poison.DeleteMessageAsync(found.MessageId, found.PopReceipt, cancellation);
                    return true;
                }
            }

            return false;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
        finally
        {
            foreach (var other in others)
            {
                await poison.UpdateMessageAsync(other.MessageId, other.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: CancellationToken.None);
            }
        }
    }
}
