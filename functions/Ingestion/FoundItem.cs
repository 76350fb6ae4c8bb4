using System.Text.Json.Serialization;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>One item as a feed or an upload gave it, cleaned: plain text, instants in UTC, absolute links.</summary>
public sealed record FoundItem
{
    /// <summary>What makes it the same item at the next reading: guid or id, else the canonical link, else a hash of the title.</summary>
    public required string Key { get; init; }

    /// <summary>What stays when the item is changed: the key, without the counter that some papers put behind it.</summary>
    [JsonIgnore]
    public string Identity => ItemKey.WithoutVersion(Key, Url);

    /// <summary>Plain text, one line.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text, paragraphs divided by newlines; summary and content joined where both say something of their own.</summary>
    public string Text { get; init; } = "";

    /// <summary>
    /// The text as a safe subset of HTML, made when it is asked for; null where the source gave plain text. It is not stored with the item:
    /// it would double the blobs, and what has been stored is read for its words.
    /// </summary>
    [JsonIgnore]
    public string? Html => Source is null ? null : SafeHtml.Of(Source.Markup, Source.Base);

    [JsonIgnore]
    internal HtmlSource? Source { get; init; }

    public string? Url { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>BCP 47, as the source declared it.</summary>
    public string? Language { get; init; }

    /// <summary>Where the source itself says it is (GeoRSS, GDACS, CAP, a column).</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>What an official source says of it (GDACS, CAP, USGS).</summary>
    public OfficialAlert? Official { get; init; }

    /// <summary>The whole CAP message, where it is one.</summary>
    public CapMessage? Cap { get; init; }
}

/// <summary>A place given by the source: any part may be missing.</summary>
/// <param name="Point">The source's own, else the centre of its first circle.</param>
/// <param name="Circles">Each wider than a point.</param>
/// <param name="Polygons">Rings of at least four points, first equals last, as the source gave them.</param>
public sealed record SourcePlace(
    GeoPoint? Point,
    IReadOnlyList<GeoArea.Circle> Circles,
    IReadOnlyList<IReadOnlyList<GeoPoint>> Polygons,
    string? Name,
    CountryCode Country);

/// <summary>The verdict of an official source, kept as it gave it.</summary>
/// <param name="Scheme">"gdacs", "cap" or "usgs".</param>
/// <param name="Level">The source's own word: Green, Orange, Red; Minor to Extreme; a magnitude.</param>
/// <param name="Severity">GDACS green, orange, red: Minor, Severe, Extreme (rules, section 1); CAP: the same word.</param>
/// <param name="EventType">The source's own code or words: EQ, TC, FL, VO, DR, WF; CAP event.</param>
/// <param name="Certainty">CAP certainty, else null.</param>
/// <param name="Urgency">CAP urgency, else null.</param>
/// <param name="Expires">When the source itself lets it end.</param>
public sealed record OfficialAlert(
    string Scheme,
    string Level,
    Severity Severity,
    string? EventType,
    string? Certainty,
    string? Urgency,
    DateTimeOffset? Expires);
