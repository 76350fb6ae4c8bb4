using System.Globalization;
using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Places;

namespace EsgFunctions.Analysis;

/// <summary>One event, told by one or many items: <c>RS-202611-hash</c>. The first two parts are its partition.</summary>
[JsonConverter(typeof(IdJsonConverter<StoryId>))]
public readonly record struct StoryId : IId<StoryId>
{
    private const int HashLength = 16;

    private readonly string? _value;

    private StoryId(string value) => _value = value;

    public string Value => _value ?? "none";

    public string Partition => Value[..^(HashLength + 1)];

    /// <param name="firstItem">What opened it: the same item opens the same story on every try.</param>
    public static StoryId For(CountryCode country, DateTimeOffset firstSeen, string firstItem) =>
        new($"{PartitionOf(country, firstSeen)}-{StableHash.Of(firstItem)[..HashLength]}");

    public static string PartitionOf(CountryCode country, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{country}-{at.UtcDateTime:yyyyMM}");

    public static StoryId Parse(string value)
    {
        var id = IdText.Check(value, "story");
        return id.Length == 10 + HashLength && id[2] == '-' && id[9] == '-' ? new(id) : throw new ArgumentException($"'{value}' is not a story id.");
    }

    public override string ToString() => Value;
}
