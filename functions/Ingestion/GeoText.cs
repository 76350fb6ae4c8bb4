using System.Globalization;
using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>Coordinates as feeds write them: latitude first, divided by blanks or commas. What is out of range is left out, never put right.</summary>
internal static class GeoText
{
    private const int MaxPoints = 5_000;
    private static readonly char[] Dividers = [' ', ',', '\t', '\r', '\n', ';'];

    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static GeoPoint? Point(string? lat, string? lon) =>
        Number(lat) is { } y && Number(lon) is { } x ? GeoPoint.TryCreate(y, x) : null;

    /// <summary>Pairs of latitude and longitude; empty where one of them is no coordinate.</summary>
    public static List<GeoPoint> Points(string? text)
    {
        var parts = (text ?? "").Split(Dividers, StringSplitOptions.RemoveEmptyEntries);
        var points = new List<GeoPoint>();
        for (var at = 0; at + 1 < parts.Length; at += 2)
        {
            if (Point(parts[at], parts[at + 1]) is not { } point || points.Count >= MaxPoints)
            {
                return [];
            }

            points.Add(point);
        }

        return points;
    }

    /// <summary>A centre and a radius, in the source's own unit; null where it is none.</summary>
    public static GeoArea.Circle? Circle(string? text)
    {
        var parts = (text ?? "").Split(Dividers, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 3 && Point(parts[0], parts[1]) is { } centre && Number(parts[2]) is >= 0 and var radius ? new(centre, radius) : null;
    }

    /// <summary>A ring whose first point is its last, added where the source forgot it; null with fewer than three different corners.</summary>
    public static IReadOnlyList<GeoPoint>? Ring(IReadOnlyList<GeoPoint> points)
    {
        var closed = points.Count > 0 && points[0] != points[^1] ? [.. points, points[0]] : points;
        return closed.Count >= 4 ? closed : null;
    }

    /// <summary>The ring around two opposite corners.</summary>
    public static IReadOnlyList<GeoPoint> Box(GeoPoint one, GeoPoint other)
    {
        var (south, north) = (Math.Min(one.Lat, other.Lat), Math.Max(one.Lat, other.Lat));
        return [new(south, one.Lon), new(south, other.Lon), new(north, other.Lon), new(north, one.Lon), new(south, one.Lon)];
    }
}
