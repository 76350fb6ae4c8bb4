using EsgFunctions.Places;

namespace EsgFunctions.Tests.Places;

public class IsoCodeTests
{
    [Fact]
    public void All_assigned_codes_and_kosovo_are_there() => Assert.Equal(249 + 1, Countries.All.Count);

    [Theory]
    [InlineData("SRB", "RS")]
    [InlineData("chn", "CN")]
    [InlineData("COD", "CD")]
    [InlineData(" PNG ", "PG")]
    [InlineData("GBR", "GB")]
    [InlineData("UKR", "UA")]
    [InlineData("rs", "RS")]
    [InlineData("XKX", "XK")]
    public void A_code_gives_its_country(string code, string country) => Assert.Equal(new CountryCode(country), Countries.ByIso(code));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ZZ")]
    [InlineData("ZZZ")]
    [InlineData("Serbia")]
    public void Any_other_word_is_unknown(string? code) => Assert.False(Countries.ByIso(code).IsKnown);
}
