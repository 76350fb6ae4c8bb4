using System.Text.Json;
using Azure;
using EsgFunctions.Clients.Tables;
using static EsgFunctions.Clients.Tables.TableTransactionActionType;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableLostAnswerTests
{
    private static readonly TableEntity Row = new("p", "r") { ["A"] = 1 };

    [Fact]
    public async Task A_conflict_of_the_first_try_is_not_looked_into()
    {
        using var service = new FakeTables().Refuse(409, "EntityAlreadyExists");

        await Assert.ThrowsAsync<RequestFailedException>(() => service.People.AddEntityAsync(Row));

        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task A_conflict_of_a_later_try_is_looked_into_by_a_read_of_the_write_id_alone()
    {
        using var service = new FakeTables().Lose().Refuse(409, "EntityAlreadyExists").Answer(200, """{"ClientWriteId":"another"}""");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.People.AddEntityAsync(Row));

        Assert.Equal((409, "EntityAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.Equal(["POST", "POST", "GET"], service.Asked.Select(a => a.Method));
        Assert.Equal("?$select=ClientWriteId", service.Asked[2].Uri.Query);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ClientWriteId":null}""")]
    public async Task A_row_without_a_write_id_is_anothers(string row)
    {
        using var service = new FakeTables().Lose().Refuse(409, "EntityAlreadyExists").Answer(200, row);

        await Assert.ThrowsAsync<RequestFailedException>(() => service.People.AddEntityAsync(Row));
    }

    [Fact]
    public async Task Each_write_has_a_write_id_of_its_own()
    {
        using var service = new FakeTables().Answer(204).Answer(204);

        await service.People.AddEntityAsync(Row);
        await service.People.AddEntityAsync(Row);

        Assert.Equal(2, service.Asked.Select(a => WriteIdOf(a.Body)).Distinct().Count());
    }

    [Fact]
    public async Task An_upsert_that_replaces_needs_no_looking_into()
    {
        using var service = new FakeTables().Lose().Answer(204);

        var response = await service.People.UpsertEntityAsync(Row, TableUpdateMode.Replace);

        Assert.Equal((204, 2), (response.Status, service.Asked.Count));
    }

    [Fact]
    public async Task When_the_row_cannot_be_read_back_that_is_the_error()
    {
        using var service = new FakeTables().Lose().Refuse(412, "UpdateConditionNotSatisfied").Refuse(403, "AuthorizationFailure");

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => service.People.UpdateEntityAsync(Row, new ETag("W/\"1\"")));

        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task A_transaction_none_of_whose_rows_has_its_mark_was_refused()
    {
        using var service = new FakeTables()
            .Lose()
            .RefuseTransaction(404, "ResourceNotFound", "1:The specified resource does not exist.")
            .Answer(200, """{"ClientWriteId":"another"}""")
            .Refuse(404, "ResourceNotFound");

        var refused = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => service.People.SubmitTransactionAsync([new(UpsertMerge, new TableEntity("p", "a")), new(Delete, new TableEntity("p", "b"))]));

        Assert.Equal((404, 1), (refused.Status, refused.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task A_transaction_of_deletes_that_left_a_row_was_refused()
    {
        using var service = new FakeTables()
            .Lose()
            .RefuseTransaction(404, "ResourceNotFound", "1:The specified resource does not exist.")
            .Answer(200, "{}")
            .Refuse(404, "ResourceNotFound");

        await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => service.People.SubmitTransactionAsync([new(Delete, new TableEntity("p", "a")), new(Delete, new TableEntity("p", "b"))]));
    }

    private static string? WriteIdOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("ClientWriteId").GetString();
    }
}
