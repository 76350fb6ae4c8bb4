using EsgFunctions.Clients.Tables;

namespace EsgFunctions.IntegrationTests.Clients.Tables;

/// <summary>A table of its own for each test, deleted after it.</summary>
[Collection(AzuriteTests.Name)]
public abstract class TableContract(AzuriteFixture azurite) : IAsyncLifetime
{
    protected TableServiceClient Account { get; } = new(azurite.ConnectionString);

    protected TableClient Table { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Table = Account.GetTableClient($"T{Guid.NewGuid():N}");
        await Table.CreateAsync();
    }

    public Task DisposeAsync() => Table.DeleteAsync();
}
