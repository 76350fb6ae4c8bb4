namespace EsgFunctions.Stories;

/// <summary>More than usual is told of a category in a country.</summary>
/// <param name="Hour">The UTC hour that was counted, by its start.</param>
public sealed record Surge(SurgeKey Key, DateTimeOffset Hour, SurgeAnswer Answer);
