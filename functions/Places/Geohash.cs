namespace EsgFunctions.Places;

/// <summary>Geohash cells (Niemeyer 2008): base 32 of interleaved longitude and latitude bits. Three letters are about 156 km square at the equator.</summary>
public static class Geohash
{
    public const int LongestPrecision = 12;

    private const string Alphabet = "0123456789bcdefghjkmnpqrstuvwxyz";

    /// <summary>Mean earth radius (IUGG), km: the same as for distances, so that a cover of a circle leaves nothing out.</summary>
    private const double EarthRadiusKm = 6371.0088;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="precision"/> is outside 1 to 12.</exception>
    public static string Encode(GeoPoint point, int precision)
    {
        Check(precision);
        var (columns, rows) = Size(precision);
        return Name(Index(point.Lon, -180, 360, columns), Index(point.Lat, -90, 180, rows), precision);
    }

    /// <summary>South, west, north and east of a cell.</summary>
    /// <exception cref="FormatException">Not a geohash of 1 to 12 letters.</exception>
    public static GeoBox Bounds(string cell)
    {
        double south = -90, north = 90, west = -180, east = 180;
        var even = true;
        if (cell.Length is 0 or > LongestPrecision)
        {
            throw new FormatException($"'{cell}' is not a geohash of 1 to {LongestPrecision} letters.");
        }

        foreach (var letter in cell)
        {
            var digit = Alphabet.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            if (digit < 0)
            {
                throw new FormatException($"'{cell}' is not a geohash: '{letter}' is no digit of it.");
            }

            for (var bit = 16; bit > 0; bit >>= 1, even = !even)
            {
                var upper = (digit & bit) != 0;
                if (even)
                {
                    (west, east) = upper ? ((west + east) / 2, east) : (west, (west + east) / 2);
                }
                else
                {
                    (south, north) = upper ? ((south + north) / 2, north) : (south, (south + north) / 2);
                }
            }
        }

        return new GeoBox(south, west, north, east);
    }

    /// <summary>
    /// Every cell that holds a point within the radius, in ascending order; a few more may be there.
    /// Complete across the antimeridian and at the poles, where a circle touches all longitudes.
    /// </summary>
    /// <param name="radiusKm">Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative radius, or a precision outside 1 to 12.</exception>
    public static IReadOnlyList<string> CellsWithin(GeoPoint centre, double radiusKm, int precision)
    {
        Check(precision);
        ArgumentOutOfRangeException.ThrowIfNegative(radiusKm);
        var (columns, rows) = Size(precision);
        var reach = double.RadiansToDegrees(radiusKm / EarthRadiusKm) + 1e-9;
        var first = Index(Math.Max(-90, centre.Lat - reach), -90, 180, rows);
        var last = Index(Math.Min(90, centre.Lat + reach), -90, 180, rows);
        var (firstColumn, count) = Columns(centre, reach, columns);
        var cells = new List<string>();
        for (var row = first; row <= last; row++)
        {
            for (long step = 0; step < count; step++)
            {
                cells.Add(Name((firstColumn + step) % columns, row, precision));
            }
        }

        cells.Sort(StringComparer.Ordinal);
        return cells;
    }

    /// <summary>Widest longitude difference on the circle: asin(sin r / cos lat); all longitudes when a pole is inside.</summary>
    private static (long First, long Count) Columns(GeoPoint centre, double reach, long columns)
    {
        if (Math.Abs(centre.Lat) + reach >= 90)
        {
            return (0, columns);
        }

        var ratio = Math.Sin(double.DegreesToRadians(reach)) / Math.Cos(double.DegreesToRadians(centre.Lat));
        var width = double.RadiansToDegrees(Math.Asin(Math.Min(1, ratio))) + 1e-9;
        if (width >= 180)
        {
            return (0, columns);
        }

        var west = Index(Wrap(centre.Lon - width), -180, 360, columns);
        var east = Index(Wrap(centre.Lon + width), -180, 360, columns);
        var count = ((east - west + columns) % columns) + 1;

        // West and east in one cell: either a small circle, or one that goes nearly round the earth.
        return 2 * width > 360d / columns && count == 1 ? (0, columns) : (west, count);
    }

    private static double Wrap(double lon) => lon < -180 ? lon + 360 : lon > 180 ? lon - 360 : lon;

    private static (long Columns, long Rows) Size(int precision)
    {
        var bits = precision * 5;
        return (1L << ((bits + 1) / 2), 1L << (bits / 2));
    }

    private static long Index(double value, double least, double range, long cells) =>
        Math.Min(cells - 1, (long)((value - least) / range * cells));

    private static string Name(long column, long row, int precision) =>
        string.Create(precision, (column, row, precision), static (span, cell) =>
        {
            var bits = cell.precision * 5;
            var (lonBit, latBit) = ((bits + 1) / 2 - 1, bits / 2 - 1);
            var even = true;
            for (var at = 0; at < span.Length; at++)
            {
                var digit = 0;
                for (var bit = 0; bit < 5; bit++, even = !even)
                {
                    var set = even ? (cell.column >> lonBit--) & 1 : (cell.row >> latBit--) & 1;
                    digit = (digit << 1) | (int)set;
                }

                span[at] = Alphabet[digit];
            }
        });

    private static void Check(int precision)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, LongestPrecision);
    }
}
