using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.People;

/// <summary>A person as the group's own systems number them.</summary>
[JsonConverter(typeof(IdJsonConverter<PersonId>))]
public readonly record struct PersonId : IId<PersonId>
{
    private readonly string? _value;

    private PersonId(string value) => _value = value;

    public string Value => _value ?? "nobody";

    public static PersonId Parse(string value) => new(IdText.Check(value, "person"));

    public override string ToString() => Value;
}
