using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Places;

/// <summary>A mine, plant, project or office of the group.</summary>
[JsonConverter(typeof(IdJsonConverter<SiteId>))]
public readonly record struct SiteId : IId<SiteId>
{
    private readonly string? _value;

    private SiteId(string value) => _value = value;

    public string Value => _value ?? "nowhere";

    public static SiteId Parse(string value) => new(IdText.Check(value, "site"));

    public override string ToString() => Value;
}
