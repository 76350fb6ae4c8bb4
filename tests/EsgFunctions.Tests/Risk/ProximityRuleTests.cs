using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Risk;

public class ProximityRuleTests
{
    [Theory]
    [InlineData(5, 1, 20)]
    [InlineData(5.01, 1, 15)]
    [InlineData(25, 1, 15)]
    [InlineData(100, 1, 10)]
    [InlineData(100.1, 1, 6)]
    [InlineData(20, 4, 20)]
    [InlineData(400, 4, 10)]
    [InlineData(2.5, 0.5, 20)]
    [InlineData(5, 0.5, 15)]
    [InlineData(60, 0.5, 6)]
    public void A_point_is_judged_by_distance_times_reach(double km, double reach, int points)
    {
        var proximity = new Proximity(PlacePrecision.Point, km, true, true, reach, 3, "camp");

        Assert.Equal(points, ProximityRule.Points(ProximityRule.Band(proximity)));
    }

    [Theory]
    [InlineData(PlacePrecision.Admin1, true, true, 6)]
    [InlineData(PlacePrecision.Admin1, false, true, 0)]
    [InlineData(PlacePrecision.Country, true, true, 3)]
    [InlineData(PlacePrecision.Country, false, false, 0)]
    [InlineData(PlacePrecision.Unknown, true, true, 0)]
    [InlineData(PlacePrecision.Town, false, true, 3)]
    public void A_centroid_is_never_measured_from(PlacePrecision precision, bool sameRegion, bool sameCountry, int points)
    {
        var centroid = precision == PlacePrecision.Town ? 900 : 0.1;
        var proximity = new Proximity(precision, centroid, sameRegion, sameCountry, 1, 3, "camp");

        Assert.Equal(points, ProximityRule.Points(ProximityRule.Band(proximity)));
    }
}
