using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Operations;

/// <summary>One replay, by what was asked, by whom and when.</summary>
[JsonConverter(typeof(IdJsonConverter<ReplayId>))]
public readonly record struct ReplayId : IId<ReplayId>
{
    private readonly string? _value;

    private ReplayId(string value) => _value = value;

    public string Value => _value ?? "none";

    public static ReplayId Parse(string value) => new(IdText.Check(value, "replay"));

    public override string ToString() => Value;
}
