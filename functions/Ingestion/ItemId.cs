using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>An item of a feed: the same at every reading, and after its text has changed.</summary>
[JsonConverter(typeof(IdJsonConverter<ItemId>))]
public readonly record struct ItemId : IId<ItemId>
{
    private readonly string? _value;

    private ItemId(string value) => _value = value;

    public string Value => _value ?? "none";

    public static ItemId For(FeedId feed, string key) => new(StableHash.Of(feed.Value, key));

    public static ItemId Parse(string value) => new(IdText.Check(value, "item"));

    public override string ToString() => Value;
}
