using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

public class SourceAreaTests
{
    private static readonly GeoPoint[] Square = [new(44, 22), new(44, 23), new(45, 23), new(45, 22), new(44, 22)];

    [Fact]
    public void A_point_alone_is_no_area()
    {
        Assert.Null(SourceArea.Of(null));
        Assert.Null(SourceArea.Of(Place(null)));
        Assert.Null(SourceArea.Of(Place(0)));
    }

    [Fact]
    public void A_circle_is_one_from_its_centre_to_its_edge()
    {
        var area = SourceArea.Of(Place(10))!;

        Assert.True(area.Contains(AStory.North(9.999), 0));
        Assert.False(area.Contains(AStory.North(10.001), 0));
        Assert.True(area.Contains(AStory.North(10.999), 1));
    }

    [Fact]
    public void A_ring_holds_its_inside_its_edge_and_a_margin()
    {
        var area = SourceArea.Of(Place(null, Square))!;

        Assert.True(area.Contains(new GeoPoint(44.5, 22.5), 0));
        Assert.True(area.Contains(new GeoPoint(44.5, 22), 0));
        Assert.True(area.Contains(new GeoPoint(44, 22), 0));
        Assert.False(area.Contains(new GeoPoint(45 + 3 * AStory.DegreesOfKm, 22.5), 2.9));
        Assert.True(area.Contains(new GeoPoint(45 + 3 * AStory.DegreesOfKm, 22.5), 3.1));
    }

    [Fact]
    public void Every_circle_and_every_ring_counts()
    {
        GeoPoint[][] squares = [.. Enumerable.Range(0, 20).Select(step => Square.Select(corner => new GeoPoint(corner.Lat, corner.Lon + (2 * step))).ToArray())];
        var place = Place(null, squares) with { Circles = [new(new GeoPoint(-10, 25), 5), new(new GeoPoint(-12, 27), 5)] };

        var area = SourceArea.Of(place)!;

        Assert.All(Enumerable.Range(0, 20), step => Assert.True(area.Contains(new GeoPoint(44.5, 22.5 + (2 * step)), 0)));
        Assert.True(area.Contains(new GeoPoint(-10, 25), 0) && area.Contains(new GeoPoint(-12, 27), 0));
        Assert.False(area.Contains(new GeoPoint(44.5, 23.5), 0));
    }

    [Fact]
    public void A_ring_with_too_many_corners_becomes_a_wider_one_and_leaves_nobody_out()
    {
        // A star of 2,000 corners around Bor, its points 100 km away and its notches 20.
        GeoPoint[] star = [.. Enumerable.Range(0, 2001).Select(step => (step % 2 == 0 ? 100 : 20) * AStory.DegreesOfKm is var reach && 2 * Math.PI * (step % 2000) / 2000 is var angle
            ? new GeoPoint(AStory.Centre.Lat + (reach * Math.Sin(angle)), AStory.Centre.Lon + (reach * Math.Cos(angle))) : default)];

        var area = SourceArea.Of(Place(null, star, Square))!;

        Assert.InRange(area.Rings.Sum(ring => ring.Count), 8, 100);
        Assert.All(star, corner => Assert.True(area.Contains(corner, 0.001)));
        Assert.Contains(Square, area.Rings);
    }

    [Fact]
    public void A_ring_that_does_not_close_is_no_area() => Assert.Null(SourceArea.Of(Place(null, Square[..3])));

    private static SourcePlace Place(double? km, params GeoPoint[][] rings) => new(AStory.Centre, km is { } radius ? [new(AStory.Centre, radius)] : [], rings, null, AStory.Serbia);
}
