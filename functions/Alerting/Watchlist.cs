using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>What a watchlist looks at.</summary>
[JsonConverter(typeof(EnumWords<WatchKind>))]
public enum WatchKind
{
    /// <summary>Events near sites.</summary>
    Site,

    /// <summary>Events near a way that people take.</summary>
    Route,

    /// <summary>Events of a subject, wherever they are or within a circle.</summary>
    Topic,
}

/// <summary>
/// What somebody wants to know of, beyond what reaches them or theirs. Everything that it names must hold: one of its sites, its route or
/// its circle; one of its words; one of its categories; one of its countries. What is empty asks for nothing.
/// </summary>
/// <param name="Route">At least two points for kind route; else empty.</param>
/// <param name="RadiusKm">Around the sites, the route or <paramref name="Near"/>; null where none of them is set.</param>
/// <param name="Words">In any title of the story, capitals and accents aside; with <c>*</c> at its end, the beginning of a word.</param>
/// <param name="Owner">Whose list it is, and who gets an Advisory.</param>
/// <param name="Watchers">Who gets one too.</param>
public sealed record Watchlist(
    WatchlistId Id,
    string Name,
    WatchKind Kind,
    IReadOnlyList<SiteId> Sites,
    IReadOnlyList<GeoPoint> Route,
    GeoPoint? Near,
    double? RadiusKm,
    IReadOnlyList<string> Words,
    IReadOnlyList<RiskCategory> Categories,
    IReadOnlyList<CountryCode> Countries,
    PersonId Owner,
    IReadOnlyList<PersonId> Watchers)
{
    /// <summary>Owner and watchers, each once.</summary>
    public IEnumerable<PersonId> Audience => Watchers.Prepend(Owner).Distinct();
}
