using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.IntegrationTests.Clients.Tables;

public sealed class TableServiceTests(AzuriteFixture azurite) : TableContract(azurite)
{
    private readonly string _connection = azurite.ConnectionString;

    [Fact]
    public async Task A_table_is_created_once_whatever_its_case()
    {
        var again = await Table.CreateIfNotExistsAsync();
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Account.CreateTableAsync(Table.Name.ToUpperInvariant()));

        Assert.Equal(Table.Name, again.Value.Name);
        Assert.Equal((409, "TableAlreadyExists"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_created_if_not_there()
    {
        var name = $"T{Guid.NewGuid():N}";

        var created = await Account.CreateTableIfNotExistsAsync(name);

        Assert.True(created.GetRawResponse().Status is 201 or 204);
        Assert.Equal(name, (await Account.QueryAsync(TableClient.CreateQueryFilter($"TableName eq {name}")).ToListAsync()).Single().Name);
        await Account.DeleteTableAsync(name);
    }

    [Fact]
    public async Task A_deleted_table_is_gone()
    {
        var first = await Account.DeleteTableAsync(Table.Name);
        var second = await Account.DeleteTableAsync(Table.Name);
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((204, 404), (first.Status, second.Status));
        Assert.Equal((404, "TableNotFound"), (missing.Status, missing.ErrorCode));
    }

    [Fact]
    public async Task Tables_are_listed_in_pages()
    {
        var others = Enumerable.Range(0, 4).Select(n => $"{Table.Name}x{n}").ToArray();
        foreach (var other in others)
        {
            await Account.CreateTableAsync(other);
        }

        var pages = await Account.QueryAsync(maxPerPage: 2).AsPages().ToListAsync();

        var names = pages.SelectMany(p => p.Values).Select(t => t.Name).ToArray();
        Assert.True(pages.Count >= 3);
        Assert.Empty(others.Append(Table.Name).Except(names));
        Assert.Equal(names.Distinct(), names);
        foreach (var other in others)
        {
            await Account.DeleteTableAsync(other);
        }
    }

    [Fact]
    public async Task A_wrong_key_is_403_with_the_code_of_the_answers_XML()
    {
        var wrong = new TableServiceClient(Account.Uri, new TableSharedKeyCredential(Account.AccountName, "bm90IHRoZSBrZXk="));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => wrong.CreateTableAsync("Anything"));

        // The service itself says AuthenticationFailed.
        Assert.Equal((403, "AuthorizationFailure"), (refused.Status, refused.ErrorCode));
        Assert.Equal("devstoreaccount1", new TableServiceClient(_connection).AccountName);
    }
}
