using System.Globalization;
using System.Text.Json.Serialization;

namespace EsgFunctions.Places;

/// <summary>A point on the earth, WGS 84, in decimal degrees. Latitude -90 to 90, longitude -180 to 180.</summary>
/// <remarks><c>default</c> is 0, 0: a point in the Gulf of Guinea that is a legal value and nobody's site.</remarks>
public readonly record struct GeoPoint
{
    /// <summary>Mean earth radius (IUGG), km.</summary>
    private const double EarthRadiusKm = 6371.0088;

    /// <exception cref="ArgumentOutOfRangeException">Outside the range, or not a number.</exception>
    [JsonConstructor]
    public GeoPoint(double lat, double lon)
    {
        if (!(lat is >= -90 and <= 90))
        {
            throw new ArgumentOutOfRangeException(nameof(lat), lat, "Latitude must be from -90 to 90 degrees.");
        }

        if (!(lon is >= -180 and <= 180))
        {
            throw new ArgumentOutOfRangeException(nameof(lon), lon, "Longitude must be from -180 to 180 degrees.");
        }

        Lat = lat;
        Lon = lon;
    }

    public double Lat { get; }

    public double Lon { get; }

    /// <summary>The point, or null where either number is outside its range: for outside data.</summary>
    public static GeoPoint? TryCreate(double lat, double lon) =>
        lat is >= -90 and <= 90 && lon is >= -180 and <= 180 ? new GeoPoint(lat, lon) : null;

    /// <summary>Great-circle distance by the haversine formula, in km.</summary>
    public double DistanceKm(GeoPoint other)
    {
        var dLat = double.DegreesToRadians(other.Lat - Lat);
        var dLon = double.DegreesToRadians(other.Lon - Lon);
        var a = Math.Pow(Math.Sin(dLat / 2), 2)
            + Math.Cos(double.DegreesToRadians(Lat)) * Math.Cos(double.DegreesToRadians(other.Lat)) * Math.Pow(Math.Sin(dLon / 2), 2);
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lat:0.####},{Lon:0.####}");
}
