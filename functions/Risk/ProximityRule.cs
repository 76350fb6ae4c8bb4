using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>
/// Distance bands, multiplied by the reach, then region, then country. The precision of the story's place decides which
/// apply: a point or a town allows distances, a region only the region, a country only the country.
/// </summary>
public static class ProximityRule
{
    public static ProximityBand Band(Proximity proximity) => proximity.Precision switch
    {
        PlacePrecision.Point or PlacePrecision.Town => ByDistance(proximity),
        PlacePrecision.Admin1 => proximity.SameRegion ? ProximityBand.SameRegion : ProximityBand.Elsewhere,
        PlacePrecision.Country => proximity.SameCountry ? ProximityBand.SameCountry : ProximityBand.Elsewhere,
        _ => ProximityBand.Elsewhere,
    };

    /// <summary>0 to 20.</summary>
    public static decimal Points(ProximityBand band) => band switch
    {
        ProximityBand.Within5Km => 20,
        ProximityBand.Within25Km => 15,
        ProximityBand.Within100Km => 10,
        ProximityBand.SameRegion => 6,
        ProximityBand.SameCountry => 3,
        _ => 0,
    };

    private static ProximityBand ByDistance(Proximity proximity) => proximity.DistanceKm switch
    {
        { } km when km <= 5 * proximity.Reach => ProximityBand.Within5Km,
        { } km when km <= 25 * proximity.Reach => ProximityBand.Within25Km,
        { } km when km <= 100 * proximity.Reach => ProximityBand.Within100Km,
        _ when proximity.SameRegion => ProximityBand.SameRegion,
        _ when proximity.SameCountry => ProximityBand.SameCountry,
        _ => ProximityBand.Elsewhere,
    };
}
