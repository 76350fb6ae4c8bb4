using EsgFunctions.Clients.Tables;
using static EsgFunctions.Clients.Tables.TableTransactionActionType;

namespace EsgFunctions.IntegrationTests.Clients.Tables;

public sealed class TableTransactionTests(AzuriteFixture azurite) : TableContract(azurite)
{
    [Fact]
    public async Task Each_kind_of_action_is_carried_out_and_answered_in_order()
    {
        var merged = (await Table.AddEntityAsync(Row("merge", ("A", 1), ("B", 1)))).Headers.ETag!.Value;
        var replaced = (await Table.AddEntityAsync(Row("replace", ("A", 1), ("B", 1)))).Headers.ETag!.Value;
        var deleted = (await Table.AddEntityAsync(Row("delete"))).Headers.ETag!.Value;

        var answers = (await Table.SubmitTransactionAsync([
            new(Add, Row("add", ("A", 2))),
            new(UpdateMerge, Row("merge", ("A", 2)), merged),
            new(UpdateReplace, Row("replace", ("A", 2)), replaced),
            new(Delete, Row("delete"), deleted),
            new(UpsertMerge, Row("upsert-merge", ("A", 2))),
            new(UpsertReplace, Row("upsert-replace", ("A", 2))),
        ])).Value;

        var rows = await Table.QueryAsync().ToListAsync();
        Assert.Equal(["add", "merge", "replace", "upsert-merge", "upsert-replace"], rows.Select(r => r.RowKey));
        Assert.All(rows, r => Assert.Equal(2, r.GetInt32("A")));
        Assert.Equal((1, null), (rows[1].GetInt32("B"), rows[2].GetInt32("B")));
        Assert.All(answers, a => Assert.Equal(204, a.Status));
        Assert.Equal(
            new[] { rows[0].ETag, rows[1].ETag, rows[2].ETag, rows[3].ETag, rows[4].ETag }.Select(e => e.ToString()),
            new[] { answers[0], answers[1], answers[2], answers[4], answers[5] }.Select(a => a.Headers.ETag.ToString()));
    }

    [Fact]
    public async Task One_hundred_actions_are_taken()
    {
        var answers = await Table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(n => new TableTransactionAction(Add, Row($"{n:D3}"))));

        Assert.Equal(100, answers.Value.Count);
        Assert.Equal(100, (await Table.QueryAsync().ToListAsync()).Count);
    }

    [Theory]
    [InlineData(Add, "there", 409, "EntityAlreadyExists")]
    [InlineData(UpdateMerge, "stale", 412, "UpdateConditionNotSatisfied")]
    [InlineData(UpdateReplace, "stale", 412, "UpdateConditionNotSatisfied")]
    [InlineData(Delete, "stale", 412, "UpdateConditionNotSatisfied")]
    [InlineData(UpdateMerge, "missing", 404, "ResourceNotFound")]
    [InlineData(UpdateReplace, "missing", 404, "ResourceNotFound")]
    [InlineData(Delete, "missing", 404, "ResourceNotFound")]
    public async Task One_refused_action_undoes_all_and_is_named(TableTransactionActionType type, string row, int status, string code)
    {
        await Table.AddEntityAsync(Row("there"));
        var old = (await Table.AddEntityAsync(Row("stale"))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row("stale", ("A", 1)));

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync([
            new(Add, Row("new")),
            new(UpsertReplace, Row("newer")),
            new(type, Row(row, ("A", 2)), row == "stale" ? old : default),
            new(Add, Row("newest")),
        ]));

        Assert.Equal((status, code, 2), (refused.Status, refused.ErrorCode, refused.FailedTransactionActionIndex));
        Assert.Equal(["stale", "there"], (await Table.QueryAsync().ToListAsync()).Select(r => r.RowKey));
    }

    [Fact]
    public async Task Two_partitions_are_refused_before_sending()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Table.SubmitTransactionAsync([
            new(Add, new TableEntity("p", "r")),
            new(Add, new TableEntity("q", "r")),
        ]));

        Assert.Contains("Action 1", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await Table.QueryAsync().ToListAsync());
    }

    [Fact]
    public async Task Nearly_4_MiB_are_taken()
    {
        var bytes = new byte[60 * 1024];
        var actions = Enumerable.Range(0, 50).Select(n => new TableTransactionAction(Add, Row($"{n}", ("Bytes", bytes)))).ToArray();

        await Table.SubmitTransactionAsync(actions);

        Assert.Equal(50, (await Table.QueryAsync(select: ["RowKey"]).ToListAsync()).Count);
    }

    private static TableEntity Row(string key, params (string Name, object? Value)[] properties)
    {
        var row = new TableEntity("p", key);
        foreach (var (name, value) in properties)
        {
            row[name] = value;
        }

        return row;
    }
}
