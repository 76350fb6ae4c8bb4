using System.Text.Json.Serialization;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>Stories for a map: a GeoJSON feature collection (RFC 7946).</summary>
/// <param name="ContinuationToken">A member of our own, which the RFC allows (section 6.1); null on the last page.</param>
public sealed record StoryMap(IReadOnlyList<StoryFeature> Features, string? ContinuationToken)
{
    public const string MediaType = "application/geo+json";

    [JsonPropertyOrder(-1)]
    public string Type { get; } = "FeatureCollection";

    public static StoryMap Of(IEnumerable<Story> stories, string? next, DateTimeOffset now) => new([.. stories.Select(story => StoryFeature.Of(story, now))], next);
}

/// <param name="Geometry">Null where only the region or the country is known: its middle is not where it happened.</param>
public sealed record StoryFeature(StoryId Id, StoryPoint? Geometry, StoryProperties Properties)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "Feature";

    public static StoryFeature Of(Story machine, DateTimeOffset now)
    {
        var story = OverrideRule.Apply(machine, now);
        return new(
            story.Id,
            story.Place is { Precision: PlacePrecision.Town or PlacePrecision.Point, Point: { } point } ? new([point.Lon, point.Lat]) : null,
            new(story.Headline, story.Category, story.Kind, story.Severity, story.Score?.Value ?? 0, story.Score?.Level, story.Desk.Status, story.End?.Kind, story.Place.Precision,
                CredibilityRule.Decide(machine).Code, story.FirstSeen, story.LastSeen));
    }
}

/// <param name="Coordinates">Longitude, then latitude, WGS 84.</param>
public sealed record StoryPoint(IReadOnlyList<double> Coordinates)
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "Point";
}

public sealed record StoryProperties(
    string Headline,
    RiskCategory Category,
    RiskKind Kind,
    Severity Severity,
    int Score,
    RiskLevel? Level,
    StoryStatus Status,
    StoryEndKind? End,
    PlacePrecision Precision,
    string Admiralty,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen);
