namespace EsgFunctions.Places;

/// <summary>One entry of the gazetteer.</summary>
/// <param name="Id">Its number in this edition of the file: smaller is more populous within a kind. Not to be stored.</param>
/// <param name="Admin1">GeoNames admin1 code within the country, or null.</param>
/// <param name="Point">Of a town, where it is. Of anything larger, the middle of its towns: for maps only.</param>
/// <param name="Population">Of a town, its own; of anything larger, the sum of its towns of 1,000 and more.</param>
/// <param name="IsSeat">The seat of a first-level region, or a capital.</param>
/// <param name="IsCapital">The capital of a country.</param>
public readonly record struct GazetteerPlace(
    int Id,
    PlaceKind Kind,
    CountryCode Country,
    string? Admin1,
    GeoPoint Point,
    long Population,
    bool IsSeat,
    bool IsCapital);

/// <summary>A place that has the name looked for.</summary>
/// <param name="IsMainName">Whether the name is what the gazetteer itself calls the place, and not an alternate.</param>
public readonly record struct PlaceMatch(GazetteerPlace Place, bool IsMainName);
