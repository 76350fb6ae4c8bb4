namespace EsgFunctions.Risk;

/// <summary>The profile of every category and kind. A kind's value wins over its category's; what a kind leaves open is its category's.</summary>
public static class RiskCatalogue
{
    private static readonly Dictionary<RiskCategory, CategoryProfile> Categories = new()
    {
        [RiskCategory.None] = Profile("Not a risk", Days(30), null),
        [RiskCategory.Terrorism] = Profile("Terrorism", Hours(72), 5),
        [RiskCategory.ArmedConflict] = Profile("Armed conflict", Days(14), 25, countryWide: true),
        [RiskCategory.CivilUnrest] = Profile("Civil unrest", Hours(24), 5),
        [RiskCategory.Crime] = Profile("Crime", Hours(72), 5),
        [RiskCategory.Kidnap] = Profile("Kidnap", Days(7), 5),
        [RiskCategory.LabourAction] = Profile("Labour action", Hours(24), 5),
        [RiskCategory.Political] = Profile("Political", Days(30), null, countryWide: true),
        [RiskCategory.Health] = Profile("Health", Days(14), 16, countryWide: true),
        [RiskCategory.NaturalHazard] = Profile("Natural hazard", Hours(72), 16, countryWide: true),
        [RiskCategory.Weather] = Profile("Weather", Hours(6), 16, countryWide: true),
        [RiskCategory.Fire] = Profile("Fire", Hours(6), 10),
        [RiskCategory.Transport] = Profile("Transport", Hours(6), 10, countryWide: true),
        [RiskCategory.Utility] = Profile("Utility and infrastructure", Hours(6), 10, countryWide: true),
        [RiskCategory.Cyber] = Profile("Cyber", Hours(24), null),
        [RiskCategory.Environmental] = Profile("Environmental", Hours(72), 16),
        [RiskCategory.CommunityLand] = Profile("Community and land", Days(14), 16),
        [RiskCategory.Regulatory] = Profile("Regulatory", Days(30), null),
        [RiskCategory.SupplyChain] = Profile("Supply chain", Days(30), null),
        [RiskCategory.HumanRights] = Profile("Human-rights allegation", Days(30), null),
        [RiskCategory.Corruption] = Profile("Corruption and ethics", Days(30), null),
        [RiskCategory.Developing] = Profile("Developing", Hours(6), 10),
    };

    private static readonly Dictionary<RiskKind, KindProfile> Kinds = new()
    {
        [RiskKind.Shooting] = new("Shooting", 5, 0.5),
        [RiskKind.Protest] = new("Protest", 5, 1),
        [RiskKind.Earthquake] = new("Earthquake", 100, 4),
        [RiskKind.Flood] = new("Flood", 50, 1),
        [RiskKind.Storm] = new("Storm", 100, 1),
        [RiskKind.Volcano] = new("Volcano", 100, 1),
    };

    public static CategoryProfile Of(RiskCategory category, RiskKind kind = RiskKind.None)
    {
        var profile = Categories[category];
        return Kinds.TryGetValue(kind, out var own)
            ? profile with { DisplayName = own.DisplayName, ImpactRadiusKm = own.ImpactRadiusKm, ProximityReach = own.ProximityReach }
            : profile;
    }

    private static CategoryProfile Profile(string name, TimeSpan halfLife, double? radiusKm, bool countryWide = false) =>
        new(name, halfLife, radiusKm, countryWide, 1);

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);

    private sealed record KindProfile(string DisplayName, double ImpactRadiusKm, double ProximityReach);
}
