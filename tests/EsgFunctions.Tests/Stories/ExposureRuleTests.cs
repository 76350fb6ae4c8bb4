using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class ExposureRuleTests
{
    private static readonly SourceArea Elsewhere = new([new(new GeoPoint(-16.4, -71.5), 10)], []);

    [Fact]
    public void The_boundary_of_the_impact_radius_is_inside()
    {
        var shooting = AStory.Shooting();

        Assert.True(ExposureRule.Reaches(shooting, AStory.North(5 - 1e-6), 0));
        Assert.False(ExposureRule.Reaches(shooting, AStory.North(5.001), 0));
    }

    [Fact]
    public void The_radius_of_a_site_widens_the_reach()
    {
        Assert.True(ExposureRule.Reaches(AStory.Shooting(), AStory.North(7 - 1e-6), 2));
        Assert.False(ExposureRule.Reaches(AStory.Shooting(), AStory.North(7.001), 2));
    }

    [Fact]
    public void An_area_of_the_source_wins_over_the_radius_in_both_directions()
    {
        var near = AStory.Shooting() with { Area = Elsewhere };
        var far = AStory.Shooting() with { Area = new SourceArea([new(AStory.Centre, 50)], []) };

        Assert.False(ExposureRule.Reaches(near, AStory.Centre, 0));
        Assert.True(ExposureRule.Reaches(near, Elsewhere.Circles[0].Centre, 0));
        Assert.True(ExposureRule.Reaches(far, AStory.North(49.9), 0));
        Assert.True(ExposureRule.Reaches(far, AStory.North(51.9), 2));
        Assert.False(ExposureRule.Reaches(far, AStory.North(52.1), 2));
    }

    [Theory]
    [InlineData(PlacePrecision.Unknown)]
    [InlineData(PlacePrecision.Country)]
    [InlineData(PlacePrecision.Admin1)]
    public void The_middle_of_a_region_or_country_is_never_measured_from(PlacePrecision precision)
    {
        var place = AStory.Bor with { Precision = precision };

        Assert.Null(ExposureRule.DistanceKm(place, null, AStory.Centre));
        Assert.False(ExposureRule.Reaches(AStory.Shooting() with { Place = place }, AStory.Centre, 100));
    }

    [Fact]
    public void A_category_without_a_radius_reaches_nobody() =>
        Assert.False(ExposureRule.Reaches(AStory.Shooting() with { Category = RiskCategory.Political, Kind = RiskKind.None }, AStory.Centre, 100));

    [Fact]
    public void Inside_the_sources_area_is_no_distance()
    {
        var area = new SourceArea([new(AStory.Centre, 50)], []);

        Assert.Equal(0, ExposureRule.DistanceKm(AStory.Bor, area, AStory.North(40)));
        Assert.Equal(60, ExposureRule.DistanceKm(AStory.Bor, area, AStory.North(60))!.Value, 3);
        Assert.Null(ExposureRule.DistanceKm(AStory.Bor with { Precision = PlacePrecision.Country }, area, AStory.North(60)));
        Assert.Null(ExposureRule.DistanceKm(AStory.Bor, area, null));
    }

    [Fact]
    public void The_thing_in_the_nearest_band_is_the_nearest_and_of_one_band_the_most_critical()
    {
        var camp = Thing("camp", 3, 2);
        var plant = Thing("plant", 4, 5);
        var office = Thing("office", 20, 5);

        var nearest = ExposureRule.Nearest(AStory.Bor, null, 1, [office, camp, plant]);

        Assert.Equal(("plant", 5), (nearest.Thing, nearest.Criticality));
        Assert.Equal(4, nearest.DistanceKm!.Value, 3);
    }

    [Fact]
    public void Of_a_story_known_by_its_region_the_region_is_all_that_counts()
    {
        var place = AStory.Bor with { Precision = PlacePrecision.Admin1 };

        var inside = ExposureRule.Nearest(place, null, 1, [Thing("camp", 400, 2)]);
        var outside = ExposureRule.Nearest(place, null, 1, [Thing("camp", 1, 2) with { Region = "01" }]);

        Assert.Equal((ProximityBand.SameRegion, null), (ProximityRule.Band(inside), inside.DistanceKm));
        Assert.Equal(ProximityBand.Elsewhere, ProximityRule.Band(outside));
    }

    [Fact]
    public void Nothing_near_is_nothing() => Assert.Equal(Proximity.None with { Precision = PlacePrecision.Town }, ExposureRule.Nearest(AStory.Bor, null, 1, []));

    [Fact]
    public void A_larger_site_is_reached_wherever_a_smaller_one_is() => Prop.ForAll<byte, byte, byte>((km, radius, more) =>
        !ExposureRule.Reaches(AStory.Shooting(), AStory.North(km / 10.0), radius / 10.0) || ExposureRule.Reaches(AStory.Shooting(), AStory.North(km / 10.0), (radius + more) / 10.0))
        .QuickCheckThrowOnFailure();

    private static ProtectedThing Thing(string name, double km, int criticality) => new(name, AStory.Serbia, "00", AStory.North(km), 1, criticality);
}
