using EsgFunctions.Places;

namespace EsgFunctions.Stories;

/// <summary>A site or a traveller, as the score sees it: what, where, and how much depends on it.</summary>
/// <param name="RadiusKm">How far it reaches from its point.</param>
/// <param name="Criticality">1 to 5; a traveller counts 3.</param>
public sealed record ProtectedThing(string Name, CountryCode Country, string? Region, GeoPoint? Point, double RadiusKm, int Criticality)
{
    public const int TravellerCriticality = 3;

    public static ProtectedThing Of(Site site) => new(site.Name, site.Country, site.Region, site.Point, site.RadiusKm, site.Criticality);

    /// <summary>The traveller's name is not evidence that a score may show.</summary>
    public static ProtectedThing Of(Stay stay) => new("a traveller", stay.Country, stay.Region, stay.Point, 0, TravellerCriticality);
}
