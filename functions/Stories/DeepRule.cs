using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>
/// What the evidence of AI Language may change: a story of which nobody knew yet what it was. The score's formula and
/// severity do not know of it.
/// </summary>
public static class DeepRule
{
    /// <summary>Texts of a story that are read: what an entity request takes is five, and three say what has happened.</summary>
    public const int MaxTexts = 3;

    /// <summary>The most reliable telling, and the latest.</summary>
    public static IReadOnlyList<ItemId> Choose(Story story) =>
        [.. story.Live.OrderByDescending(telling => telling.At).Prepend(story.Best).Select(telling => telling.Item).Distinct().Take(MaxTexts)];

    /// <summary>The story with the evidence, and with the category that follows from it.</summary>
    /// <param name="confidence">From this on a class counts, 0 to 1.</param>
    public static Story Apply(Story story, DeepState nothing, IReadOnlyList<DeepText> texts, double confidence)
    {
        var (reason, category) = Decide(story, texts, confidence);
        var state = texts.Count == 0 ? nothing : texts.Min(text => text.State);
        var evidence = new DeepEvidence(state, reason, category, texts);
        return category is { } taken && taken != story.Category
            ? story with { Deep = evidence, Category = taken, Kind = RiskKind.None }
            : story with { Deep = evidence };
    }

    private static (DeepReason Reason, RiskCategory? Category) Decide(Story story, IReadOnlyList<DeepText> texts, double confidence)
    {
        if (story.Category != RiskCategory.Developing)
        {
            // What was taken from a class at an earlier look stays said so.
            return story.Deep is { Reason: DeepReason.ClassTaken, Category: { } before } && before == story.Category
                ? (DeepReason.ClassTaken, before)
                : (DeepReason.NotDeveloping, null);
        }

        var classes = texts.Select(text => text.Finding?.Class).OfType<FoundClass>().ToList();
        var sure = classes.Where(one => one.Confidence >= confidence).Select(one => CategoryOf(one.Name)).ToList();
        return sure switch
        {
            [] => (classes.Count == 0 ? DeepReason.NoClass : DeepReason.BelowConfidence, null),
            _ when sure.Distinct().Count() > 1 => (DeepReason.TextsDisagree, null),
            [{ } category, ..] => (DeepReason.ClassTaken, category),
            _ => (DeepReason.NotACategory, null),
        };
    }

    /// <summary>Null for a name that is no category, and for those that do not say what has happened.</summary>
    private static RiskCategory? CategoryOf(string name) =>
        Enum.TryParse<RiskCategory>(name, ignoreCase: true, out var category) && Enum.IsDefined(category) && char.IsLetter(name[0])
            && category is not (RiskCategory.None or RiskCategory.Developing)
            ? category
            : null;
}
