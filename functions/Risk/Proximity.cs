using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>How the protected thing nearest lies to the story.</summary>
/// <param name="Precision">Of the story's place: decides which of the others may be used.</param>
/// <param name="DistanceKm">From the story's point or town; ignored for any other precision.</param>
/// <param name="Reach">Factor on the distance bands, from the profile of category and kind.</param>
/// <param name="Criticality">Of the thing nearest, 1 to 5 (traveller 3, executive list 5, plant: the supplier's); null: nothing is near.</param>
/// <param name="Thing">Its name, for the evidence.</param>
public sealed record Proximity(
    PlacePrecision Precision,
    double? DistanceKm,
    bool SameRegion,
    bool SameCountry,
    double Reach,
    int? Criticality,
    string Thing)
{
    public static Proximity None { get; } = new(PlacePrecision.Unknown, null, false, false, 1, null, "");
}

/// <summary>The band a protected thing falls in, nearest first.</summary>
public enum ProximityBand
{
    Elsewhere,
    SameCountry,
    SameRegion,
    Within100Km,
    Within25Km,
    Within5Km,
}
