using EsgFunctions.People;

namespace EsgFunctions.Places;

/// <summary>A place of the group with people in it.</summary>
/// <param name="Region">First-level administrative region: GeoNames admin1 code, or null.</param>
/// <param name="RadiusKm">How far the site itself reaches from its point: an event this far away is at the site.</param>
/// <param name="Criticality">1 to 5.</param>
/// <param name="Overseas">Outside the group's home country: its people are an audience of alerts by policy.</param>
/// <param name="SecurityContacts">Who is told by SMS from tier Alert on.</param>
public sealed record Site(
    SiteId Id,
    string Name,
    CountryCode Country,
    string? Region,
    GeoPoint Point,
    double RadiusKm,
    int Criticality,
    bool Overseas,
    bool SecurityManagedByGroup,
    IReadOnlyList<PersonId> SecurityContacts);
