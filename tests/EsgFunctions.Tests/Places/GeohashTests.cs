using EsgFunctions.Places;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Places;

public sealed class GeohashTests
{
    private static readonly Gen<GeoPoint> Points =
        from lat in Gen.Choose(-90_0000, 90_0000)
        from lon in Gen.Choose(-180_0000, 180_0000)
        select new GeoPoint(lat / 1e4, lon / 1e4);

    [Theory]
    [InlineData(57.64911, 10.40744, "u4pruydqqvj")]
    [InlineData(42.6, -5.6, "ezs42")]
    [InlineData(-25.382708, -49.265506, "6gkzwgjzn820")]
    [InlineData(-90, -180, "000")]
    [InlineData(90, 180, "zzz")]
    public void Published_points_have_their_published_cells(double lat, double lon, string cell) =>
        Assert.Equal(cell, Geohash.Encode(new GeoPoint(lat, lon), cell.Length));

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void A_precision_outside_1_to_12_is_refused(int precision) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Geohash.Encode(default, precision));

    [Fact]
    public void A_word_with_a_letter_that_geohash_leaves_out_has_no_bounds() =>
        Assert.Throws<FormatException>(() => Geohash.Bounds("u4a"));

    [Fact]
    public void A_point_lies_within_the_bounds_of_its_cell_and_the_middle_of_the_cell_has_the_same_name() =>
        Prop.ForAll(Points.ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), (point, precision) =>
        {
            var cell = Geohash.Encode(point, precision);
            var bounds = Geohash.Bounds(cell);
            return bounds.Contains(point) && Geohash.Encode(bounds.Centre, precision) == cell;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_longer_name_begins_with_the_shorter() =>
        Prop.ForAll(Points.ToArbitrary(), Gen.Choose(1, 11).ToArbitrary(), (point, precision) =>
            Geohash.Encode(point, precision + 1).StartsWith(Geohash.Encode(point, precision), StringComparison.Ordinal)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_point_within_the_radius_is_in_a_covered_cell() =>
        Prop.ForAll(Points.ToArbitrary(), Gen.Choose(0, 3_000).ToArbitrary(), Gen.Choose(0, 359).ToArbitrary(), (centre, radiusKm, bearing) =>
        {
            var cells = Geohash.CellsWithin(centre, radiusKm, 3);
            return new[] { 0, 0.3, 0.7, 0.999999 }.All(share => cells.Contains(Geohash.Encode(Walk(centre, radiusKm * share, bearing), 3)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 179.9)]
    [InlineData(-17.8, -179.99)]
    public void A_circle_at_the_antimeridian_has_cells_on_both_sides(double lat, double lon)
    {
        var cells = Geohash.CellsWithin(new GeoPoint(lat, lon), 50, 3);

        Assert.Contains(cells, cell => Geohash.Bounds(cell).West > 170);
        Assert.Contains(cells, cell => Geohash.Bounds(cell).East < -170);
    }

    [Fact]
    public void A_circle_round_a_pole_touches_every_longitude()
    {
        var cells = Geohash.CellsWithin(new GeoPoint(89.9, 12), 100, 3);

        Assert.Equal(256, cells.Select(cell => Geohash.Bounds(cell).West).Distinct().Count());
    }

    [Fact]
    public void A_small_circle_needs_few_cells() =>
        Assert.InRange(Geohash.CellsWithin(new GeoPoint(44.075, 22.096), 16, 3).Count, 1, 4);

    /// <summary>The destination of a great circle: the direct problem on the sphere.</summary>
    private static GeoPoint Walk(GeoPoint from, double km, double bearing)
    {
        var (lat, lon, angle, heading) = (double.DegreesToRadians(from.Lat), double.DegreesToRadians(from.Lon), km / 6371.0088, double.DegreesToRadians(bearing));
        var sin = Math.Sin(lat) * Math.Cos(angle) + Math.Cos(lat) * Math.Sin(angle) * Math.Cos(heading);
        var to = Math.Asin(Math.Clamp(sin, -1, 1));
        var east = lon + Math.Atan2(Math.Sin(heading) * Math.Sin(angle) * Math.Cos(lat), Math.Cos(angle) - Math.Sin(lat) * sin);
        return new GeoPoint(double.RadiansToDegrees(to), Math.IEEERemainder(double.RadiansToDegrees(east), 360));
    }
}
