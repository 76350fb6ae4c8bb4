using System.Globalization;
using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Places;

namespace EsgFunctions.Travel;

/// <summary>A journey, named by what it is: the same person and segments are the same trip.</summary>
[JsonConverter(typeof(IdJsonConverter<TripId>))]
public readonly record struct TripId : IId<TripId>
{
    private readonly string? _value;

    private TripId(string value) => _value = value;

    public string Value => _value ?? "none";

    public static TripId For(PersonId person, IEnumerable<TripSegment> segments) => new(StableHash.Of(
        [person.Value, .. segments.SelectMany(segment => new[] { segment.Place, segment.From.UtcTicks.ToString(CultureInfo.InvariantCulture), segment.To.UtcTicks.ToString(CultureInfo.InvariantCulture) })]));

    public static TripId Parse(string value) => new(IdText.Check(value, "trip"));

    public override string ToString() => Value;
}

/// <summary>One place of a trip, from arrival to departure.</summary>
/// <param name="Transit">An airport or border on the way: it counts as being there.</param>
public sealed record TripSegment(string Place, GeoPoint? Point, CountryCode Country, string? Region, DateTimeOffset From, DateTimeOffset To, string? Mode, bool Transit);

/// <summary>Where a person will be, and when.</summary>
public sealed record Trip(TripId Id, PersonId Person, IReadOnlyList<TripSegment> Segments)
{
    public IEnumerable<Stay> Stays() => Segments.Select((segment, index) => new Stay(
        Person, string.Create(CultureInfo.InvariantCulture, $"{Id}-{index}"), segment.From, segment.To, segment.Place, segment.Country, segment.Region, segment.Point, segment.Transit));
}
