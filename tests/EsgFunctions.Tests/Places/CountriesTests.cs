using EsgFunctions.Places;

namespace EsgFunctions.Tests.Places;

public sealed class CountriesTests
{
    [Theory]
    [InlineData("RS")]
    [InlineData("rs")]
    [InlineData("SRB")]
    [InlineData("688")]
    [InlineData("Serbia")]
    [InlineData("Srbija")]
    [InlineData("Србија")]
    [InlineData("塞尔维亚")]
    [InlineData("Сербия")]
    [InlineData("Serbie")]
    [InlineData(" Republic of Serbia ")]
    public void A_country_is_read_by_code_or_by_name_in_any_language(string text) =>
        Assert.Equal(new CountryCode("RS"), Countries.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Atlantis")]
    [InlineData("QQ")]
    [InlineData("999")]
    public void What_names_no_country_is_unknown(string? text) => Assert.Equal(CountryCode.Unknown, Countries.Parse(text));

    [Theory]
    [InlineData("DR Congo", "CD")]
    [InlineData("Democratic Republic of the Congo", "CD")]
    [InlineData("Republic of the Congo", "CG")]
    [InlineData("Ivory Coast", "CI")]
    [InlineData("Burma", "MM")]
    [InlineData("USA", "US")]
    [InlineData("XK", "XK")]
    [InlineData("South Korea", "KR")]
    public void Names_of_newspapers_are_known(string text, string code) => Assert.Equal(new CountryCode(code), Countries.Parse(text));

    [Theory]
    [InlineData("serbian", "RS")]
    [InlineData("congolese", "CD")]
    [InlineData("peruvian", "PE")]
    [InlineData("south african", "ZA")]
    [InlineData("martian", "ZZ")]
    public void A_demonym_names_its_country(string demonym, string code) => Assert.Equal(code, Countries.ByDemonym(demonym).Value);

    [Fact]
    public void There_are_249_countries_of_ISO_3166_and_Kosovo()
    {
        Assert.Equal(250, Countries.All.Count);
        Assert.All(Countries.All, static country =>
        {
            Assert.Equal(3, country.Alpha3.Length);
            Assert.Equal(3, country.Numeric.Length);
            Assert.Equal(Countries.Languages.Count, country.Names.Count);
            Assert.All(country.Names.Values, static name => Assert.NotEqual("", name));
        });
    }

    [Fact]
    public void A_name_is_given_in_the_language_asked_for_and_else_in_English()
    {
        var serbia = new CountryCode("RS");

        Assert.Equal("Srbija", Countries.NameOf(serbia, "sr"));
        Assert.Equal("Србија", Countries.NameOf(serbia, "sr-Cyrl"));
        Assert.Equal("塞尔维亚", Countries.NameOf(serbia, "zh"));
        Assert.Equal("Serbie", Countries.NameOf(serbia, "fr-CA"));
        Assert.Equal("Serbia", Countries.NameOf(serbia, "fi"));
        Assert.Equal("ZZ", Countries.NameOf(CountryCode.Unknown));
    }

    [Fact]
    public void The_unknown_country_is_the_same_written_or_not()
    {
        Assert.Equal(CountryCode.Unknown, CountryCode.TryParse("ZZ"));
        Assert.Equal(CountryCode.Unknown.GetHashCode(), new CountryCode("zz").GetHashCode());
        Assert.NotEqual(CountryCode.Unknown, new CountryCode("RS"));
    }
}
