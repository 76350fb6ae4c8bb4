using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Analysis;

/// <summary>A set of changes to the embedded rules, as its author names it.</summary>
[JsonConverter(typeof(IdJsonConverter<RuleSetId>))]
public readonly record struct RuleSetId : IId<RuleSetId>
{
    /// <summary>Names what the app carries, unchanged: no set of its own.</summary>
    public const string Embedded = "embedded";

    /// <summary>Names whatever is in force: no set of its own.</summary>
    public const string Live = "live";

    private readonly string? _value;

    private RuleSetId(string value) => _value = value;

    public string Value => _value ?? "none";

    public static RuleSetId Parse(string value) => new(IdText.Check(value, "rule set"));

    public override string ToString() => Value;
}
