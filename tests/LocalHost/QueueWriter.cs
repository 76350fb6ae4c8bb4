using Azure;
using Azure.Storage.Queues;

namespace EsgFunctions.LocalHost;

/// <summary>Puts messages on queues as the host does: encoded, the queue made where it is missing, listeners woken.</summary>
public sealed class QueueWriter(QueueServiceClient queues, bool isBase64, QueueWatch watch)
{
    private const int LongestName = 63;

    /// <summary>All at once; some may be there although another failed.</summary>
    /// <exception cref="RequestFailedException">The storage refused one, for instance because it is too long.</exception>
    public Task WriteAsync(IEnumerable<MessageOut> messages, CancellationToken cancellation) =>
        Task.WhenAll(messages.Select(m => WriteRawAsync(m.Queue, QueueBodies.Encode(m.Body.Span, isBase64), cancellation)));

    /// <summary>For a message that must go on exactly as it lies in another queue.</summary>
    public async Task WriteRawAsync(string queue, string wire, CancellationToken cancellation)
    {
        var client = queues.GetQueueClient(queue);
        try
        {
            await client.SendMessageAsync(wire, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await client.SendMessageAsync(wire, cancellation);
        }

        watch.Written(queue);
    }

    /// <returns>Null for a queue that has no poison twin: its messages are tried for ever.</returns>
    public static string? PoisonQueue(string queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return queue.EndsWith("-poison", StringComparison.Ordinal) || queue.Length + "-poison".Length > LongestName ? null : $"{queue}-poison";
    }
}
