using System.Buffers;
using System.Text;
using Azure;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableEntityWriterTests
{
    [Theory]
    [InlineData("text", "\"text\"", null)]
    [InlineData("", "\"\"", null)]
    [InlineData("žuto 黄", "\"žuto 黄\"", null)]
    [InlineData("two\nlines", "\"two\\nlines\"", null)]
    [InlineData(true, "true", null)]
    [InlineData(-1, "-1", null)]
    [InlineData(1L, "\"1\"", "Edm.Int64")]
    [InlineData(3.0, "3", "Edm.Double")]
    [InlineData(1.5, "1.5", "Edm.Double")]
    [InlineData(double.NaN, "\"NaN\"", "Edm.Double")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"", "Edm.Double")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"", "Edm.Double")]
    [InlineData(new byte[] { 1, 2, 3 }, "\"AQID\"", "Edm.Binary")]
    public void A_value_is_annotated_where_JSON_would_lose_its_type(object value, string json, string? type)
    {
        var annotation = type is null ? "" : $"\"X@odata.type\":\"{type}\",";

        Assert.Equal($$"""{"PartitionKey":"p","RowKey":"r",{{annotation}}"X":{{json}}}""", Write(value));
    }

    [Fact]
    public void Instants_are_written_in_UTC_with_all_digits()
    {
        var here = new DateTimeOffset(2026, 11, 20, 11, 14, 38, TimeSpan.FromHours(1)).AddTicks(4044649);

        Assert.Contains("\"X@odata.type\":\"Edm.DateTime\",\"X\":\"2026-11-20T10:14:38.4044649Z\"", Write(here), StringComparison.Ordinal);
        Assert.Contains("\"X\":\"2026-11-20T10:14:38.4044649Z\"", Write(here.UtcDateTime), StringComparison.Ordinal);
    }

    [Fact]
    public void Guids_and_binary_data_are_annotated()
    {
        Assert.Contains(
            "\"X@odata.type\":\"Edm.Guid\",\"X\":\"0f8fad5b-d9cb-469f-a165-70867728950e\"",
            Write(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")),
            StringComparison.Ordinal);
        Assert.Contains("\"X@odata.type\":\"Edm.Binary\",\"X\":\"AQID\"", Write(BinaryData.FromBytes([1, 2, 3])), StringComparison.Ordinal);
    }

    [Fact]
    public void Nulls_timestamp_and_etag_are_not_sent()
    {
        var row = new TableEntity("p", "r") { ["X"] = null, Timestamp = DateTimeOffset.UnixEpoch, ETag = new ETag("1") };

        Assert.Equal("""{"PartitionKey":"p","RowKey":"r"}""", Write(row));
    }

    public static TheoryData<object, string> Refused => new()
    {
        { new string('x', 32 * 1024 + 1), "Property X has 32769 UTF-16 units; the limit of a string is 32768." },
        { new byte[64 * 1024 + 1], "Property X has 65537 bytes; the limit is 65536." },
        { new DateTimeOffset(1600, 12, 31, 23, 59, 59, TimeSpan.Zero), "Property X is before 1601-01-01, the earliest instant the service stores." },
        { new DateTime(2026, 11, 20), "Property X is a DateTime of no known zone; give a DateTimeOffset." },
        { 1.5m, "Property X is a Decimal; Table Storage has no such type." },
        { DayOfWeek.Friday, "Property X is a DayOfWeek; Table Storage has no such type." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_that_the_service_cannot_store_is_refused_by_name(object value, string reason)
    {
        var refused = Assert.Throws<ArgumentException>(() => Write(value));

        Assert.StartsWith(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1st")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a@odata.type")]
    [InlineData("ClientWriteId")]
    public void A_name_that_the_service_or_the_client_cannot_take_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => Write(new TableEntity("p", "r") { [name] = 1 }));
    }

    [Theory]
    [InlineData("a/b", "U+002F at 1")]
    [InlineData("a\\b", "U+005C at 1")]
    [InlineData("#", "U+0023 at 0")]
    [InlineData("ab?", "U+003F at 2")]
    [InlineData("\t", "U+0009 at 0")]
    [InlineData("\u007f", "U+007F at 0")]
    [InlineData("\u009f", "U+009F at 0")]
    public void A_forbidden_character_of_a_key_is_named_with_its_place(string key, string reason)
    {
        var partition = Assert.Throws<ArgumentException>(() => Write(new TableEntity(key, "r")));
        var row = Assert.Throws<ArgumentException>(() => Write(new TableEntity("p", key)));

        Assert.Contains($"PartitionKey has {reason}", partition.Message, StringComparison.Ordinal);
        Assert.Contains($"RowKey has {reason}", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_key()
    {
        Assert.Throws<ArgumentException>(() => Write(new TableEntity("p", "x\ud83d")));
        Assert.Throws<ArgumentException>(() => Write(new TableEntity("p", "\ude95x")));
        Assert.NotEmpty(Write(new TableEntity("p", "\ud83d\ude95")));
    }

    [Fact]
    public void Keys_are_needed_and_have_at_most_512_units()
    {
        Assert.Throws<ArgumentException>(() => Write(new TableEntity { PartitionKey = "p" }));
        Assert.Throws<ArgumentException>(() => Write(new TableEntity(new string('p', 513), "r")));
        Assert.NotEmpty(Write(new TableEntity(new string('p', 512), "")));
    }

    [Fact]
    public void A_write_id_is_left_out_when_all_252_properties_are_taken()
    {
        var row = new TableEntity("p", "r");
        for (var i = 0; i < 251; i++)
        {
            row[$"P{i}"] = i;
        }

        var marked = Write(row, "1234");
        row["Last"] = 1;
        var full = Write(row, "1234");

        Assert.EndsWith("\"ClientWriteId\":\"1234\"}", marked, StringComparison.Ordinal);
        Assert.DoesNotContain("ClientWriteId", full, StringComparison.Ordinal);
    }

    private static string Write(object value) => Write(new TableEntity("p", "r") { ["X"] = value });

    private static string Write(TableEntity row, string? writeId = null)
    {
        var output = new ArrayBufferWriter<byte>();
        TableEntityWriter.Write(output, row, writeId);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
