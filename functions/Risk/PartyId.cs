using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Risk;

/// <summary>A party whose names are sought in texts; of a site, the id of the site.</summary>
[JsonConverter(typeof(IdJsonConverter<PartyId>))]
public readonly record struct PartyId : IId<PartyId>
{
    private readonly string? _value;

    private PartyId(string value) => _value = value;

    public string Value => _value ?? "nobody";

    public static PartyId Parse(string value) => new(IdText.Check(value, "party"));

    public override string ToString() => Value;
}
