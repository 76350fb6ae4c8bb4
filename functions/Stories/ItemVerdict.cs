using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>What the preliminary stage said of one item, in one line: kept for noise too, so that a missed risk can be found.</summary>
/// <param name="Score">Of the category rule: how near it came to its gate.</param>
public sealed record ItemVerdict(
    ItemId Id, FeedId Feed, string Title, DateTimeOffset FoundAt, string Language, RiskCategory Category, CategoryReason Reason, double Score, StoryId? Story, StageRun Analysed)
{
    private const int LongestTitle = 160;

    /// <summary>Why it takes no part in a story though it is no noise; else null.</summary>
    public string? Problem { get; init; }

    /// <summary>Of a risk; null in rows of before it was kept.</summary>
    public RiskKind? Kind { get; init; }

    /// <summary>Likewise.</summary>
    public Severity? Severity { get; init; }

    public static ItemVerdict Noise(FoundEntry entry, FoundBatch source, TextAnalysis text, StageRun analysed) => new(
        entry.Id, source.Feed, Short(entry.Item.Title), source.FoundAt, text.Language, RiskCategory.None, text.Category.Reason, Math.Round(text.Category.Score, 2), null, analysed);

    /// <param name="story">Null for one that is left out.</param>
    public static ItemVerdict Risk(AnalysedItem item, StoryId? story, StageRun analysed) => new(
        item.Entry.Id, item.Source.Feed, Short(item.Entry.Item.Title), item.Source.FoundAt, item.Text.Language, item.Text.Category.Category, item.Text.Category.Reason,
        Math.Round(item.Text.Category.Score, 2), story, analysed)
    {
        Problem = item.Chain?.Problem,
        Kind = item.Text.Category.Kind,
        Severity = item.Text.Severity.Severity,
    };

    private static string Short(string title) => title.Length <= LongestTitle ? title : title[..LongestTitle];
}
