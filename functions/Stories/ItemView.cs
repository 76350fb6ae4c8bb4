using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Stories;

/// <summary>An item with all that was concluded of it, and from which words.</summary>
/// <param name="Story">The one that it joined; where the API shows it, the one that people have put it in since.</param>
/// <param name="Stages">What was done with it, in order.</param>
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
    string Blob,
    IReadOnlyList<StageRun> Stages)
{
    /// <summary>Why it takes no part in a story though it is no noise; else null.</summary>
    public string? Problem { get; init; }

    /// <summary>What fits its row, whatever a text holds; the whole text is in the blob.</summary>
    private const int KeptText = 4_000;
    private const int KeptMatches = 50;
    private const int KeptReasons = 20;

    public static ItemView Of(FoundEntry entry, FoundBatch source, TextAnalysis text, PlaceAnswer? place, StoryId? story, string blob, IReadOnlyList<StageRun> stages) => new(
        entry.Id, "analysed", source.Feed, source.Publisher, entry.Item.Title, Kept(entry.Item.Text), entry.Item.Url, entry.Item.Published,
        source.FoundAt, text.Language,
        text.Category with { Matches = [.. text.Category.Matches.Take(KeptMatches)] },
        text.Severity with { Reasons = [.. text.Severity.Reasons.Take(KeptReasons)] }, place?.Best, place?.Reason, entry.Item.Official, story, blob, stages);

    public static ItemView Waiting(FoundEntry entry, FoundBatch source, string blob) => new(
        entry.Id, "waiting", source.Feed, source.Publisher, entry.Item.Title, Kept(entry.Item.Text), entry.Item.Url, entry.Item.Published,
        source.FoundAt, null, null, null, null, null, entry.Item.Official, null, blob, []);

    private static string Kept(string text) => text.Length <= KeptText ? text : text[..KeptText];
}
