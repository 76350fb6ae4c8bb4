namespace EsgFunctions.Risk;

/// <summary>What a category, or one of its kinds, means for distance and time.</summary>
/// <param name="HalfLife">Time in which the freshness of a story halves.</param>
/// <param name="ImpactRadiusKm">Around the event; null: matched by region or country only.</param>
/// <param name="CountryWide">A story known only by its country may still reach people, when Extreme.</param>
/// <param name="ProximityReach">Factor on the distance bands of the proximity score, and on how far apart two tellings of one event may place it; on nothing else.</param>
public sealed record CategoryProfile(
    string DisplayName,
    TimeSpan HalfLife,
    double? ImpactRadiusKm,
    bool CountryWide,
    double ProximityReach);
