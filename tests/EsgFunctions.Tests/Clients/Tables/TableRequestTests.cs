using Azure;
using Azure.Core;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableRequestTests
{
    private static readonly TableEntity Row = new("it's", "ü") { ["A"] = 1 };

    [Fact]
    public async Task Every_request_says_version_date_format_and_signature()
    {
        using var service = new FakeTables().Answer(200, "{}");

        await service.People.GetEntityAsync("p", "r");

        var asked = Assert.Single(service.Asked);
        Assert.Equal("2019-02-02", asked.Headers["x-ms-version"]);
        Assert.Equal("3.0", asked.Headers["DataServiceVersion"]);
        Assert.Equal("application/json; odata=minimalmetadata", asked.Headers["Accept"]);
        Assert.Equal(
            SharedKeyLite.Authorization(new("myaccount", "c2VjcmV0"), asked.Uri, asked.Headers["x-ms-date"]),
            asked.Headers["Authorization"]);
        Assert.DoesNotContain("Date", asked.Headers.Keys);
    }

    [Fact]
    public async Task Quotes_are_doubled_before_a_key_is_escaped()
    {
        using var service = new FakeTables().Answer(204);

        await service.People.DeleteEntityAsync("it's 100%", "ü");

        Assert.Equal(
            "https://myaccount.table.core.windows.net/People(PartitionKey='it%27%27s%20100%25',RowKey='%C3%BC')",
            Assert.Single(service.Asked).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task Each_write_has_its_verb_and_condition()
    {
        using var service = new FakeTables().Answer(204).Answer(204).Answer(204).Answer(204).Answer(204).Answer(204).Answer(204);
        var version = new ETag("W/\"datetime'2026-11-20T10%3A14%3A38.4044649Z'\"");
        var people = service.People;

        await people.AddEntityAsync(Row);
        await people.UpdateEntityAsync(Row, version);
        await people.UpdateEntityAsync(Row, ETag.All, TableUpdateMode.Replace);
        await people.UpsertEntityAsync(Row);
        await people.UpsertEntityAsync(Row, TableUpdateMode.Replace);
        await people.DeleteEntityAsync("p", "r");
        await people.DeleteEntityAsync("p", "r", version);

        Assert.Equal(
            [
                ("POST", null), ("PATCH", version.ToString()), ("PUT", "*"), ("PATCH", null), ("PUT", null), ("DELETE", "*"), ("DELETE", version.ToString()),
            ],
            service.Asked.Select(a => (a.Method, a.Headers.GetValueOrDefault("If-Match"))));
        Assert.All(service.Asked.Take(5), a => Assert.StartsWith("application/json", a.Headers["Content-Type"], StringComparison.Ordinal));
        Assert.All(service.Asked.Take(5), a => Assert.Equal("return-no-content", a.Headers["Prefer"]));
    }

    [Fact]
    public async Task Only_an_upsert_that_replaces_has_no_write_id()
    {
        using var service = new FakeTables().Answer(204).Answer(204).Answer(204).Answer(204);

        await service.People.AddEntityAsync(Row);
        await service.People.UpdateEntityAsync(Row, ETag.All, TableUpdateMode.Replace);
        await service.People.UpsertEntityAsync(Row);
        await service.People.UpsertEntityAsync(Row, TableUpdateMode.Replace);

        Assert.Equal([true, true, true, false], service.Asked.Select(a => a.Body.Contains("\"ClientWriteId\":", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_update_without_a_version_is_refused()
    {
        using var service = new FakeTables();

        await Assert.ThrowsAsync<ArgumentException>(() => service.People.UpdateEntityAsync(Row, default));

        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task Each_try_is_signed_anew()
    {
        using var service = new FakeTables().Refuse(503, "ServerBusy").Lose().Answer(204);

        await service.People.UpsertEntityAsync(Row);

        Assert.Equal(3, service.Asked.Count);
        Assert.All(service.Asked, a => Assert.Equal(
            SharedKeyLite.Authorization(new("myaccount", "c2VjcmV0"), a.Uri, a.Headers["x-ms-date"]), a.Headers["Authorization"]));
        Assert.Single(service.Asked.Select(a => a.Body).Distinct());
    }

    [Fact]
    public async Task A_token_goes_with_the_version_that_takes_tokens()
    {
        using var service = new FakeTables().Answer(204);
        var token = new FixedToken();
        var account = new TableServiceClient(new Uri("https://myaccount.table.core.windows.net"), token, service.Options);

        await account.GetTableClient("People").UpsertEntityAsync(Row);

        var asked = Assert.Single(service.Asked);
        Assert.Equal(("Bearer abc", "2020-12-06"), (asked.Headers["Authorization"], asked.Headers["x-ms-version"]));
        Assert.True(asked.Headers.ContainsKey("x-ms-date"));
        Assert.Equal(["https://storage.azure.com/.default"], token.Scopes);
        Assert.Equal("myaccount", account.AccountName);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-dash")]
    [InlineData("Straße")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void A_table_name_is_checked(string name)
    {
        using var service = new FakeTables();

        Assert.Throws<ArgumentException>(() => service.Account.GetTableClient(name));
    }

    [Fact]
    public async Task A_table_being_deleted_is_not_there()
    {
        using var service = new FakeTables().Refuse(409, "TableAlreadyExists").Refuse(409, "TableBeingDeleted");

        var there = await service.Account.CreateTableIfNotExistsAsync("People");
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.People.CreateIfNotExistsAsync());

        Assert.Equal("People", there.Value.Name);
        Assert.Equal("TableBeingDeleted", refused.ErrorCode);
        Assert.Equal("""{"TableName":"People"}""", service.Asked[0].Body);
    }

    private sealed class FixedToken : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new(new AccessToken("abc", DateTimeOffset.MaxValue));
        }
    }
}
