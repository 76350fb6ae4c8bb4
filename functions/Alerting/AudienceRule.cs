using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>A site and who is based there.</summary>
public sealed record SiteAudience(Site Site, IReadOnlyList<PersonId> Roster);

/// <summary>
/// Who must know, how loudly, and why (rules, sections 2 and 3). Flash, Urgent and Alert only inside the event's reach, or
/// in the country of a country-wide case; Advisory to the same region, to trips that are about to come within reach, and to who watches.
/// </summary>
public static class AudienceRule
{
    /// <summary>A trip that begins within this time gets the advisory version.</summary>
    public static readonly TimeSpan Upcoming = TimeSpan.FromHours(72);

    /// <param name="stays">Of now and of the next <see cref="Upcoming"/>, near the event or in its country.</param>
    /// <returns>Each person once, with the loudest tier that any reason gives, in the order of their ids.</returns>
    public static IReadOnlyList<Exposure> Decide(
        Story story, int score, IEnumerable<SiteAudience> sites, IEnumerable<Stay> stays, IEnumerable<WatchMatch> watches, DateTimeOffset now, ScoreSettings settings)
    {
        var countryWide = ImpactRule.IsCountryWide(story.Profile, story.Place.Precision, story.Severity);
        var all = sites.SelectMany(site => OfSite(story, score, site, countryWide, settings))
            .Concat(stays.Select(stay => OfStay(story, score, stay, countryWide, now, settings)).OfType<Exposure>())
            .Concat(watches.SelectMany(watch => watch.List.Audience.Select(person =>
                new Exposure(person, Tier(story, score, false, settings), AudienceReason.Watcher, watch.List.Name, watch.DistanceKm, false))));
        return
        [
            .. all.Where(exposure => exposure.Tier != AlertTier.None)
                .GroupBy(exposure => exposure.Person)
                .Select(Loudest)
                .OrderBy(exposure => exposure.Person.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>False where no rule could tell anybody at the site: its roster need not be read.</summary>
    public static bool MayConcern(Story story, Site site) =>
        (story.Place.Country.IsKnown && site.Country == story.Place.Country) || ExposureRule.Reaches(story, site.Point, site.RadiusKm);

    private static IEnumerable<Exposure> OfSite(Story story, int score, SiteAudience audience, bool countryWide, ScoreSettings settings)
    {
        var site = audience.Site;
        var reached = ExposureRule.Reaches(story, site.Point, site.RadiusKm);
        var country = !reached && countryWide && site.Country == story.Place.Country;
        if (!reached && !country && !IsSameRegion(story.Place, site.Country, site.Region))
        {
            yield break;
        }

        var tier = Tier(story, score, reached || country, settings);
        var distance = ExposureRule.DistanceKm(story.Place, story.Area, site.Point);
        var reason = reached ? AudienceReason.SiteReached : country ? AudienceReason.CountryWide : AudienceReason.SiteInRegion;
        foreach (var person in audience.Roster)
        {
            yield return new(person, tier, reason, site.Name, distance, tier >= AlertTier.Urgent);
        }

        if (reached && tier >= AlertTier.Alert)
        {
            foreach (var contact in site.SecurityContacts)
            {
                yield return new(contact, tier, AudienceReason.SecurityContact, site.Name, distance, true);
            }
        }
    }

    private static Exposure? OfStay(Story story, int score, Stay stay, bool countryWide, DateTimeOffset now, ScoreSettings settings)
    {
        var reached = stay.Point is { } point && ExposureRule.Reaches(story, point, 0);
        var distance = ExposureRule.DistanceKm(story.Place, story.Area, stay.Point);
        var country = !reached && countryWide && stay.Country == story.Place.Country;
        if (!stay.During(now, now))
        {
            return (reached || country) && stay.During(now, now + Upcoming)
                ? new(stay.Person, Tier(story, score, false, settings), AudienceReason.UpcomingTrip, stay.Place, distance, false)
                : null;
        }

        if (!reached && !country && !IsSameRegion(story.Place, stay.Country, stay.Region))
        {
            return null;
        }

        var tier = Tier(story, score, reached || country, settings);
        var reason = reached ? AudienceReason.TravellerReached : country ? AudienceReason.CountryWide : AudienceReason.TravellerInRegion;
        return new(stay.Person, tier, reason, stay.Place, distance, tier >= AlertTier.Urgent);
    }

    private static AlertTier Tier(Story story, int score, bool inside, ScoreSettings settings) =>
        TierRule.Decide(story.Severity, score, inside, story.IndependentSources, story.IsOfficial, settings).Tier;

    private static bool IsSameRegion(LocatedPlace place, CountryCode country, string? region) =>
        place.Country.IsKnown && place.Country == country && place.Region is not null && place.Region == region;

    /// <summary>The loudest tier; of equals the nearest; SMS where any reason gives it.</summary>
    private static Exposure Loudest(IEnumerable<Exposure> reasons)
    {
        var ranked = reasons.OrderByDescending(one => one.Tier).ThenBy(one => one.Reason).ThenBy(one => one.DistanceKm ?? double.MaxValue).ToList();
        return ranked[0] with { Sms = ranked.Any(one => one.Sms) };
    }
}
