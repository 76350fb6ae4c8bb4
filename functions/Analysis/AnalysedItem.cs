using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Analysis;

/// <summary>An item that passed the relevance gate, with all that the preliminary stage says of it.</summary>
/// <param name="At">When it was published; when it was found where that is missing or later.</param>
public sealed record AnalysedItem(
    FoundEntry Entry,
    FoundBatch Source,
    TextAnalysis Text,
    PlaceAnswer Place,
    DateTimeOffset At)
{
    /// <summary>Scheme and event id of an official source, by which its updates find their story.</summary>
    public string? OfficialEvent => Entry.Item.Official is { } official && Source.Official ? $"{official.Scheme}:{Entry.Item.Key}" : null;

    public Telling ToTelling(JoinReason joined) => new(
        Entry.Id, Source.Feed, Source.Publisher, Source.Reliability, Source.Official, OfficialEvent, Entry.Item.Title, Entry.Item.Url, Text.Language,
        Text.SimHash, Text.Severity.Severity, At, Source.FoundAt, joined);

    public StoryItem ToStoryItem() => new()
    {
        Title = TitleTokens.Of(Entry.Item.Title, Text.Language),
        SimHash = Text.SimHash,
        Language = Text.Language,
        Category = Text.Category.Category,
        Kind = Text.Category.Kind,
        Severity = Text.Severity.Severity,
        Place = Place.Best,
        OfficialEvent = OfficialEvent,
    };
}
