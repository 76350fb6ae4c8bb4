using Azure.Storage.Blobs;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Clients;

/// <summary>Makes what the deployment makes on Azure, before the first request of a local run is answered.</summary>
internal sealed class LocalStorageSetup(IEnumerable<StorageName> names, TableServiceClient tables, BlobServiceClient blobs) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.WhenAll(names.Distinct().Select(Task (name) => name.Kind switch
    {
        StorageKind.Table => tables.CreateTableIfNotExistsAsync(name.Name, cancellationToken),
        _ => blobs.GetBlobContainerClient(name.Name).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
    }));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
