using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using EsgFunctions.People;

namespace EsgFunctions.Delivery;

/// <summary>
/// The transport that needs no vendor: each message becomes a blob that a person can read. Named by the dispatch, so a
/// second try writes the same blob and nobody is told twice. Retention: a lifecycle rule of the container.
/// </summary>
public class OutboxClient(BlobServiceClient blobs, TimeProvider time)
{
    public const string Container = "outbox";

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Container);

    /// <summary>Where the messages of a channel lie.</summary>
    public static string Folder(Channel channel) => $"{channel.ToString().ToLowerInvariant()}/";

    /// <exception cref="RequestFailedException">The storage account did not take it: try again.</exception>
    public virtual async Task SendAsync(DispatchId id, Channel channel, string to, PersonId person, MessageContent content, DeliveryBatch batch, string why, CancellationToken cancellation)
    {
        var message = new OutboxMessage(
            channel, to, person, content.Subject, content.Text, content.Html, batch.About, batch.StoryId, why, time.GetUtcNow());
        var body = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(message, DeliveryJson.Default.OutboxMessage));
        try
        {
            await _container.GetBlobClient($"{Folder(channel)}{id}.json").UploadAsync(body, overwrite: false, cancellation);
        }
        catch (RequestFailedException sent) when (sent.Status == 409)
        {
            // An earlier try sent it and died before it was marked.
        }
    }
}

/// <summary>A message in the outbox, as its JSON shows it.</summary>
public sealed record OutboxMessage(
    Channel Channel,
    string To,
    PersonId PersonId,
    string Subject,
    string Text,
    string Html,
    string AlertId,
    string StoryId,
    string Reason,
    DateTimeOffset At);
