using System.Text.Json.Serialization;

namespace EsgFunctions.Places;

/// <summary>A place that a mention may mean.</summary>
/// <param name="Probability">0 to 1 among the candidates of one mention; they sum to 1 at most.</param>
public sealed record PlaceCandidate(string Name, PlaceKind Kind, CountryCode Country, string? Admin1, GeoPoint Point, long Population, double Probability);

/// <summary>Words of an item that name a place.</summary>
/// <param name="InTitle">Whether <paramref name="Start"/> counts in the title or in the text.</param>
/// <param name="IsDemonym">The words name people or things of a country (Congolese), not the country.</param>
/// <param name="Candidates">The likeliest first, at most five.</param>
public sealed record PlaceMention(bool InTitle, int Start, int Length, string Surface, bool IsDemonym, IReadOnlyList<PlaceCandidate> Candidates)
{
    public PlaceCandidate Likeliest => Candidates[0];
}

/// <summary>Where an item happens, and what was read for it.</summary>
/// <param name="Best">The place that the item is about; <see cref="LocatedPlace.Nowhere"/> where nothing says it.</param>
/// <param name="Mentions">Title first, in the order of the text.</param>
/// <param name="Reason">Which rule chose, in words.</param>
public sealed record PlaceAnswer(LocatedPlace Best, IReadOnlyList<PlaceMention> Mentions, string Reason)
{
    /// <summary>All that it speaks of.</summary>
    [JsonIgnore]
    public IReadOnlySet<CountryCode> Countries => Mentions.Select(mention => mention.Likeliest.Country).Append(Best.Country).ToHashSet();
}

/// <summary>What the source itself says of the place.</summary>
/// <param name="Point">Taken as it is: it wins over every name.</param>
/// <param name="Country">A strong hint, or unknown.</param>
public readonly record struct PlaceHint(GeoPoint? Point, CountryCode Country)
{
    public static PlaceHint None => default;
}
