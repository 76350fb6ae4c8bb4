using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableEntityTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_missing_property_is_null_of_every_type()
    {
        var row = new TableEntity("p", "r") { ["Null"] = null };

        foreach (var name in new[] { "Missing", "Null" })
        {
            Assert.Null(row[name]);
            Assert.Null(row.GetString(name));
            Assert.Null(row.GetBoolean(name));
            Assert.Null(row.GetInt32(name));
            Assert.Null(row.GetInt64(name));
            Assert.Null(row.GetDouble(name));
            Assert.Null(row.GetDateTimeOffset(name));
            Assert.Null(row.GetGuid(name));
            Assert.Null(row.GetBinary(name));
            Assert.Null(row.GetBinaryData(name));
        }
    }

    [Fact]
    public void A_property_is_got_as_what_it_is()
    {
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        var row = new TableEntity("p", "r")
        {
            { "Text", "t" },
            { "Flag", true },
            { "Int", 1 },
            { "Long", 2L },
            { "Double", 0.5 },
            { "Instant", Noon },
            { "Id", id },
            { "Bytes", new byte[] { 1 } },
        };

        Assert.Equal(("t", true, 1, 2L, 0.5), (row.GetString("Text"), row.GetBoolean("Flag"), row.GetInt32("Int"), row.GetInt64("Long"), row.GetDouble("Double")));
        Assert.Equal((Noon, id), (row.GetDateTimeOffset("Instant"), row.GetGuid("Id")));
        Assert.Equal([1], row.GetBinary("Bytes"));
        Assert.Equal([1], row.GetBinaryData("Bytes")!.ToArray());
    }

    [Fact]
    public void A_whole_number_is_also_a_long_and_a_double()
    {
        var row = new TableEntity { ["Int"] = 7 };

        Assert.Equal((7L, 7.0), (row.GetInt64("Int"), row.GetDouble("Int")));
    }

    [Fact]
    public void A_property_of_another_type_is_an_error_that_names_it()
    {
        var row = new TableEntity { ["Score"] = "high" };

        var wrong = Assert.Throws<InvalidOperationException>(() => row.GetInt32("Score"));

        Assert.Equal("Property Score is a String, not a int.", wrong.Message);
    }

    [Fact]
    public void Keys_timestamp_and_etag_are_entries_too()
    {
        var row = new TableEntity("p", "r") { Timestamp = Noon, ETag = new ETag("W/\"1\"") };

        Assert.Equal(["PartitionKey", "RowKey", "Timestamp", "odata.etag"], row.Keys);
        Assert.Equal(new ETag("W/\"1\""), new TableEntity(row).ETag);
    }

    [Fact]
    public void A_new_row_has_no_etag()
    {
        Assert.Equal(default, new TableEntity("p", "r").ETag);
    }
}
