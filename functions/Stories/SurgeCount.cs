using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>What is counted by the hour.</summary>
public readonly record struct SurgeKey(RiskCategory Category, CountryCode Country);

/// <summary>How many items of a message count for each category and country.</summary>
public static class SurgeCount
{
    /// <summary>Older news that comes late, as in an uploaded archive, is no news of this hour.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>A revision was counted when it came first, a wire copy when its text did; what happens nowhere known surges nowhere.</summary>
    public static bool IsCounted(AnalysedItem item, JoinReason joined) =>
        !item.Entry.Revised
        && joined != JoinReason.NearDuplicate
        && item.Place.Best.Country.IsKnown
        && item.Source.FoundAt - item.At <= Fresh;

    public static SurgeKey KeyOf(AnalysedItem item) => new(item.Text.Category.Category, item.Place.Best.Country);
}
