using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Risk;

namespace EsgFunctions.Alerting;

/// <summary>Why a person belongs to the audience of a story.</summary>
[JsonConverter(typeof(EnumWords<AudienceReason>))]
public enum AudienceReason
{
    /// <summary>Based at a site that the event reaches.</summary>
    SiteReached,

    /// <summary>Looks after the security of a site that the event reaches.</summary>
    SecurityContact,

    /// <summary>On a trip, and the event reaches the place of this moment.</summary>
    TravellerReached,

    /// <summary>On a trip that comes within the event's reach, or into the country of a country-wide one, in the next hours.</summary>
    UpcomingTrip,

    /// <summary>In the country, and the event concerns all of it.</summary>
    CountryWide,

    /// <summary>Based at a site of the same region, outside the event's reach.</summary>
    SiteInRegion,

    /// <summary>On a trip in the same region, outside the event's reach.</summary>
    TravellerInRegion,

    /// <summary>Follows a watchlist that the event matches.</summary>
    Watcher,
}

/// <summary>One person, how loudly, and by which rule.</summary>
/// <param name="Thing">The site, the place of the trip, or the watchlist.</param>
/// <param name="DistanceKm">From the event to it; null where it is not known well enough.</param>
/// <param name="Sms">By SMS too.</param>
public sealed record Exposure(PersonId Person, AlertTier Tier, AudienceReason Reason, string Thing, double? DistanceKm, bool Sms);
