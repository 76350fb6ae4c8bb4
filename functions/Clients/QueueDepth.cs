using Azure;
using Azure.Storage.Queues;

namespace EsgFunctions.Clients;

/// <summary>How much waits in the queues.</summary>
public class QueueDepth(QueueServiceClient queues)
{
    /// <summary>How many messages wait in a queue, about, and since when the oldest.</summary>
    public virtual async Task<(int Depth, DateTimeOffset? Oldest)> MeasureAsync(string queue, CancellationToken cancellation)
    {
        var client = queues.GetQueueClient(queue);
        try
        {
            var depth = (await client.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;
            return (depth, depth == 0 ? null : (await client.PeekMessageAsync(cancellation)).Value?.InsertedOn);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (0, null);
        }
    }
}
