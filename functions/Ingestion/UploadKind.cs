using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>What an uploaded file turned out to be, by its content.</summary>
[JsonConverter(typeof(EnumWords<UploadKind>))]
public enum UploadKind
{
    /// <summary>Nothing that can be taken in.</summary>
    Unknown,
    Rss,
    Atom,
    JsonFeed,
    Cap,
    GeoJson,

    /// <summary>A list of feeds.</summary>
    Opml,

    /// <summary>Rows (CSV, JSON, JSON Lines) of news items.</summary>
    Items,
    Sites,
    People,

    /// <summary>Who is based at which site, from when to when.</summary>
    Rosters,

    /// <summary>One row a segment: a person at a place from one instant to another.</summary>
    Trips,

    /// <summary>Files in one, each taken in as an upload of its own.</summary>
    Zip,
}
