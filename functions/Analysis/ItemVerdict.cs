using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>What the preliminary stage said of one item, in one line: kept for noise too, so that a missed risk can be found.</summary>
/// <param name="Score">Of the category rule: how near it came to its gate.</param>
public sealed record ItemVerdict(
    ItemId Id, FeedId Feed, string Title, DateTimeOffset FoundAt, string Language, RiskCategory Category, CategoryReason Reason, double Score, StoryId? Story)
{
    private const int LongestTitle = 160;

    public static ItemVerdict Noise(FoundEntry entry, FoundBatch source, TextAnalysis text) => new(
        entry.Id, source.Feed, Short(entry.Item.Title), source.FoundAt, text.Language, RiskCategory.None, text.Category.Reason, Math.Round(text.Category.Score, 2), null);

    public static ItemVerdict Risk(AnalysedItem item, StoryId story) => new(
        item.Entry.Id, item.Source.Feed, Short(item.Entry.Item.Title), item.Source.FoundAt, item.Text.Language, item.Text.Category.Category, item.Text.Category.Reason,
        Math.Round(item.Text.Category.Score, 2), story);

    private static string Short(string title) => title.Length <= LongestTitle ? title : title[..LongestTitle];
}

/// <summary>An item with all that was concluded of it, and from which words.</summary>
/// <param name="Status">"analysed", or "waiting" for a report whose turn has not come.</param>
public sealed record ItemView(
    ItemId Id,
    string Status,
    FeedId Feed,
    string Publisher,
    string Title,
    string Text,
    string? Url,
    DateTimeOffset? Published,
    DateTimeOffset FoundAt,
    string? Language,
    CategoryAnswer? Category,
    SeverityAnswer? Severity,
    LocatedPlace? Place,
    string? PlaceReason,
    OfficialAlert? Official,
    StoryId? Story,
    string Blob)
{
    /// <summary>Kept beside the row's other columns within its 64 KiB; the whole text is in the blob.</summary>
    private const int KeptText = 4_000;

    public static ItemView Of(FoundEntry entry, FoundBatch source, TextAnalysis text, PlaceAnswer? place, StoryId? story, string blob) => new(
        entry.Id, "analysed", source.Feed, source.Publisher, entry.Item.Title, Kept(entry.Item.Text), entry.Item.Url, entry.Item.Published,
        source.FoundAt, text.Language, text.Category, text.Severity, place?.Best, place?.Reason, entry.Item.Official, story, blob);

    public static ItemView Waiting(FoundEntry entry, FoundBatch source, string blob) => new(
        entry.Id, "waiting", source.Feed, source.Publisher, entry.Item.Title, Kept(entry.Item.Text), entry.Item.Url, entry.Item.Published,
        source.FoundAt, null, null, null, null, null, entry.Item.Official, null, blob);

    private static string Kept(string text) => text.Length <= KeptText ? text : text[..KeptText];
}
