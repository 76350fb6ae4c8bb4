using Azure;
using Azure.Core.Pipeline;
using EsgFunctions.Clients.Tables;
using static EsgFunctions.Clients.Tables.TableTransactionActionType;

namespace EsgFunctions.IntegrationTests.Clients.Tables;

/// <summary>The service carried a write out, its answer was lost, and the pipeline sent it again.</summary>
public sealed class TableLostAnswerTests(AzuriteFixture azurite) : TableContract(azurite)
{
    private readonly string _connection = azurite.ConnectionString;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_insert_is_reported_as_done(int losses)
    {
        using var network = new LostAnswers(losses);

        var response = await Through(network).AddEntityAsync(Row("r", 1));

        var row = (await Table.GetEntityAsync("p", "r")).Value;
        Assert.Equal(row.ETag, response.Headers.ETag);
    }

    [Fact]
    public async Task An_insert_that_another_came_before_is_refused()
    {
        await Table.AddEntityAsync(Row("r", 1));
        using var network = new LostAnswers(1);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Through(network).AddEntityAsync(Row("r", 1)));

        Assert.Equal((409, "EntityAlreadyExists"), (refused.Status, refused.ErrorCode));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task A_conditional_update_is_reported_as_done(TableUpdateMode mode)
    {
        var version = (await Table.AddEntityAsync(Row("r", 1))).Headers.ETag!.Value;
        using var network = new LostAnswers(1);

        var response = await Through(network).UpdateEntityAsync(Row("r", 2), version, mode);

        var row = (await Table.GetEntityAsync("p", "r")).Value;
        Assert.Equal((row.ETag, 2), (response.Headers.ETag, row.GetInt32("N")));
    }

    [Fact]
    public async Task A_conditional_update_that_another_has_overwritten_since_is_refused()
    {
        var version = (await Table.AddEntityAsync(Row("r", 1))).Headers.ETag!.Value;
        using var network = new LostAnswers(1) { Meanwhile = () => Table.UpsertEntityAsync(Row("r", 3)) };

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Through(network).UpdateEntityAsync(Row("r", 2), version));

        Assert.Equal(412, refused.Status);
        Assert.Equal(3, (await Table.GetEntityAsync("p", "r")).Value.GetInt32("N"));
    }

    [Fact]
    public async Task A_delete_is_done_when_the_row_is_gone()
    {
        var version = (await Table.AddEntityAsync(Row("r", 1))).Headers.ETag!.Value;
        using var network = new LostAnswers(1);

        await Through(network).DeleteEntityAsync("p", "r", version);

        Assert.False((await Table.GetEntityIfExistsAsync("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_transaction_is_reported_as_done_with_each_rows_etag()
    {
        var version = (await Table.AddEntityAsync(Row("b", 1))).Headers.ETag!.Value;
        await Table.AddEntityAsync(Row("c", 1));
        using var network = new LostAnswers(1);

        var answers = (await Through(network).SubmitTransactionAsync(
            [new(Add, Row("a", 2)), new(UpdateMerge, Row("b", 2), version), new(Delete, Row("c", 0))])).Value;

        var rows = await Table.QueryAsync().ToListAsync();
        Assert.Equal([("a", 2), ("b", 2)], rows.Select(r => (r.RowKey, r.GetInt32("N")!.Value)));
        Assert.Equal([rows[0].ETag, rows[1].ETag, null], answers.Select(a => a.Headers.ETag));
    }

    [Fact]
    public async Task A_transaction_is_done_although_one_of_its_rows_was_changed_since()
    {
        using var network = new LostAnswers(1) { Meanwhile = () => Table.UpsertEntityAsync(Row("a", 9)) };

        var answers = (await Through(network).SubmitTransactionAsync([new(Add, Row("a", 2)), new(Add, Row("b", 2))])).Value;

        Assert.Equal([null, (await Table.GetEntityAsync("p", "b")).Value.ETag], answers.Select(a => a.Headers.ETag));
    }

    [Fact]
    public async Task A_transaction_of_deletes_is_done_when_the_rows_are_gone()
    {
        await Table.AddEntityAsync(Row("a", 1));
        await Table.AddEntityAsync(Row("b", 1));
        using var network = new LostAnswers(1);

        var answers = await Through(network).SubmitTransactionAsync([new(Delete, Row("a", 0)), new(Delete, Row("b", 0))]);

        Assert.Equal(2, answers.Value.Count);
        Assert.Empty(await Table.QueryAsync().ToListAsync());
    }

    [Fact]
    public async Task A_transaction_that_another_came_before_is_refused()
    {
        await Table.AddEntityAsync(Row("b", 1));
        using var network = new LostAnswers(1);

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => Through(network).SubmitTransactionAsync([new(Add, Row("a", 2)), new(Add, Row("b", 1))]));

        Assert.Equal((409, 1), (refused.Status, refused.FailedTransactionActionIndex));
        Assert.Equal("b", Assert.Single(await Table.QueryAsync().ToListAsync()).RowKey);
    }

    private static TableEntity Row(string key, int number) => new("p", key) { ["N"] = number };

    private TableClient Through(LostAnswers network)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(network, disposeHandler: false)) };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new TableServiceClient(_connection, options).GetTableClient(Table.Name);
    }
}
