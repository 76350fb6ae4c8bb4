using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests;

/// <summary>One storage emulator for all tests of the collection, in a temporary folder that goes with it.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("esg-azurite-");
    private AzuriteProcess? _azurite;

    public string ConnectionString => (_azurite ?? throw new InvalidOperationException("The emulator is not started.")).ConnectionString;

    public async Task InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(_data.FullName, Console.WriteLine, CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }
}

/// <summary>Name it on a test class to use <see cref="AzuriteFixture"/>. Its tests run one after another, each with names of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
