namespace EsgFunctions.Places;

/// <summary>
/// Says which place each name means. Every match gets a score, about one point per power of ten of chance: the logarithm of its population,
/// more for countries and seats, and what the rest of the item says (countries and regions that it names, towns it resolves clearly).
/// </summary>
internal static class PlaceResolver
{
    private const double CountryBase = 8;
    private const double Demanded = 8;
    private const double AlternateName = -1.2;
    private const double CountryEvidence = 3;
    private const double RegionEvidence = 2.5;
    private const double HintedCountry = 3;
    private const double PublishedInCountry = 1;

    /// <summary>A first round without the towns' own evidence, a second with it.</summary>
    public static void Resolve(IReadOnlyList<FoundName> names, CountryCode hinted, CountryCode? publishedIn)
    {
        var evidence = new Dictionary<(CountryCode, string?), double>();
        for (var round = 0; round < 2; round++)
        {
            foreach (var name in names)
            {
                Score(name, evidence, hinted, publishedIn);
            }

            evidence.Clear();
            foreach (var name in names)
            {
                AddEvidence(name, evidence, 1);
            }
        }

        foreach (var name in names)
        {
            // What a name says of its country must not speak for itself.
            AddEvidence(name, evidence, -1);
            Score(name, evidence, hinted, publishedIn);
            AddEvidence(name, evidence, 1);
        }
    }

    private static void Score(FoundName name, Dictionary<(CountryCode, string?), double> evidence, CountryCode hinted, CountryCode? publishedIn)
    {
        name.Scores.Clear();
        for (var at = 0; at < name.Matches.Count; at++)
        {
            var match = name.Matches[at];
            var place = match.Place;
            var score = Prior(place)
                + (match.IsMainName ? 0 : AlternateName)
                + (at == name.Demanded ? Demanded : 0)
                + (CountryEvidence * Saturate(evidence.GetValueOrDefault((place.Country, null))))
                + (place.Admin1 is null ? 0 : RegionEvidence * Saturate(evidence.GetValueOrDefault((place.Country, place.Admin1))))
                + (hinted.IsKnown && place.Country == hinted ? HintedCountry : 0)
                + (publishedIn is { IsKnown: true } country && place.Country == country ? PublishedInCountry : 0);
            name.Scores.Add(score);
        }
    }

    private static double Prior(GazetteerPlace place)
    {
        var size = Math.Log10(place.Population + 10);
        return place.Kind switch
        {
            PlaceKind.Country => CountryBase,
            PlaceKind.Admin1 => 0.3 + (0.85 * size),
            PlaceKind.Admin2 => 1 + (0.7 * size),
            _ => size + (place.IsSeat ? 1 : 0),
        };
    }

    private static double Saturate(double weight) => weight <= 0 ? 0 : weight / (weight + 1);

    /// <summary>What a name adds: more when it is clear, and for countries and regions themselves.</summary>
    private static void AddEvidence(FoundName name, Dictionary<(CountryCode, string?), double> evidence, int sign)
    {
        var best = name.BestAt;
        var place = name.Matches[best].Place;
        var weight = sign * name.ChanceOf(best) * (name.Demanded >= 0 ? 1.5 : name.IsDemonym ? 0.5 : place.Kind <= PlaceKind.Admin1 ? 1 : 0.5);
        evidence[(place.Country, null)] = evidence.GetValueOrDefault((place.Country, null)) + weight;
        if (place.Admin1 is not null)
        {
            evidence[(place.Country, place.Admin1)] = evidence.GetValueOrDefault((place.Country, place.Admin1)) + weight;
        }
    }
}
