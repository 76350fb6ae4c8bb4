using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Tests.Analysis;

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
    public void Rings_that_do_not_close_or_have_too_many_corners_are_left_out()
    {
        Assert.Null(SourceArea.Of(Place(null, Square[..3])));
        Assert.Null(SourceArea.Of(Place(null, [.. Enumerable.Repeat(AStory.Centre, 201)])));
        Assert.Equal(4, SourceArea.Of(Place(null, Square, Square, Square, Square, Square))!.Rings.Count);
    }

    private static SourcePlace Place(double? km, params GeoPoint[][] rings) => new(AStory.Centre, km, rings, null, AStory.Serbia);
}
