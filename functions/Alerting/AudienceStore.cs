using EsgFunctions.Places;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>Who may be concerned by an event: rosters of the sites near it, and stays. Only reads, and has no table of its own.</summary>
public class AudienceStore(SiteStore sites, StayStore stays)
{
    /// <param name="known">All sites.</param>
    public async Task<IReadOnlyList<SiteAudience>> ListSitesAsync(Story story, IReadOnlyList<Site> known, CancellationToken cancellation)
    {
        var concerned = known.Where(site => AudienceRule.MayConcern(story, site)).ToList();
        var rosters = await Task.WhenAll(concerned.Select(site => sites.GetRosterAsync(site.Id, cancellation)));
        return [.. concerned.Zip(rosters, (site, roster) => new SiteAudience(site, roster))];
    }

    /// <summary>Stays of an instant and of the time until a trip counts as upcoming.</summary>
    public async Task<IReadOnlyList<Stay>> ListStaysAsync(Story story, DateTimeOffset at, CancellationToken cancellation)
    {
        var until = at + AudienceRule.Upcoming;
        var near = AlertPlans.Circle(story) is var (center, radiusKm) ? await stays.NearAsync(center, radiusKm, at, until, cancellation) : [];
        var inCountry = story.Place.Country.IsKnown ? await stays.InCountryAsync(story.Place.Country, at, until, cancellation) : [];
        return [.. near.Concat(inCountry).DistinctBy(stay => (stay.Person, stay.Reference))];
    }
}
