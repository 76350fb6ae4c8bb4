using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TablePagesTests
{
    private const string NextPartition = "x-ms-continuation-NextPartitionKey";
    private const string NextRow = "x-ms-continuation-NextRowKey";

    [Fact]
    public async Task Pages_may_be_empty_and_their_row_key_absent_or_empty()
    {
        using var service = new FakeTables()
            .Answer(200, Rows(), headers: [(NextPartition, "1!4!YQ--")])
            .Answer(200, Rows("a"), headers: [(NextPartition, "b c&d"), (NextRow, "")])
            .Answer(200, Rows(), headers: [(NextPartition, "e"), (NextRow, "f=+%")])
            .Answer(200, Rows("g"));

        var rows = await service.People.QueryAsync("A eq 'x&y'", maxPerPage: 7, select: ["RowKey", "A"]).ToListAsync();

        Assert.Equal(["a", "g"], rows.Select(r => r.RowKey));
        const string Same = "?$filter=A%20eq%20%27x%26y%27&$select=RowKey%2CA&$top=7";
        Assert.Equal(
            [
                Same,
                Same + "&NextPartitionKey=1%214%21YQ--",
                Same + "&NextPartitionKey=b%20c%26d&NextRowKey=",
                Same + "&NextPartitionKey=e&NextRowKey=f%3D%2B%25",
            ],
            service.Asked.Select(a => a.Uri.Query));
    }

    [Fact]
    public async Task A_token_is_safe_in_a_URL_and_leads_on()
    {
        using var service = new FakeTables()
            .Answer(200, Rows("a"), headers: [(NextPartition, "1!8!YmI-"), (NextRow, "ü?&/")])
            .Answer(200, Rows("b"));
        var query = service.People.QueryAsync();

        var first = await query.AsPages(pageSizeHint: 1).FirstAsync();
        var rest = await service.People.QueryAsync().AsPages(first.ContinuationToken).ToListAsync();

        Assert.Matches("^[A-Za-z0-9_-]+$", first.ContinuationToken);
        Assert.Equal("b", Assert.Single(Assert.Single(rest).Values).RowKey);
        Assert.Null(rest[0].ContinuationToken);
        Assert.Equal("?NextPartitionKey=1%218%21YmI-&NextRowKey=%C3%BC%3F%26%2F", service.Asked[1].Uri.Query);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("x")]
    public async Task A_token_that_is_none_is_refused(string token)
    {
        using var service = new FakeTables();

        await Assert.ThrowsAsync<ContinuationTokenException>(async () => await service.People.QueryAsync().AsPages(token).FirstAsync());

        Assert.Empty(service.Asked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_page_has_1_to_1000_rows(int rows)
    {
        using var service = new FakeTables();

        // The emulator would answer 1001.
        Assert.Throws<ArgumentOutOfRangeException>(() => service.People.QueryAsync(maxPerPage: rows));
        Assert.Throws<ArgumentOutOfRangeException>(() => service.People.QueryAsync().AsPages(pageSizeHint: rows));
    }

    [Fact]
    public async Task Cancelling_ends_the_pages()
    {
        using var service = new FakeTables().Answer(200, Rows("a"), headers: [(NextPartition, "b")]);
        using var cancellation = new CancellationTokenSource();
        var pages = service.People.QueryAsync(cancellationToken: cancellation.Token).AsPages().GetAsyncEnumerator();
        await pages.MoveNextAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pages.MoveNextAsync());
    }

    [Fact]
    public async Task Tables_go_on_by_name()
    {
        using var service = new FakeTables()
            .Answer(200, """{"value":[{"TableName":"Alerts"}]}""", headers: [("x-ms-continuation-NextTableName", "1!8!Zg--")])
            .Answer(200, """{"value":[{"TableName":"Feeds"}]}""");

        var tables = await service.Account.QueryAsync().ToListAsync();

        Assert.Equal(["Alerts", "Feeds"], tables.Select(t => t.Name));
        Assert.Equal("?NextTableName=1%218%21Zg--", service.Asked[1].Uri.Query);
    }

    private static string Rows(params string[] keys) =>
        $$"""{"odata.metadata":"https://x/$metadata#People","value":[{{string.Join(',', keys.Select(k => $$"""{"RowKey":"{{k}}"}"""))}}]}""";
}
