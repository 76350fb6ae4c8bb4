using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.Tests.Places;

public class SiteFormTests
{
    private static readonly SiteForm Bor = new("Bor smelter", "rs", Lat: 44.08, Lon: 22.1);

    [Fact]
    public void What_is_left_out_has_a_default()
    {
        var (site, errors) = Bor.Check("bor");

        Assert.Empty(errors);
        Assert.Equal(
            (SiteId.Parse("bor"), "Bor smelter", "RS", null, new GeoPoint(44.08, 22.1), 1.0, 3, true, true),
            (site!.Id, site.Name, site.Country.Value, site.Region, site.Point, site.RadiusKm, site.Criticality, site.Overseas, site.SecurityManagedByGroup));
        Assert.Empty(site.SecurityContacts);
    }

    [Fact]
    public void A_site_is_read_whole()
    {
        var (site, _) = (Bor with { Region = " 00 ", RadiusKm = 2.5, Criticality = 5, Overseas = false, SecurityManagedByGroup = false, SecurityContacts = ["E-1", "E-2", "E-1"] }).Check("bor");

        Assert.Equal(("00", 2.5, 5, false, false), (site!.Region, site.RadiusKm, site.Criticality, site.Overseas, site.SecurityManagedByGroup));
        Assert.Equal([PersonId.Parse("E-1"), PersonId.Parse("E-2")], site.SecurityContacts);
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_field()
    {
        var (site, errors) = new SiteForm(null, "Serbia", null, 91, 22, 101, 6, null, null, ["E-1", "no one"]).Check("b or");

        Assert.Null(site);
        Assert.Equal(["country", "criticality", "id", "lat", "name", "radiusKm", "securityContacts"], errors.Select(error => error.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(-90, -180, true)]
    [InlineData(90, 180, true)]
    [InlineData(90.1, 0, false)]
    [InlineData(0, -180.1, false)]
    [InlineData(double.NaN, 0, false)]
    public void A_point_lies_on_the_earth(double lat, double lon, bool isOne) =>
        Assert.Equal(isOne, (Bor with { Lat = lat, Lon = lon }).Check("bor").Site is not null);

    [Fact]
    public void Half_a_point_is_none() => Assert.Equal("lat", Assert.Single((Bor with { Lon = null }).Check("bor").Errors).Field);

    [Theory]
    [InlineData(0, true)]
    [InlineData(100, true)]
    [InlineData(-0.1, false)]
    [InlineData(100.1, false)]
    [InlineData(double.NaN, false)]
    public void A_site_reaches_no_further_than_100_km(double km, bool isOne) =>
        Assert.Equal(isOne, (Bor with { RadiusKm = km }).Check("bor").Site is not null);

    [Theory]
    [InlineData("XK", true)]
    [InlineData("ZZ", false)]
    [InlineData("UK", false)]
    [InlineData("", false)]
    public void A_country_is_one_that_events_can_be_in(string country, bool isOne) =>
        Assert.Equal(isOne, (Bor with { Country = country }).Check("bor").Site is not null);
}
