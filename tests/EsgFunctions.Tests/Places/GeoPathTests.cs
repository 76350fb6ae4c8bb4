using EsgFunctions.Places;

namespace EsgFunctions.Tests.Places;

public sealed class GeoPathTests
{
    private const double KmPerDegree = Math.PI * 6371.0088 / 180;

    private static readonly GeoPath Equator = new([new(0, 0), new(0, 10), new(5, 10)]);

    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(-2, 0.5, 2)]
    [InlineData(0, 7, 0)]
    [InlineData(0, -3, 3)]
    [InlineData(8, 10, 3)]
    [InlineData(0, 10, 0)]
    public void A_point_is_as_far_as_the_nearest_point_of_the_way(double lat, double lon, double degrees) =>
        Assert.Equal(degrees * KmPerDegree, Equator.DistanceKm(new(lat, lon)), 6);

    [Fact]
    public void The_way_over_the_date_line_is_the_short_one()
    {
        var path = new GeoPath([new(0, 179), new(0, -179)]);

        Assert.Equal(0.5 * KmPerDegree, path.DistanceKm(new(0.5, 180)), 6);
        Assert.Equal(179 * KmPerDegree, path.DistanceKm(new(0, 0)), 6);
    }

    /// <summary>The middle of the arc from 60° N 0° to 60° N 90° E lies where tan φ = tan 60° / cos 45°.</summary>
    [Fact]
    public void A_long_leg_is_an_arc_of_a_great_circle_and_not_a_parallel()
    {
        var path = new GeoPath([new(60, 0), new(60, 90)]);
        var middle = double.RadiansToDegrees(Math.Atan(Math.Tan(Math.PI / 3) / Math.Cos(Math.PI / 4)));

        Assert.Equal(0, path.DistanceKm(new(middle, 45)), 6);
        Assert.True(path.DistanceKm(new(60, 45)) > 800);
    }

    [Fact]
    public void Looks_along_the_way_are_no_further_apart_than_asked()
    {
        var looks = Equator.Along(50).ToList();

        Assert.Equal((Equator.Points[0], Equator.Points[2]), (looks[0], looks[^1]));
        Assert.All(looks.Zip(looks.Skip(1)), pair => Assert.InRange(pair.First.DistanceKm(pair.Second), 1e-9, 50));
        Assert.All(looks, look => Assert.Equal(0, Equator.DistanceKm(look), 6));
        Assert.InRange(Equator.Along(0.001).Count(), 2_000, 2_010);
    }

    [Fact]
    public void A_way_of_one_place_is_that_place()
    {
        var path = new GeoPath([new(10, 20), new(10, 20)]);

        Assert.Equal(KmPerDegree, path.DistanceKm(new(11, 20)), 6);
        Assert.Equal(2, path.Along(10).Count());
    }

    [Fact]
    public void One_point_is_no_way() => Assert.Throws<ArgumentException>(() => new GeoPath([new(0, 0)]));
}
