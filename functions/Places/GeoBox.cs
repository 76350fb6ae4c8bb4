namespace EsgFunctions.Places;

/// <summary>A box of latitude and longitude, edges included, in degrees. It does not cross the antimeridian.</summary>
public readonly record struct GeoBox(double South, double West, double North, double East)
{
    public GeoPoint Centre => new((South + North) / 2, (West + East) / 2);

    public bool Contains(GeoPoint point) => point.Lat >= South && point.Lat <= North && point.Lon >= West && point.Lon <= East;
}
