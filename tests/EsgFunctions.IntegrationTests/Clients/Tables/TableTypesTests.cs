using System.Globalization;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.IntegrationTests.Clients.Tables;

public sealed class TableTypesTests(AzuriteFixture azurite) : TableContract(azurite)
{
    public static TheoryData<string, object> Values => new()
    {
        { "text", "Žuti taksi, 黄色 🚕 \"quoted\" \\ 'single' <tag> & \r\n--batch\0end" },
        { "empty text", "" },
        { "text that looks like an instant", "2026-11-20T10:00:00Z" },
        { "true", true },
        { "false", false },
        { "smallest int", int.MinValue },
        { "largest int", int.MaxValue },
        { "smallest long", long.MinValue },
        { "largest long", long.MaxValue },
        { "small long", 3L },
        { "double", 1.5 },
        { "whole double", 3.0 },
        { "zero double", 0.0 },
        { "tiny double", double.Epsilon },
        { "huge double", double.MaxValue },
        { "double of all digits", 0.1 + 0.2 },
        { "not a number", double.NaN },
        { "infinity", double.PositiveInfinity },
        { "minus infinity", double.NegativeInfinity },
        { "instant", DateTimeOffset.Parse("2026-11-20T10:14:38.4044649Z", CultureInfo.InvariantCulture) },
        { "earliest instant", new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        { "latest instant", DateTimeOffset.MaxValue },
        { "guid", Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e") },
        { "bytes", new byte[] { 0, 1, 127, 128, 255 } },
        { "no bytes", Array.Empty<byte>() },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_comes_back_as_it_was_stored(string name, object value)
    {
        await Table.AddEntityAsync(new TableEntity("p", name) { ["Value"] = value });

        var read = (await Table.GetEntityAsync("p", name)).Value;

        Assert.Equal(value, read["Value"]);
        Assert.IsType(value.GetType(), read["Value"]);
    }
}
