using EsgFunctions.Places;

namespace EsgFunctions.Tests.Places;

public sealed class GeoAreaTests
{
    private static readonly GeoArea.Polygon Square = new([new(10, 20), new(10, 22), new(12, 22), new(12, 20), new(10, 20)]);

    [Theory]
    [InlineData(11, 21, true)]
    [InlineData(10, 21, true)]
    [InlineData(12, 22, true)]
    [InlineData(11, 20, true)]
    [InlineData(9.999, 21, false)]
    [InlineData(11, 22.001, false)]
    public void A_polygon_holds_its_inside_and_its_boundary(double lat, double lon, bool inside) =>
        Assert.Equal(inside, Square.Contains(new GeoPoint(lat, lon)));

    [Fact]
    public void An_open_ring_means_the_same_as_a_closed_one()
    {
        var open = new GeoArea.Polygon([new(10, 20), new(10, 22), new(12, 22), new(12, 20)]);

        Assert.True(open.Contains(new GeoPoint(11, 20.001)));
        Assert.Equal(Square, open);
    }

    [Fact]
    public void The_notch_of_a_concave_polygon_is_outside()
    {
        var arrow = new GeoArea.Polygon([new(0, 0), new(0, 4), new(4, 4), new(1, 2), new(4, 0)]);

        Assert.False(arrow.Contains(new GeoPoint(3, 2)));
        Assert.True(arrow.Contains(new GeoPoint(0.5, 2)));
    }

    [Theory]
    [InlineData(-17, 179, true)]
    [InlineData(-17, -179, true)]
    [InlineData(-17, 180, true)]
    [InlineData(-17, -180, true)]
    [InlineData(-17, 177, false)]
    [InlineData(-17, 0, false)]
    public void A_polygon_may_cross_the_antimeridian(double lat, double lon, bool inside)
    {
        var fiji = new GeoArea.Polygon([new(-20, 178), new(-20, -178), new(-15, -178), new(-15, 178)]);

        Assert.Equal(inside, fiji.Contains(new GeoPoint(lat, lon)));
    }

    [Fact]
    public void A_margin_reaches_beyond_the_edge_by_that_distance()
    {
        // One hundredth of a degree of latitude is 1.112 km.
        var south = new GeoPoint(9.99, 21);

        Assert.False(Square.Contains(south, 1.1));
        Assert.True(Square.Contains(south, 1.12));
    }

    [Fact]
    public void Two_corners_are_no_polygon() =>
        Assert.Throws<ArgumentException>(() => new GeoArea.Polygon([new(0, 0), new(1, 1), new(0, 0)]));

    [Fact]
    public void A_circle_holds_its_boundary_and_a_margin_beyond()
    {
        var centre = new GeoPoint(0, 0);
        var point = new GeoPoint(1, 0);
        var distance = centre.DistanceKm(point);

        Assert.True(new GeoArea.Circle(centre, distance).Contains(point));
        Assert.False(new GeoArea.Circle(centre, distance - 0.01).Contains(point));
        Assert.True(new GeoArea.Circle(centre, distance - 5).Contains(point, 5));
    }
}
