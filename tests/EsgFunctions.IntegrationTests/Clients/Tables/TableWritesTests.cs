using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.IntegrationTests.Clients.Tables;

public sealed class TableWritesTests(AzuriteFixture azurite) : TableContract(azurite)
{
    [Fact]
    public async Task An_added_row_has_the_etag_of_the_answer()
    {
        var response = await Table.AddEntityAsync(Row(("A", 1)));

        var read = (await Table.GetEntityAsync("p", "r")).Value;

        Assert.Equal(204, response.Status);
        Assert.Equal(response.Headers.ETag, read.ETag);
        Assert.StartsWith("W/\"datetime'", read.ETag.ToString(), StringComparison.Ordinal);
        Assert.NotNull(read.Timestamp);
    }

    [Fact]
    public async Task A_row_shows_its_properties_and_nothing_of_the_clients()
    {
        await Table.AddEntityAsync(Row(("A", 1), ("Nothing", null)));

        var read = (await Table.GetEntityAsync("p", "r")).Value;

        Assert.Equal(["A", "PartitionKey", "RowKey", "Timestamp", "odata.etag"], read.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Adding_a_row_that_is_there_is_409_EntityAlreadyExists()
    {
        await Table.AddEntityAsync(Row(("A", 1)));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(Row(("A", 2))));

        Assert.Equal((409, "EntityAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.Equal(1, (await Table.GetEntityAsync("p", "r")).Value.GetInt32("A"));
    }

    [Fact]
    public async Task Reading_a_row_that_is_not_there_is_404_ResourceNotFound()
    {
        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => Table.GetEntityAsync("p", "r"));
        var perhaps = await Table.GetEntityIfExistsAsync("p", "r");

        Assert.Equal((404, "ResourceNotFound"), (missing.Status, missing.ErrorCode));
        Assert.False(perhaps.HasValue);
        Assert.Equal(404, perhaps.GetRawResponse().Status);
    }

    [Fact]
    public async Task A_row_that_is_there_is_read_if_it_exists()
    {
        await Table.AddEntityAsync(Row(("A", 1)));

        var perhaps = await Table.GetEntityIfExistsAsync("p", "r");

        Assert.True(perhaps.HasValue);
        Assert.Equal(1, perhaps.Value!.GetInt32("A"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_of_an_old_version_is_412_UpdateConditionNotSatisfied(TableUpdateMode mode)
    {
        var first = (await Table.AddEntityAsync(Row(("A", 1)))).Headers.ETag!.Value;
        var second = (await Table.UpdateEntityAsync(Row(("A", 2)), first, mode)).Headers.ETag!.Value;

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Table.UpdateEntityAsync(Row(("A", 3)), first, mode));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refused.Status, refused.ErrorCode));
        Assert.Equal(second, (await Table.GetEntityAsync("p", "r")).Value.ETag);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_of_no_row_is_404_ResourceNotFound(TableUpdateMode mode)
    {
        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Table.UpdateEntityAsync(Row(("A", 3)), ETag.All, mode));

        Assert.Equal((404, "ResourceNotFound"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task A_merge_keeps_the_other_properties_and_a_null_removes_nothing()
    {
        await Table.AddEntityAsync(Row(("A", 1), ("B", 1)));

        await Table.UpdateEntityAsync(Row(("A", 2), ("B", null)), ETag.All, TableUpdateMode.Merge);
        await Table.UpsertEntityAsync(Row(("C", 3)), TableUpdateMode.Merge);

        var read = (await Table.GetEntityAsync("p", "r")).Value;
        Assert.Equal((2, 1, 3), (read.GetInt32("A"), read.GetInt32("B"), read.GetInt32("C")));
    }

    [Fact]
    public async Task A_replacement_removes_the_other_properties()
    {
        await Table.UpsertEntityAsync(Row(("A", 1), ("B", 1)), TableUpdateMode.Replace);

        await Table.UpsertEntityAsync(Row(("A", 2)), TableUpdateMode.Replace);
        var upserted = (await Table.GetEntityAsync("p", "r")).Value;
        await Table.UpdateEntityAsync(Row(("B", 3)), upserted.ETag, TableUpdateMode.Replace);
        var updated = (await Table.GetEntityAsync("p", "r")).Value;

        Assert.Equal((2, null), (upserted.GetInt32("A"), upserted.GetInt32("B")));
        Assert.Equal((null, 3), (updated.GetInt32("A"), updated.GetInt32("B")));
    }

    [Fact]
    public async Task A_delete_takes_the_version_that_was_read_or_any()
    {
        var old = (await Table.AddEntityAsync(Row(("A", 1)))).Headers.ETag!.Value;
        await Table.UpsertEntityAsync(Row(("A", 2)));

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => Table.DeleteEntityAsync("p", "r", old));
        var deleted = await Table.DeleteEntityAsync("p", "r");
        var again = await Table.DeleteEntityAsync("p", "r");

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (refused.Status, refused.ErrorCode));
        Assert.Equal((204, 404), (deleted.Status, again.Status));
    }

    [Fact]
    public async Task A_row_takes_252_properties_and_no_more()
    {
        var full = new TableEntity("p", "r");
        for (var i = 0; i < 252; i++)
        {
            full[$"P{i}"] = i;
        }

        await Table.AddEntityAsync(full);
        full["OneMore"] = 1;

        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpsertEntityAsync(full));
        Assert.Equal(252 + 4, (await Table.GetEntityAsync("p", "r")).Value.Count);
    }

    [Fact]
    public async Task A_string_takes_32_Ki_units_and_a_binary_64_KiB()
    {
        var text = new string('ж', 32 * 1024);
        var bytes = new byte[64 * 1024];

        await Table.AddEntityAsync(Row(("Text", text), ("Bytes", bytes)));

        var read = (await Table.GetEntityAsync("p", "r")).Value;
        Assert.Equal(text, read.GetString("Text"));
        Assert.Equal(bytes, read.GetBinary("Bytes"));
    }

    private static TableEntity Row(params (string Name, object? Value)[] properties)
    {
        var row = new TableEntity("p", "r");
        foreach (var (name, value) in properties)
        {
            row[name] = value;
        }

        return row;
    }
}
