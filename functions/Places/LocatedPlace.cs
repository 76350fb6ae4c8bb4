namespace EsgFunctions.Places;

/// <summary>Where something is, as far as it is known.</summary>
/// <param name="Name">As people call it, in the language of the gazetteer's main name.</param>
/// <param name="Region">First-level administrative region: its GeoNames admin1 code within the country, or null.</param>
/// <param name="Point">Set for precision point and town; for admin1 and country a point for maps, and for distances of hundreds of kilometres only.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record LocatedPlace(
    string Name,
    CountryCode Country,
    string? Region,
    GeoPoint? Point,
    PlacePrecision Precision,
    double Confidence)
{
    public static LocatedPlace Nowhere { get; } = new("", CountryCode.Unknown, null, null, PlacePrecision.Unknown, 0);
}
