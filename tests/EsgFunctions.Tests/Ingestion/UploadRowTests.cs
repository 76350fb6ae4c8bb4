using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Ingestion;

public class UploadRowTests
{
    [Theory]
    [InlineData("+381 60 123-4567", "+381601234567")]
    [InlineData("00381601234567", "+381601234567")]
    [InlineData("'+44 (20) 7946.0958", "+442079460958")]
    [InlineData("0601234567", null)]
    [InlineData("3.816E+11", null)]
    [InlineData("+0123456789", null)]
    [InlineData("+1234567890123456", null)]
    public void A_telephone_number_is_international(string text, string? number) => Assert.Equal(number, Row("phone", text).Phone("phone"));

    [Theory]
    [InlineData("a.b+c@mail.example", true)]
    [InlineData("a@b", false)]
    [InlineData("a b@mail.example", false)]
    [InlineData("Name <a@mail.example>", false)]
    [InlineData("a@mail.example,b@mail.example", false)]
    [InlineData("a@-mail.example", false)]
    public void An_address_is_one_address(string text, bool isOne)
    {
        var row = Row("email", text);

        Assert.Equal(isOne ? text : null, row.Email("email"));
        Assert.Equal(isOne, row.IsValid);
    }

    [Theory]
    [InlineData("2026-01-31T08:00:00Z", true)]
    [InlineData("2026-01-31T08:00+02:00", true)]
    [InlineData("2026-01-31 08:00:00.5-03:30", true)]
    [InlineData("2026-01-31T08:00:00", false)]
    [InlineData("2026-01-31", false)]
    [InlineData("2026-02-30T08:00:00Z", false)]
    [InlineData("31.01.2026 08:00", false)]
    public void An_instant_has_an_offset(string text, bool isOne) => Assert.Equal(isOne, Row("from", text).Instant("from") is not null);

    [Theory]
    [InlineData("44.5", 44.5)]
    [InlineData("44,5", 44.5)]
    [InlineData("-0", 0.0)]
    [InlineData("90.1", null)]
    [InlineData("1,234.5", null)]
    [InlineData("NaN", null)]
    [InlineData("1e400", null)]
    public void A_number_lies_within_its_range(string text, double? number) => Assert.Equal(number, Row("lat", text).Number("lat", -90, 90));

    [Theory]
    [InlineData("RS", "RS")]
    [InlineData("srb", "RS")]
    [InlineData("XKX", "XK")]
    [InlineData("QQ", null)]
    [InlineData("Serbia", null)]
    public void A_country_is_a_code(string text, string? country) => Assert.Equal(country, Row("country", text).Country("country")?.Value);

    [Theory]
    [InlineData("severe", Severity.Severe)]
    [InlineData("EXTREME", Severity.Extreme)]
    [InlineData("2", null)]
    [InlineData("bad", null)]
    public void A_word_is_one_of_its_list(string text, Severity? severity) => Assert.Equal(severity, Row("kind", text).OneOf<Severity>("kind"));

    [Fact]
    public void Whole_numbers_flags_languages_and_lists_are_read()
    {
        var row = AFile.Read("name,country,lat,lon,criticality,overseas,contacts\nBor,RS,1,2,5,Yes,p1; p2|p3\n").Rows[0];

        Assert.Equal((5, true), (row.Whole("criticality", 1, 5)!.Value, row.Flag("overseas")!.Value));
        Assert.Equal(["p1", "p2", "p3"], row.List("securityContacts"));
        Assert.Equal("zh-Hans", Row("language", "zh_Hans").Language("language"));
        Assert.Null(Row("language", "klingon speech").Language("language"));
    }

    [Fact]
    public void A_missing_field_that_may_be_missing_is_no_error()
    {
        var row = Row("name", "A");

        Assert.Null(row.Number("lat", -90, 90));
        Assert.Null(row.Point());
        Assert.True(row.IsValid);
        Assert.Null(row.RequiredInstant("from"));
        Assert.Equal(new RowError(7, "from", "is missing"), Assert.Single(row.Errors));
    }

    private static UploadRow Row(string name, string text) => new(7, new Dictionary<string, string> { [name] = text }, []);
}
