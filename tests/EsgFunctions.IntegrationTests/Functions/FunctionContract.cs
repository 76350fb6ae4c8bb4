using Azure.Storage.Blobs;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EsgFunctions.IntegrationTests.Functions;

/// <summary>Functions as they are composed, on the emulator: a test does what a try that died has done, and runs the next try.</summary>
[Collection(AzuriteTests.Name)]
public abstract class FunctionContract(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly WebApplication _app = Built(azurite);
    private readonly AzuriteFixture _azurite = azurite;

    protected static CancellationToken None => CancellationToken.None;

    /// <summary>Longer than any of them takes: what turns for ever is found.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    public async Task InitializeAsync()
    {
        foreach (var name in _app.Services.GetServices<StorageName>().Distinct())
        {
            await (name.Kind == StorageKind.Table
                ? Get<TableServiceClient>().CreateTableIfNotExistsAsync(name.Name, None)
                : (Task)Get<BlobServiceClient>().GetBlobContainerClient(name.Name).CreateIfNotExistsAsync());
        }
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    protected static string NewId() => $"t{Guid.NewGuid():N}";

    /// <summary>The app in another process, as far as memory goes.</summary>
    protected WebApplication AnotherInstance() => Built(_azurite);

    private static WebApplication Built(AzuriteFixture azurite) => Program.Build([$"--AzureWebJobsStorage={azurite.ConnectionString}"]);

    protected T Get<T>()
        where T : class => _app.Services.GetRequiredService<T>();
}
