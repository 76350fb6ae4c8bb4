using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>The stores' own tables and containers on the emulator. They are shared by all tests, so each test has ids of its own.</summary>
[Collection(AzuriteTests.Name)]
public abstract class StoreContract(AzuriteFixture azurite)
{
    protected static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken None => CancellationToken.None;

    protected TableServiceClient Tables { get; } = new(azurite.ConnectionString);

    protected BlobServiceClient Blobs { get; } = new(azurite.ConnectionString);

    protected QueueServiceClient Queues { get; } = new(azurite.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    protected static string NewId() => $"t{Guid.NewGuid():N}";

    protected async Task TableAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Tables.CreateTableIfNotExistsAsync(name);
        }
    }

    protected async Task ContainerAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
        }
    }
}
