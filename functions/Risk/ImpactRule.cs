using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>Whether an event's impact radius holds a site or a person. A polygon given by the source wins and is tested elsewhere.</summary>
public static class ImpactRule
{
    /// <summary>Boundary inclusive. False for a category without a radius, and wherever the distance is not known.</summary>
    /// <param name="distanceKm">From a point or a town, never from the middle of a region or country.</param>
    /// <param name="siteRadiusKm">Of the protected site; 0 for a person.</param>
    public static bool IsInside(CategoryProfile profile, double? distanceKm, double siteRadiusKm = 0) =>
        distanceKm is { } km && profile.ImpactRadiusKm is { } radius && km <= radius + siteRadiusKm;

    /// <summary>A story of country precision reaches the people of that country only when Extreme and of a country-wide category.</summary>
    public static bool IsCountryWide(CategoryProfile profile, PlacePrecision precision, Severity severity) =>
        precision == PlacePrecision.Country && profile.CountryWide && severity == Severity.Extreme;
}
