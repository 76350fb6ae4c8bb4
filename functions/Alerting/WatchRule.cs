using System.Globalization;
using System.Text.Json.Serialization;
using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Alerting;

/// <summary>Whether a story is one that a watchlist waits for, and by what.</summary>
public static class WatchRule
{
    /// <param name="sites">Of the list, as far as they still exist.</param>
    /// <returns>One reason for each thing that the list names; null where one of them does not hold.</returns>
    public static WatchMatch? Match(Story story, Watchlist list, IReadOnlyCollection<Site> sites)
    {
        IEnumerable<(bool Asked, Func<WatchReason?> Find)> all =
        [
            (list.Kind == WatchKind.Site, () => OfSites(story, list, sites)),
            (list.Kind == WatchKind.Route, () => OfRoute(story, list)),
            (list.Near is not null, () => OfCircle(story, list)),
            (list.Categories.Count > 0, () => list.Categories.Contains(story.Category) ? new(WatchCode.Category, JsonWord(story.Category), null) : null),
            (list.Countries.Count > 0, () => list.Countries.Contains(story.Place.Country) ? new(WatchCode.Country, story.Place.Country.Value, null) : null),
            (list.Words.Count > 0, () => OfWords(story, list)),
        ];
        var reasons = new List<WatchReason>();
        foreach (var (_, find) in all.Where(one => one.Asked))
        {
            if (find() is not { } reason)
            {
                return null;
            }

            reasons.Add(reason);
        }

        return new(list, reasons);
    }

    private static WatchReason? OfSites(Story story, Watchlist list, IReadOnlyCollection<Site> sites)
    {
        var near = sites
            .Select(site => (Site: site, Km: ExposureRule.DistanceKm(story.Place, story.Area, site.Point)))
            .Where(one => one.Km <= list.RadiusKm + one.Site.RadiusKm || story.Area?.Contains(one.Site.Point, list.RadiusKm!.Value + one.Site.RadiusKm) == true)
            .OrderBy(one => one.Km ?? double.MaxValue).ThenBy(one => one.Site.Id.Value, StringComparer.Ordinal).ToList();
        if (near.Count > 0)
        {
            return new(WatchCode.NearSite, near[0].Site.Name, near[0].Km);
        }

        return ImpactRule.IsCountryWide(story.Profile, story.Place.Precision, story.Severity) && sites.FirstOrDefault(site => site.Country == story.Place.Country) is { } inCountry
            ? new(WatchCode.CountryWide, inCountry.Name, null)
            : null;
    }

    private static WatchReason? OfRoute(Story story, Watchlist list)
    {
        var path = new GeoPath(list.Route);
        var radius = list.RadiusKm!.Value;

        // Half the radius between two looks: what lies within it of the way is within 1.03 of it of a look.
        if (story.Area is { } area && path.Along(radius / 2).Any(point => area.Contains(point, radius)))
        {
            return new(WatchCode.OnRoute, list.Name, path.Points.Any(point => area.Contains(point, 0)) ? 0 : null);
        }

        return story.Place is { Precision: PlacePrecision.Point or PlacePrecision.Town, Point: { } there } && path.DistanceKm(there) is var km && km <= radius
            ? new(WatchCode.OnRoute, list.Name, km)
            : null;
    }

    private static WatchReason? OfCircle(Story story, Watchlist list)
    {
        var km = ExposureRule.DistanceKm(story.Place, story.Area, list.Near);
        return km <= list.RadiusKm || story.Area?.Contains(list.Near!.Value, list.RadiusKm!.Value) == true
            ? new(WatchCode.InCircle, list.Near!.Value.ToString(), km)
            : null;
    }

    private static WatchReason? OfWords(Story story, Watchlist list)
    {
        foreach (var telling in story.Tellings)
        {
            var serbian = telling.Language.StartsWith("sr", StringComparison.Ordinal);
            var title = FoldedText.Of(telling.Title, serbian);
            if (list.Words.FirstOrDefault(word => title.Holds(word, serbian)) is { } found)
            {
                return new(WatchCode.Word, string.Create(CultureInfo.InvariantCulture, $"{found}: {telling.Title}"), null);
            }
        }

        return null;
    }

    private static string JsonWord(RiskCategory category) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(category.ToString());
}

/// <summary>A story that a watchlist waits for.</summary>
public sealed record WatchMatch(Watchlist List, IReadOnlyList<WatchReason> Reasons)
{
    /// <summary>To the nearest thing that the list names; null where it names none, or the place is not known well enough.</summary>
    public double? DistanceKm => Reasons.Select(reason => reason.DistanceKm).FirstOrDefault(km => km is not null);
}

/// <summary>One of the things that a list names, found.</summary>
/// <param name="Evidence">The site, the route, the circle, the category, the country; the word and the title that holds it.</param>
public sealed record WatchReason(WatchCode Code, string Evidence, double? DistanceKm);

[JsonConverter(typeof(EnumWords<WatchCode>))]
public enum WatchCode
{
    NearSite,

    /// <summary>The site is in the country of an extreme event that concerns all of it.</summary>
    CountryWide,

    OnRoute,
    InCircle,
    Category,
    Country,
    Word,
}
