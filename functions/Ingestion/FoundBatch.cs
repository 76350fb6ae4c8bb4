using EsgFunctions.Hosting;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>New and revised items of one source, as one blob keeps them.</summary>
/// <param name="Publisher">Who says it: two items of one publisher do not corroborate each other.</param>
/// <param name="Official">The source speaks for an authority.</param>
/// <param name="Country">Where it is published, which is not where its items are.</param>
public sealed record FoundBatch(
    FeedId Feed,
    string Publisher,
    SourceReliability Reliability,
    bool Official,
    string? Language,
    CountryCode Country,
    DateTimeOffset FoundAt,
    IReadOnlyList<FoundEntry> Items)
{
    /// <summary>Hash of the document that was fetched or uploaded; null for a person's report.</summary>
    public string? Document { get; init; }

    /// <summary>The build that read it.</summary>
    public string Version { get; init; } = BuildVersion.Current;
}

/// <summary>One of them.</summary>
/// <param name="Revised">Its words were others at an earlier reading.</param>
public sealed record FoundEntry(ItemId Id, bool Revised, FoundItem Item);

/// <summary>A blob of container items, and how many it holds.</summary>
public sealed record FoundBlob(string Name, int Items)
{
    /// <summary>Items in one message.</summary>
    public const int MessageItems = 100;

    /// <summary>One message for each hundred.</summary>
    public IReadOnlyList<ItemsFound> Messages() =>
        [.. Enumerable.Range(0, (Items + MessageItems - 1) / MessageItems).Select(part => new ItemsFound(Name, part * MessageItems, Math.Min(MessageItems, Items - (part * MessageItems))))];
}

/// <summary>A message on queue <c>items-found</c>: these items of this blob are to be analysed.</summary>
public sealed record ItemsFound(string Blob, int From, int Count);
