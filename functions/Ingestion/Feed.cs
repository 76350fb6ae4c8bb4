using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>What kind of source a feed is: hazard feeds of authorities are polled at a fixed pace and count as official.</summary>
[JsonConverter(typeof(EnumWords<FeedKind>))]
public enum FeedKind
{
    News,
    Cap,
    Gdacs,
    Usgs,
}

/// <summary>A source that is polled.</summary>
/// <param name="PollMinutes">1 to 1,440; null: by kind, reliability and how busy the feed is.</param>
/// <param name="Include">Only items that hold one of these words, in any field or in the one it names (<see cref="FilterRule"/>); empty: all.</param>
/// <param name="Exclude">No item that holds one of these words, likewise.</param>
/// <param name="Owner">Who is told when it fails, falls silent, stops or recovers.</param>
/// <param name="Digest">Each link of an item is an item of its own.</param>
/// <param name="Page">Address of the page that it belongs to, or null.</param>
/// <param name="Category">Where it stands in lists of feeds, outermost first, divided by " / "; or null.</param>
public sealed record Feed(
    FeedId Id,
    Uri Url,
    string? Name,
    FeedKind Kind,
    SourceReliability Reliability,
    string? Language,
    CountryCode Country,
    int? PollMinutes,
    IReadOnlyList<string> Include,
    IReadOnlyList<string> Exclude,
    PersonId? Owner,
    bool Digest,
    string? Page = null,
    string? Category = null)
{
    /// <summary>Speaks for an authority: one such source corroborates an event.</summary>
    public bool IsOfficial => Kind != FeedKind.News;

    /// <summary>Equal in every member, lists compared one by one.</summary>
    public bool Same(Feed other) => this with { Include = other.Include, Exclude = other.Exclude } == other
        && Include.SequenceEqual(other.Include) && Exclude.SequenceEqual(other.Exclude);
}
