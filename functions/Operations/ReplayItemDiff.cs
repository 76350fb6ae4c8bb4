using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Operations;

/// <summary>How the other rules judge an item.</summary>
[JsonConverter(typeof(EnumWords<ReplayChange>))]
public enum ReplayChange
{
    NewlyRisk,
    NoLongerRisk,

    /// <summary>Another category or kind.</summary>
    OtherCategory,
    OtherSeverity,
}

/// <summary>What was concluded of an item.</summary>
public readonly record struct Conclusion(RiskCategory Category, RiskKind Kind, Severity Severity)
{
    [JsonIgnore]
    public bool IsRisk => Category != RiskCategory.None;
}

/// <summary>An item that is judged otherwise.</summary>
/// <param name="Terms">Those that weighed in the new judgement.</param>
public sealed record ReplayItemDiff(
    ReplayChange Change, ItemId Item, FeedId Feed, DateTimeOffset FoundAt, string Title, Conclusion Before, Conclusion After, IReadOnlyList<string> Terms);
