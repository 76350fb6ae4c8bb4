using EsgFunctions.Places;

namespace EsgFunctions.Tests.Places;

public class PlaceNamesTests
{
    private static readonly PlaceNames Names = new(RealGazetteer.Instance);

    [Fact]
    public void A_town_is_found_by_its_name_in_its_country()
    {
        var bor = Names.Named("Bor", new CountryCode("RS"));

        Assert.Equal((PlacePrecision.Town, "RS"), (bor!.Precision, bor.Country.Value));
        Assert.True(bor.Point!.Value.DistanceKm(new GeoPoint(44.0749, 22.0959)) < 5);
    }

    [Fact]
    public void The_country_decides_between_towns_of_one_name()
    {
        Assert.Equal("CU", Names.Named("Santiago", new CountryCode("CU"))!.Country.Value);
        Assert.Equal("CL", Names.Named("Santiago", new CountryCode("CL"))!.Country.Value);
    }

    [Fact]
    public void What_is_no_place_has_none()
    {
        Assert.Null(Names.Named("Xyzzyville", null));
        Assert.Null(Names.Named("Bor", new CountryCode("PE")));
    }

    [Fact]
    public void A_point_keeps_itself_and_gets_country_and_region_of_the_nearest_town()
    {
        var mine = new GeoPoint(44.09, 22.09);

        var place = Names.At(mine);

        Assert.Equal((mine, "RS", PlacePrecision.Point), (place!.Point!.Value, place.Country.Value, place.Precision));
        Assert.NotNull(place.Region);
    }

    [Fact]
    public void A_point_at_sea_is_in_no_country() => Assert.Null(Names.At(new GeoPoint(-48, -123)));
}
