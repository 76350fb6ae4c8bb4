using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>A story as the API shows it: every point of its score with its evidence.</summary>
public sealed record StoryView(
    StoryId Id,
    string Headline,
    RiskCategory Category,
    RiskKind Kind,
    Severity Severity,
    StoryPlaceView Place,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int Sources,
    int IndependentSources,
    int Score,
    RiskLevel? Level,
    IReadOnlyList<ScoreFactor> Factors,
    IReadOnlyList<Telling> Items,
    string Status,
    StoryEnd? End,
    int Revision)
{
    /// <summary>Version of the rules that the score was made by.</summary>
    public string? Rules { get; init; }

    /// <summary>Named parties that its tellings name.</summary>
    public IReadOnlyList<StoryParty> Parties { get; init; } = [];

    /// <summary>When it was last assessed, more than usual was told of its category in its country; null where not.</summary>
    public SurgeView? Surge { get; init; }

    public static StoryView Of(Story story) => new(
        story.Id, story.Headline, story.Category, story.Kind, story.Severity,
        new(story.Place.Name, story.Place.Country.Value, story.Place.Region, story.Place.Point?.Lat, story.Place.Point?.Lon, story.Place.Precision, Math.Round(story.Place.Confidence, 3)),
        story.FirstSeen, story.LastSeen, story.Tellings.Count, story.IndependentSources, story.Score?.Value ?? 0, story.Score?.Level, story.Score?.Factors ?? [],
        story.Tellings, StatusOf(story.End), story.End, story.Revision)
    {
        Rules = story.Rules,
        Parties = story.Parties,
        Surge = story.Surge is { } surge ? SurgeView.Of(surge) : null,
    };

    private static string StatusOf(StoryEnd? end) => end?.Kind switch
    {
        null => "new",
        StoryEndKind.Superseded => "superseded",
        _ => "cancelled",
    };
}

public sealed record StoryPlaceView(string Name, string Country, string? Region, double? Lat, double? Lon, PlacePrecision Precision, double Confidence);
