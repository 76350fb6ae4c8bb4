using System.Text.Json.Serialization;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Operations;

/// <summary>A story as what is stored makes it, and as the other rules would have made it; null on the side that has none.</summary>
public sealed record ReplayStory(StoryId Id, ShadowStory? Before, ShadowStory? After)
{
    /// <summary>Somebody would see another category, severity, level or tier.</summary>
    [JsonIgnore]
    public bool Differs => (Before is null) != (After is null) || (Before is { } before && After is { } after
        && (before.Peak.Tier, before.Peak.Level, before.Story.Category, before.Story.Kind, before.Story.Severity)
            != (after.Peak.Tier, after.Peak.Level, after.Story.Category, after.Story.Kind, after.Story.Severity));
}

/// <summary>One side of it.</summary>
public sealed record ShadowStory(Story Story, ReplayPeak Peak);

/// <summary>The loudest that a story has come to.</summary>
/// <param name="Tier">For those within its reach where it reaches anything protected, else for those outside.</param>
public sealed record ReplayPeak(int Score, RiskLevel Level, AlertTier Tier, DateTimeOffset At);
