namespace EsgFunctions.Places;

/// <summary>A ring around another that holds all of it with few corners.</summary>
public static class ConvexRing
{
    /// <summary>
    /// The convex ring around the corners, first point equals last; the box around them where that has more than
    /// <paramref name="mostCorners"/>. Longitudes count from the first corner the short way round, for rings across the date line.
    /// </summary>
    public static IReadOnlyList<GeoPoint> Around(IReadOnlyList<GeoPoint> ring, int mostCorners)
    {
        var first = ring[0].Lon;
        var corners = ring.Select(point => (point.Lat, Lon: Turned(point.Lon - first))).Distinct().OrderBy(corner => corner.Lon).ThenBy(corner => corner.Lat).ToList();
        var hull = Half(corners).Concat(Half(Enumerable.Reverse(corners))).ToList();
        if (hull.Count is < 3 || hull.Count > mostCorners)
        {
            var (south, north, west, east) = (corners.Min(corner => corner.Lat), corners.Max(corner => corner.Lat), corners[0].Lon, corners[^1].Lon);
            hull = [(south, west), (south, east), (north, east), (north, west)];
        }

        return [.. hull.Append(hull[0]).Select(corner => new GeoPoint(corner.Lat, Turned(corner.Lon + first)))];
    }

    /// <summary>One side of the hull, its last corner left to the other side (Andrew's monotone chain).</summary>
    private static IEnumerable<(double Lat, double Lon)> Half(IEnumerable<(double Lat, double Lon)> corners)
    {
        var side = new List<(double Lat, double Lon)>();
        foreach (var corner in corners)
        {
            while (side.Count > 1 && Turn(side[^2], side[^1], corner) <= 0)
            {
                side.RemoveAt(side.Count - 1);
            }

            side.Add(corner);
        }

        return side.SkipLast(1);
    }

    private static double Turn((double Lat, double Lon) a, (double Lat, double Lon) b, (double Lat, double Lon) c) =>
        ((b.Lon - a.Lon) * (c.Lat - a.Lat)) - ((b.Lat - a.Lat) * (c.Lon - a.Lon));

    private static double Turned(double degrees) => degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}
