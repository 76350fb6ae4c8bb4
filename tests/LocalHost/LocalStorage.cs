using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.LocalHost;

/// <summary>The emulator's account as the host uses it. Tables and the other containers are the app's to make.</summary>
public sealed class LocalStorage(string connection)
{
    public const string UploadsContainer = "uploads";
    public const string UploadsQueue = "uploads-received";

    private const string HostsContainer = "azure-webjobs-hosts";
    private const string OutboxContainer = "outbox";

    private readonly BlobServiceClient _blobs = new(connection);

    public string Connection => connection;

    public QueueServiceClient Queues { get; } = new(connection, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });

    public TableServiceClient Tables { get; } = new(connection);

    public BlobContainerClient Uploads => _blobs.GetBlobContainerClient(UploadsContainer);

    public BlobContainerClient Outbox => _blobs.GetBlobContainerClient(OutboxContainer);

    public BlobContainerClient Hosts => _blobs.GetBlobContainerClient(HostsContainer);

    public BlobClient AnnouncedUploads => Hosts.GetBlobClient("localhost/announced-uploads.json");

    /// <summary>On Azure the deployment does this.</summary>
    public async Task PrepareAsync(IEnumerable<string> queues, CancellationToken cancellation)
    {
        var names = queues.SelectMany(q => new[] { q, QueueWriter.PoisonQueue(q) }).OfType<string>().Distinct();
        await Task.WhenAll(names.Select(name => Queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellation)));
        await Task.WhenAll(new[] { Uploads, Outbox, Hosts }.Select(c => c.CreateIfNotExistsAsync(PublicAccessType.None, cancellationToken: cancellation)));
    }

    /// <summary>Messages of a queue, the invisible ones too; 0 for a queue that is not there.</summary>
    public async Task<int> CountAsync(string queue, CancellationToken cancellation)
    {
        var client = Queues.GetQueueClient(queue);
        return await client.ExistsAsync(cancellation) ? (await client.GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount : 0;
    }

    public async Task<int> CountPoisonAsync(CancellationToken cancellation)
    {
        var total = 0;
        await foreach (var queue in Queues.GetQueuesAsync(cancellationToken: cancellation))
        {
            total += queue.Name.EndsWith("-poison", StringComparison.Ordinal) ? await CountAsync(queue.Name, cancellation) : 0;
        }

        return total;
    }
}
