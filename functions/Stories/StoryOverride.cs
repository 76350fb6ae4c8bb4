using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>A value that an analyst puts in the machine's place for a while.</summary>
/// <param name="Expires">From this instant on the machine's value counts again.</param>
/// <param name="SeverityThen">The machine's severity when it was set.</param>
public sealed record StoryOverride(OverrideOf What, string By, DateTimeOffset At, DateTimeOffset Expires, string Reason, Severity SeverityThen)
{
    public Severity? Severity { get; init; }

    public RiskCategory? Category { get; init; }

    /// <summary>With <see cref="Category"/>.</summary>
    public RiskKind Kind { get; init; }

    public LocatedPlace? Place { get; init; }

    /// <summary>0 to 100.</summary>
    public int? Score { get; init; }
}

[JsonConverter(typeof(EnumWords<OverrideOf>))]
public enum OverrideOf
{
    Severity,
    Category,
    Place,
    Score,
}
