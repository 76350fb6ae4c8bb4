using System.Runtime.InteropServices;

namespace EsgFunctions.Places;

/// <summary>
/// Says which place each name means. Every match gets a score, about one point per power of ten of chance: the logarithm of its population,
/// more for countries and seats, and what the rest of the item says (countries and regions that it names, towns it resolves clearly).
/// </summary>
internal static class PlaceResolver
{
    private const double CountryBase = 4.4;
    private const double Demanded = 8;
    private const double DemandedElsewhere = 4;
    private const double AlternateName = -2.5;
    private const double CountryEvidence = 3;
    private const double RegionEvidence = 3;
    private const double NearEvidence = 2;
    private const double HintedCountry = 3;
    private const double PublishedInCountry = 1;
    private const double LanguageCountry = 1;

    /// <summary>A first round by the names alone, two more with what the others say.</summary>
    public static void Resolve(IReadOnlyList<FoundName> names, string? language, CountryCode hinted, CountryCode? publishedIn)
    {
        var context = new PlaceEvidence();
        for (var round = 0; round < 3; round++)
        {
            foreach (var name in names)
            {
                Score(name, context, language, hinted, publishedIn);
            }

            context.Collect(names);
        }
    }

    private static void Score(FoundName name, PlaceEvidence evidence, string? language, CountryCode hinted, CountryCode? publishedIn)
    {
        var own = name.Scores.Count > 0 ? name.Best.Id : -1;
        CollectionsMarshal.SetCount(name.Scores, name.Matches.Count);
        for (var at = 0; at < name.Matches.Count; at++)
        {
            var match = name.Matches[at];
            var place = match.Place;
            name.Scores[at] = Prior(place)
                + (match.IsMainName ? 0 : AlternateName)
                + (at == name.Demanded ? Demanded : evidence.Demands(name.Words, place.Id) ? DemandedElsewhere : 0)
                + (CountryEvidence * evidence.OfCountry(place, own))
                + (RegionEvidence * evidence.OfRegion(place, own))
                + (place.Kind == PlaceKind.Town ? NearEvidence * evidence.Near(place, own) : 0)
                + (hinted.IsKnown && place.Country == hinted ? HintedCountry : 0)
                + (publishedIn is { IsKnown: true } country && place.Country == country ? PublishedInCountry : 0)
                + (LanguageAreas.Include(language, place.Country) ? LanguageCountry : 0);
        }
    }

    private static double Prior(GazetteerPlace place)
    {
        var size = Math.Log10(place.Population + 10);
        return place.Kind switch
        {
            PlaceKind.Country => CountryBase + (0.6 * size),
            PlaceKind.Admin1 => 0.5 + (0.8 * size),
            PlaceKind.Admin2 => 1 + (0.7 * size),
            _ => size + (place.IsCapital ? 1.8 : place.IsSeat ? 0.7 : 0),
        };
    }
}
