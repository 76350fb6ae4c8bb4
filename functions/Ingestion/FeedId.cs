using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>A feed, as the security team named it.</summary>
[JsonConverter(typeof(IdJsonConverter<FeedId>))]
public readonly record struct FeedId : IId<FeedId>
{
    private readonly string? _value;

    private FeedId(string value) => _value = value;

    /// <summary>Stands where a feed would: what people report themselves.</summary>
    public static FeedId Reports { get; } = new("report");

    /// <summary>Stands where a feed would: what came in an uploaded file.</summary>
    public static FeedId Uploads { get; } = new("upload");

    public string Value => _value ?? "none";

    public static FeedId Parse(string value) => new(IdText.Check(value, "feed"));

    public override string ToString() => Value;
}
