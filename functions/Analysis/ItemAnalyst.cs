using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Analysis;

/// <summary>The preliminary analysis of an item: what its words say, and where it happens.</summary>
public sealed class ItemAnalyst(PlaceFinder places)
{
    public TextAnalysis ReadText(FoundItem item, AnalysisRules rules, DateTimeOffset? foundAt = null) => ItemAnalysis.Analyse(item, foundAt, rules);

    /// <summary>The source's own point and country win over every name in the text.</summary>
    public PlaceAnswer ReadPlace(FoundItem item, string language, CountryCode publishedIn) => places.Find(
        item.Title,
        item.Text,
        language,
        new PlaceHint(item.Place?.Point, item.Place?.Country ?? CountryCode.Unknown),
        publishedIn.IsKnown ? publishedIn : null);

    /// <summary>
    /// When the item was sighted: its own instant, but never later than it was found. An instant from before there was a web stands for
    /// none, as of a system that writes 1970 where it knows nothing.
    /// </summary>
    public static DateTimeOffset SightedAt(FoundItem item, DateTimeOffset foundAt) =>
        (item.Updated ?? item.Published) is { } said && said < foundAt && said.Year > 1990 ? said : foundAt;
}
