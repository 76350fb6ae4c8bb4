using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace EsgFunctions.LocalHost;

/// <summary>Reads container outbox, newest first; a blob is read once per ETag.</summary>
public sealed class OutboxBlobs(BlobContainerClient container)
{
    private readonly ConcurrentDictionary<string, (ETag? ETag, OutboxMessage Message, DateTimeOffset At)> _read = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<OutboxMessage>> ListAsync(string? channel, string? to, CancellationToken cancellation)
    {
        var messages = new List<(OutboxMessage Message, DateTimeOffset At)>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellation))
        {
            if (!_read.TryGetValue(blob.Name, out var known) || known.ETag != blob.Properties.ETag)
            {
                var message = await ReadAsync(blob.Name, cancellation);
                known = (blob.Properties.ETag, message, message.At ?? blob.Properties.LastModified ?? DateTimeOffset.MinValue);
                _read[blob.Name] = known;
            }

            messages.Add((known.Message, known.At));
        }

        return
        [
            .. messages
                .Where(m => string.IsNullOrEmpty(channel) || string.Equals(m.Message.Channel, channel, StringComparison.OrdinalIgnoreCase))
                .Where(m => string.IsNullOrEmpty(to) || m.Message.To?.Contains(to, StringComparison.OrdinalIgnoreCase) == true)
                .OrderByDescending(m => m.At)
                .Select(m => m.Message),
        ];
    }

    private async Task<OutboxMessage> ReadAsync(string name, CancellationToken cancellation)
    {
        var content = (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content;
        try
        {
            return JsonSerializer.Deserialize<OutboxMessage>(content, OutboxMessage.Json) is { } message
                ? message with { Channel = message.Channel?.ToLowerInvariant() }
                : Unreadable(name);
        }
        catch (JsonException)
        {
            return Unreadable(name);
        }
    }

    private static OutboxMessage Unreadable(string name) => new("unreadable", null, null, name, "This blob is not a message.", null, null, null, null, null);
}
