using EsgFunctions.People;

namespace EsgFunctions.Places;

/// <summary>A person is at a place while <c>From ≤ t ≤ To</c>: one segment of a trip, written by the room that plans trips.</summary>
/// <param name="Reference">Id of what it belongs to (a trip), and its place in it.</param>
/// <param name="Transit">An airport or border on the way: it counts as being there.</param>
public sealed record Stay(
    PersonId Person,
    string Reference,
    DateTimeOffset From,
    DateTimeOffset To,
    string Place,
    CountryCode Country,
    string? Region,
    GeoPoint? Point,
    bool Transit)
{
    /// <summary>True where the stay touches the window, both ends inclusive.</summary>
    public bool During(DateTimeOffset from, DateTimeOffset to) => From <= to && To >= from;
}
