using System.Collections.Concurrent;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>One storage emulator for all tests of LocalHost; hosts on it have queues and data folders of their own.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("esg-localhost-");
    private AzuriteProcess? _azurite;

    public string Connection => _azurite!.ConnectionString;

    public async Task InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(Path.Combine(_folder.FullName, "storage"), Console.WriteLine, CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _azurite!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public string NewFolder() => Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N"));

    internal Task<LocalHostRun> StartAsync(TestApp app, FakeHandler? handler = null, ConcurrentQueue<string>? log = null, Func<HostOptions, HostOptions>? change = null)
    {
        var options = new HostOptions
        {
            Port = 0,
            Empty = true,
            DataDirectory = NewFolder(),
            AppRoot = app.Root,
            HandlerAddress = handler?.Address,
            StorageConnection = Connection,
            LocalSettingsFile = Path.Combine(app.Root, "none.json"),
        };
        return LocalHostRun.StartAsync(change is null ? options : change(options), line => log?.Enqueue(line), CancellationToken.None);
    }
}

[CollectionDefinition(Name)]
public sealed class HostTests : ICollectionFixture<HostFixture>
{
    public const string Name = "LocalHost";
}
