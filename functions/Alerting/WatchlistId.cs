using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Alerting;

/// <summary>A watchlist, as its owner named it.</summary>
[JsonConverter(typeof(IdJsonConverter<WatchlistId>))]
public readonly record struct WatchlistId : IId<WatchlistId>
{
    private readonly string? _value;

    private WatchlistId(string value) => _value = value;

    public string Value => _value ?? "none";

    public static WatchlistId Parse(string value) => new(IdText.Check(value, "watchlist"));

    public override string ToString() => Value;
}
