using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Stories;

/// <summary>What a person has made of two stories. It is written to the first of them as the intention, and carried out on the other from there.</summary>
/// <param name="Items">Of <see cref="TieKind.PartedFrom"/>: the tellings that came from there.</param>
public sealed record StoryTie(TieKind Kind, StoryId Story, DateTimeOffset At, IReadOnlyList<ItemId> Items);

[JsonConverter(typeof(EnumWords<TieKind>))]
public enum TieKind
{
    /// <summary>This story lives on in that one, and stays readable as it was.</summary>
    MergedInto,

    /// <summary>That story lives on in this one.</summary>
    TookIn,

    /// <summary>Tellings of that one were taken out, and are here.</summary>
    PartedFrom,
}

/// <summary>A telling that a person took out of a story: neither it nor a copy of it comes back.</summary>
/// <param name="SimHash">Of its text: copies are known by it.</param>
/// <param name="OfficialEvent">Of a CAP message: what is said later of it belongs where it went.</param>
/// <param name="To">The story it went to.</param>
public sealed record Parting(ItemId Item, ulong SimHash, string? OfficialEvent, StoryId To);
