using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>A message of the Common Alerting Protocol as its sender wrote it: what it says in each language, where, and which earlier messages it is about.</summary>
public sealed record CapMessage
{
    /// <summary>With <see cref="Sender"/> the only message of that name; null where the message has none.</summary>
    public string? Identifier { get; init; }

    public string? Sender { get; init; }

    public DateTimeOffset? Sent { get; init; }

    /// <summary>Actual, Exercise, System, Test, Draft, in the sender's spelling.</summary>
    public string? Status { get; init; }

    public CapMessageType Type { get; init; }

    public string? Source { get; init; }

    /// <summary>Public, Restricted, Private, in the sender's spelling.</summary>
    public string? Scope { get; init; }

    public string? Restriction { get; init; }

    public string? Addresses { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>What the message is for; of an Error the explanation.</summary>
    public string? Note { get; init; }

    /// <summary>Earlier messages that this one replaces, withdraws or answers.</summary>
    public IReadOnlyList<CapReference> References { get; init; } = [];

    /// <summary>Names of what has happened: messages of one sender with one name are of one event.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];

    /// <summary>One for each language, in the sender's order.</summary>
    public IReadOnlyList<CapInfo> Infos { get; init; } = [];

    /// <summary>Sender and identifier, by which other messages name this one; null where it has no identifier.</summary>
    [JsonIgnore]
    public string? Key => Identifier is null ? null : CapReference.KeyOf(Sender, Identifier);

    /// <summary>The latest of its languages; null where none of them says.</summary>
    [JsonIgnore]
    public DateTimeOffset? Expires => Infos.Max(info => info.Expires);
}

[JsonConverter(typeof(EnumWords<CapMessageType>))]
public enum CapMessageType
{
    /// <summary>Also what says nothing of its type: it is not lost.</summary>
    Alert,

    /// <summary>Replaces the messages it names.</summary>
    Update,

    /// <summary>Withdraws the messages it names.</summary>
    Cancel,
    Ack,
    Error,
}

/// <summary>An earlier message as a later one names it: sender, identifier, sent (CAP 1.2, section 3.2.1, references).</summary>
/// <param name="Sender">"" where the reference leaves it out.</param>
public sealed record CapReference(string Sender, string Identifier, DateTimeOffset? Sent)
{
    /// <summary>The pair is unique; the instant is written in too many ways to compare.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Sender, Identifier);

    public static string KeyOf(string? sender, string identifier) => string.IsNullOrEmpty(sender) ? identifier : $"{sender},{identifier}";
}

/// <summary>What a message says in one language. Words of the standard's lists are kept in the sender's spelling.</summary>
/// <param name="Language">BCP 47; "en-US" where the sender names none, as the standard has it.</param>
public sealed record CapInfo(string Language)
{
    public IReadOnlyList<string> Categories { get; init; } = [];

    public string? Event { get; init; }

    public IReadOnlyList<string> ResponseTypes { get; init; } = [];

    public string? Urgency { get; init; }

    public string? Severity { get; init; }

    public string? Certainty { get; init; }

    public string? Audience { get; init; }

    public IReadOnlyList<CapValue> EventCodes { get; init; } = [];

    public DateTimeOffset? Effective { get; init; }

    public DateTimeOffset? Onset { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public string? SenderName { get; init; }

    public string? Headline { get; init; }

    public string? Description { get; init; }

    public string? Instruction { get; init; }

    public string? Web { get; init; }

    public string? Contact { get; init; }

    public IReadOnlyList<CapValue> Parameters { get; init; } = [];

    public IReadOnlyList<CapResource> Resources { get; init; } = [];

    public IReadOnlyList<CapArea> Areas { get; init; } = [];
}

/// <summary>A value of a system that its name names: "SAME" and "CAZ".</summary>
public sealed record CapValue(string Name, string Value);

/// <summary>A file beside the message; its content within the message, if any, is not kept.</summary>
/// <param name="SizeBytes">As the sender says.</param>
public sealed record CapResource(string? Description, string? MimeType, long? SizeBytes, string? Uri, string? Digest);

/// <summary>One of the areas that a message is about.</summary>
/// <param name="Polygons">Rings of at least four points, first equals last.</param>
/// <param name="Circles">Radius in km.</param>
/// <param name="AltitudeFeet">Least altitude, above mean sea level; a single one where there is no ceiling.</param>
/// <param name="CeilingFeet">Greatest altitude.</param>
public sealed record CapArea(
    string? Description,
    IReadOnlyList<IReadOnlyList<GeoPoint>> Polygons,
    IReadOnlyList<GeoArea.Circle> Circles,
    IReadOnlyList<CapValue> Geocodes,
    double? AltitudeFeet,
    double? CeilingFeet);
