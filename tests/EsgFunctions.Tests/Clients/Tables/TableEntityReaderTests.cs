using System.Buffers;
using System.Text;
using EsgFunctions.Clients.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Clients.Tables;

public sealed class TableEntityReaderTests
{
    [Theory]
    [InlineData("\"X\":\"t\"", "t")]
    [InlineData("\"X\":true", true)]
    [InlineData("\"X\":42", 42)]
    [InlineData("\"X\":3.0", 3.0)]
    [InlineData("\"X\":1e3", 1000.0)]
    [InlineData("\"X\":5000000000", 5_000_000_000L)]
    [InlineData("\"X@odata.type\":\"Edm.Int64\",\"X\":\"5\"", 5L)]
    [InlineData("\"X@odata.type\":\"Edm.Double\",\"X\":\"NaN\"", double.NaN)]
    [InlineData("\"X@odata.type\":\"Edm.Double\",\"X\":\"-Infinity\"", double.NegativeInfinity)]
    [InlineData("\"X@odata.type\":\"Edm.Double\",\"X\":3", 3.0)]
    [InlineData("\"X@odata.type\":\"Edm.Double\",\"X\":\"3.0\"", 3.0)]
    [InlineData("\"X@odata.type\":\"Edm.String\",\"X\":\"t\"", "t")]
    [InlineData("\"X@odata.type\":\"Edm.Int32\",\"X\":4", 4)]
    [InlineData("\"X@odata.type\":\"Edm.Binary\",\"X\":\"AQID\"", new byte[] { 1, 2, 3 })]
    [InlineData("\"X@odata.type\":\"Edm.Guid\",\"X\":null", null)]
    [InlineData("\"X\":null", null)]
    public void A_property_has_the_type_of_its_annotation_or_its_look(string json, object? value)
    {
        var row = Read($"{{{json}}}");

        Assert.Equal(value, row["X"]);
        Assert.Equal(value?.GetType(), row["X"]?.GetType());
    }

    [Theory]
    [InlineData("2026-11-20T10:14:38.4044649Z", 4044649)]
    [InlineData("2026-11-20T10:14:38.4044649", 4044649)]
    [InlineData("2026-11-20T11:14:38.404+01:00", 4040000)]
    [InlineData("2026-11-20T10:14:38Z", 0)]
    public void An_instant_is_UTC(string text, int ticks)
    {
        var row = Read($$"""{"X@odata.type":"Edm.DateTime","X":"{{text}}","Timestamp":"{{text}}"}""");

        var instant = new DateTimeOffset(2026, 11, 20, 10, 14, 38, TimeSpan.Zero).AddTicks(ticks);
        Assert.Equal((instant, instant), (row.GetDateTimeOffset("X"), row.Timestamp));
        Assert.Equal(TimeSpan.Zero, row.GetDateTimeOffset("X")!.Value.Offset);
    }

    [Fact]
    public void Metadata_is_passed_over_and_the_etag_kept_as_it_is()
    {
        var row = Read("""
            {"odata.metadata":"http://x/$metadata#Tables/@Element","odata.etag":"W/\"datetime'2026-11-20T10%3A14%3A38.4044649Z'\"",
             "PartitionKey":"p","RowKey":"r","Timestamp@odata.type":"Edm.DateTime","Timestamp":"2026-11-20T10:14:38Z","ClientWriteId":"1234"}
            """);

        Assert.Equal("W/\"datetime'2026-11-20T10%3A14%3A38.4044649Z'\"", row.ETag.ToString());
        Assert.Equal(("p", "r", 4), (row.PartitionKey, row.RowKey, row.Count));
    }

    [Fact]
    public void Rows_of_different_properties_share_a_page()
    {
        var rows = TableEntityReader.ReadPage<TableEntity>("""
            {"odata.metadata":{"any":["thing"]},"value":[{"A":1,"B@odata.type":"Edm.Int64","B":"2"},{"B":"text","A":true},{},{"C":[1,{"d":2}],"A":1.5}],"more":1}
            """u8);

        Assert.Equal([1, true, null, 1.5], rows.Select(r => r["A"]));
        Assert.Equal([2L, "text", null, null], rows.Select(r => r["B"]));
    }

    [Fact]
    public void What_was_written_is_read() =>
        Prop.ForAll<NonNull<string>, long, double>((text, whole, real) =>
        {
            // The Table service is UTF-8 on the wire, which has no half surrogate pairs.
            var bytes = Encoding.UTF8.GetBytes(text.Get);
            var legal = Encoding.UTF8.GetString(bytes);
            var row = new TableEntity("p", "r") { ["T"] = legal, ["W"] = whole, ["I"] = (int)whole, ["D"] = real, ["B"] = bytes, ["F"] = whole > 0 };
            var json = new ArrayBufferWriter<byte>();

            TableEntityWriter.Write(json, row, writeId: "1234");
            var read = TableEntityReader.ReadOne<TableEntity>(json.WrittenSpan);

            return read.Count == row.Count
                && read.GetString("T") == legal
                && read.GetInt64("W") == whole
                && read.GetInt32("I") == (int)whole
                && read.GetDouble("D").Equals(real)
                && read.GetBinary("B").AsSpan().SequenceEqual(bytes)
                && read.GetBoolean("F") == whole > 0;
        }).QuickCheckThrowOnFailure();

    private static TableEntity Read(string json) => TableEntityReader.ReadOne<TableEntity>(Encoding.UTF8.GetBytes(json));
}
