using System.Collections.Frozen;

namespace EsgFunctions.Places;

/// <summary>Short forms of states and provinces that stand after a town: Paris, TX; Duluth, Minn.; London, Ont.</summary>
internal static class RegionAbbreviations
{
    private static readonly CountryCode UnitedStates = new("US");
    private static readonly CountryCode Canada = new("CA");

    /// <summary>As the Associated Press writes them, and the codes of the two postal services where GeoNames does not use these itself.</summary>
    private static readonly FrozenDictionary<string, (CountryCode Country, string Admin1)> Words = new Dictionary<string, (CountryCode, string)>
    {
        ["ala"] = (UnitedStates, "AL"),
        ["ariz"] = (UnitedStates, "AZ"),
        ["ark"] = (UnitedStates, "AR"),
        ["calif"] = (UnitedStates, "CA"),
        ["colo"] = (UnitedStates, "CO"),
        ["conn"] = (UnitedStates, "CT"),
        ["del"] = (UnitedStates, "DE"),
        ["fla"] = (UnitedStates, "FL"),
        ["ga"] = (UnitedStates, "GA"),
        ["ill"] = (UnitedStates, "IL"),
        ["ind"] = (UnitedStates, "IN"),
        ["kan"] = (UnitedStates, "KS"),
        ["ky"] = (UnitedStates, "KY"),
        ["la"] = (UnitedStates, "LA"),
        ["md"] = (UnitedStates, "MD"),
        ["mass"] = (UnitedStates, "MA"),
        ["mich"] = (UnitedStates, "MI"),
        ["minn"] = (UnitedStates, "MN"),
        ["miss"] = (UnitedStates, "MS"),
        ["mo"] = (UnitedStates, "MO"),
        ["mont"] = (UnitedStates, "MT"),
        ["neb"] = (UnitedStates, "NE"),
        ["nev"] = (UnitedStates, "NV"),
        ["okla"] = (UnitedStates, "OK"),
        ["ore"] = (UnitedStates, "OR"),
        ["pa"] = (UnitedStates, "PA"),
        ["tenn"] = (UnitedStates, "TN"),
        ["tex"] = (UnitedStates, "TX"),
        ["texas"] = (UnitedStates, "TX"),
        ["va"] = (UnitedStates, "VA"),
        ["vt"] = (UnitedStates, "VT"),
        ["wash"] = (UnitedStates, "WA"),
        ["wis"] = (UnitedStates, "WI"),
        ["wyo"] = (UnitedStates, "WY"),
        ["n h"] = (UnitedStates, "NH"),
        ["n j"] = (UnitedStates, "NJ"),
        ["n m"] = (UnitedStates, "NM"),
        ["n y"] = (UnitedStates, "NY"),
        ["n c"] = (UnitedStates, "NC"),
        ["n d"] = (UnitedStates, "ND"),
        ["r i"] = (UnitedStates, "RI"),
        ["s c"] = (UnitedStates, "SC"),
        ["s d"] = (UnitedStates, "SD"),
        ["w va"] = (UnitedStates, "WV"),
        ["d c"] = (UnitedStates, "DC"),
        ["ab"] = (Canada, "01"),
        ["bc"] = (Canada, "02"),
        ["mb"] = (Canada, "03"),
        ["nb"] = (Canada, "04"),
        ["nl"] = (Canada, "05"),
        ["ns"] = (Canada, "07"),
        ["on"] = (Canada, "08"),
        ["pe"] = (Canada, "09"),
        ["qc"] = (Canada, "10"),
        ["sk"] = (Canada, "11"),
        ["alta"] = (Canada, "01"),
        ["b c"] = (Canada, "02"),
        ["man"] = (Canada, "03"),
        ["n b"] = (Canada, "04"),
        ["n s"] = (Canada, "07"),
        ["ont"] = (Canada, "08"),
        ["que"] = (Canada, "10"),
        ["sask"] = (Canada, "11"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The region, or null. Two capital letters may be the postal code of a state.</summary>
    public static GazetteerPlace? Find(Gazetteer gazetteer, ReadOnlySpan<char> key, bool allCapitals)
    {
        if (Words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var region))
        {
            return key.Length == 2 && !allCapitals && region.Country == Canada ? null : gazetteer.Admin1(region.Country, region.Admin1);
        }

        return key.Length == 2 && allCapitals ? gazetteer.Admin1(UnitedStates, key.ToString().ToUpperInvariant()) : null;
    }
}
