using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>What is said of one story, over all its revisions: <c>A-</c> and the story's id.</summary>
[JsonConverter(typeof(IdJsonConverter<AlertId>))]
public readonly record struct AlertId : IId<AlertId>
{
    private const string Prefix = "A-";

    private readonly string? _value;

    private AlertId(string value) => _value = value;

    public string Value => _value ?? "none";

    public StoryId Story => StoryId.Parse(Value[Prefix.Length..]);

    public static AlertId For(StoryId story) => new(Prefix + story);

    public static AlertId Parse(string value) => value.StartsWith(Prefix, StringComparison.Ordinal)
        ? For(StoryId.Parse(value[Prefix.Length..]))
        : throw new ArgumentException($"'{value}' is not an alert id.");

    public override string ToString() => Value;
}
