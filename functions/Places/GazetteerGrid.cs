using System.Buffers.Binary;
using static EsgFunctions.Places.GazetteerFormat;

namespace EsgFunctions.Places;

/// <summary>The towns of a gazetteer file by square degree.</summary>
internal readonly ref struct GazetteerGrid(ReadOnlySpan<byte> starts, ReadOnlySpan<byte> towns, ReadOnlySpan<byte> places)
{
    private const double FirstReachKm = 20;
    private const double KmPerDegree = 111;

    private readonly ReadOnlySpan<byte> _starts = starts;
    private readonly ReadOnlySpan<byte> _towns = towns;
    private readonly ReadOnlySpan<byte> _places = places;

    public static GeoPoint PointOf(ReadOnlySpan<byte> record) =>
        new(BinaryPrimitives.ReadInt32LittleEndian(record) / PointScale, BinaryPrimitives.ReadInt32LittleEndian(record[4..]) / PointScale);

    /// <summary>The number of the nearest town: looked for close by first, then in ever wider circles.</summary>
    public int? Nearest(GeoPoint point, double withinKm)
    {
        for (var reach = Math.Min(FirstReachKm, withinKm); ; reach = Math.Min(reach * 4, withinKm))
        {
            if (NearestWithin(point, reach) is { } town)
            {
                return town;
            }

            if (reach >= withinKm)
            {
                return null;
            }
        }
    }

    private int? NearestWithin(GeoPoint point, double reachKm)
    {
        int? nearest = null;
        var distance = reachKm;
        var height = (reachKm / KmPerDegree) + 1e-6;
        var furthest = Math.Min(89.9, Math.Abs(point.Lat) + height);
        var width = Math.Min(180, (height / Math.Cos(double.DegreesToRadians(furthest))) + 1e-6);
        var west = Math.Floor(point.Lon - width);
        for (var row = (int)Math.Floor(Math.Max(-90, point.Lat - height)); row <= Math.Min(89, point.Lat + height); row++)
        {
            for (var column = west; column <= point.Lon + width && column < west + 360; column++)
            {
                nearest = NearestIn(GridCell(row, ((column + 540) % 360) - 180), point, ref distance) ?? nearest;
            }
        }

        return nearest;
    }

    private int? NearestIn(int cell, GeoPoint point, ref double distanceKm)
    {
        int? nearest = null;
        var last = BinaryPrimitives.ReadInt32LittleEndian(_starts[((cell + 1) * 4)..]);
        for (var at = BinaryPrimitives.ReadInt32LittleEndian(_starts[(cell * 4)..]); at < last; at++)
        {
            var town = BinaryPrimitives.ReadInt32LittleEndian(_towns[(at * 4)..]);
            var distance = PointOf(_places.Slice(town * PlaceSize, PlaceSize)).DistanceKm(point);
            if (distance <= distanceKm)
            {
                (nearest, distanceKm) = (town, distance);
            }
        }

        return nearest;
    }
}
