using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Queues;
using EsgFunctions.Hosting;

namespace EsgFunctions.Clients;

/// <summary>
/// Starts work from an HTTP endpoint, which has no output binding: it writes its row first, then this message, and a
/// timer finds the rows whose message was never sent. Functions return their messages instead.
/// </summary>
public class QueueSender(QueueServiceClient queues)
{
    public virtual async Task SendAsync<T>(string queue, T message, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var client = queues.GetQueueClient(queue);
        var body = new BinaryData(Envelope.Write(message, type, Activity.Current?.Id));
        try
        {
            await client.SendMessageAsync(body, cancellationToken: cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await client.SendMessageAsync(body, cancellationToken: cancellation);
        }
    }
}
