using System.Globalization;

namespace EsgFunctions.Places;

/// <summary>Where an item happens, from its own words. Offline, deterministic, safe for many threads.</summary>
/// <remarks>
/// A point from the source wins over every name. Otherwise names are recognised (<see cref="PlaceRecogniser"/>), resolved
/// (<see cref="PlaceResolver"/>), and the country that the item speaks of most is chosen, title before text and early before late; within
/// it the most exact place that the item says clearly.
/// <para>Confidence is the estimated chance that the place is right at its stated precision: the chance of the name's meaning, less where the item
/// speaks of other countries too, names the place late, or only its people. 1 only for a point from the source.</para>
/// </remarks>
public sealed class PlaceFinder(Gazetteer gazetteer)
{
    /// <summary>What an item says after this many characters seldom changes where it happened.</summary>
    private const int LongestText = 20_000;
    private const int MostCandidates = 5;
    private const int LeadLength = 400;

    /// <param name="language">BCP 47, or null where it is not known.</param>
    /// <param name="publishedIn">The country of the source: a weak sign between namesakes, and never an answer of its own.</param>
    public PlaceAnswer Find(string title, string text, string? language, PlaceHint hint = default, CountryCode? publishedIn = null)
    {
        language = language?.Split('-')[0].ToLowerInvariant();
        var names = Recognise(title, text.Length > LongestText ? text[..LongestText] : text, language);
        PlaceResolver.Resolve(names, language, hint.Country, publishedIn);
        var mentions = names.ConvertAll(name => Mention(name, name.InTitle ? title : text));
        if (hint.Point is { } point)
        {
            return new PlaceAnswer(AtPoint(point, hint.Country), mentions, "The source gave a point.");
        }

        return names.Count == 0 ? FromHint(hint, mentions) : About(names, mentions);
    }

    private List<FoundName> Recognise(string title, string text, string? language)
    {
        var words = PlaceWords.For(language);
        var accepted = new HashSet<int>();
        using var body = new PlaceText(text);
        var inText = new PlaceRecogniser(gazetteer, body, words, language, inTitle: false, accepted).Read();
        using var head = new PlaceText(title);
        var names = new PlaceRecogniser(gazetteer, head, words, language, inTitle: true, accepted).Read();
        names.AddRange(inText);
        return names;
    }

    private PlaceMention Mention(FoundName name, string source)
    {
        var order = new int[name.Matches.Count];
        for (var at = 0; at < order.Length; at++)
        {
            order[at] = at;
        }

        Array.Sort(order, (a, b) => name.Scores[b] != name.Scores[a] ? name.Scores[b].CompareTo(name.Scores[a]) : a.CompareTo(b));
        var candidates = new PlaceCandidate[Math.Min(MostCandidates, order.Length)];
        for (var at = 0; at < candidates.Length; at++)
        {
            var place = name.Matches[order[at]].Place;
            candidates[at] = new PlaceCandidate(gazetteer.NameOf(place), place.Kind, place.Country, place.Admin1, place.Point, place.Population, name.ChanceOf(order[at]));
        }

        return new PlaceMention(name.InTitle, name.Start, name.End - name.Start, source[name.Start..name.End], name.IsDemonym, candidates);
    }

    private LocatedPlace AtPoint(GeoPoint point, CountryCode hinted)
    {
        var town = gazetteer.Nearest(point);
        var country = hinted.IsKnown ? hinted : town?.Country ?? CountryCode.Unknown;
        var name = town is { } near ? gazetteer.NameOf(near) : point.ToString();
        return new LocatedPlace(name, country, town?.Country == country ? town?.Admin1 : null, point, PlacePrecision.Point, 1);
    }

    private static PlaceAnswer FromHint(PlaceHint hint, List<PlaceMention> mentions) => hint.Country.IsKnown
        ? new PlaceAnswer(new LocatedPlace(Countries.NameOf(hint.Country), hint.Country, null, null, PlacePrecision.Country, 0.9), mentions, "The source gave a country.")
        : new PlaceAnswer(LocatedPlace.Nowhere, mentions, "No place is named.");

    /// <summary>The country first, by the weight of its mentions; then the best place in it.</summary>
    private PlaceAnswer About(List<FoundName> names, List<PlaceMention> mentions)
    {
        var countries = new Dictionary<CountryCode, double>();
        var places = new Dictionary<int, (double Weight, int Count)>();
        foreach (var name in names)
        {
            var (place, weight) = (name.Best, Weight(name));
            countries[place.Country] = countries.GetValueOrDefault(place.Country) + weight;
            var known = places.GetValueOrDefault(place.Id);
            places[place.Id] = (known.Weight + weight, known.Count + 1);
        }

        var (country, most) = countries.MaxBy(static pair => pair.Value);
        var titled = names.Exists(static name => name.InTitle && !name.IsDemonym);
        FoundName? chosen = null;
        double best = 0;
        foreach (var name in names)
        {
            var place = name.Best;
            var exact = Exactness(place.Kind) * places[place.Id].Weight;
            if (place.Country == country && exact > best && (place.Kind == PlaceKind.Country || places[place.Id].Count > 1 || IsClear(name, titled)))
            {
                (chosen, best) = (name, exact);
            }
        }

        chosen ??= names.First(name => name.Best.Country == country);
        return new PlaceAnswer(Located(chosen, most / countries.Values.Sum()), mentions, Reason(chosen, countries.Count));
    }

    private static double Weight(FoundName name) =>
        (name.InTitle ? 4 : name.IsDateline ? 0.7 : name.Start < LeadLength ? 2 : 1)
        * (name.IsDemonym ? 0.5 : 1)
        * name.ChanceOf(name.BestAt)
        / (1 + (name.Order / (name.InTitle ? 40d : 200d)));

    private static double Exactness(PlaceKind kind) => kind switch
    {
        PlaceKind.Town => 3,
        PlaceKind.Admin2 => 2.5,
        PlaceKind.Admin1 => 2,
        _ => 1,
    };

    /// <summary>A place below the country counts where the title or the lead names it; named further down, only twice.</summary>
    private static bool IsClear(FoundName name, bool titled) =>
        name.InTitle || (name.Start < LeadLength && !(name.IsDateline && titled)) || !titled;

    private LocatedPlace Located(FoundName name, double share)
    {
        var place = name.Best;
        var confidence = Math.Round(name.ChanceOf(name.BestAt) * (0.5 + (0.5 * share)) * (name.IsDemonym ? 0.6 : name.InTitle || name.Start < LeadLength ? 0.95 : 0.8), 2);
        var label = gazetteer.NameOf(place);
        return place.Kind switch
        {
            PlaceKind.Town => new LocatedPlace(label, place.Country, place.Admin1, place.Point, PlacePrecision.Town, confidence),
            PlaceKind.Country => new LocatedPlace(label, place.Country, null, null, PlacePrecision.Country, confidence),
            _ => new LocatedPlace(label, place.Country, place.Admin1, place.Point, PlacePrecision.Admin1, confidence),
        };
    }

    private string Reason(FoundName name, int countries) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(name.InTitle ? "The title" : "The text")} names {gazetteer.NameOf(name.Best)} ({name.Best.Country}){(name.IsDemonym ? " by its people" : "")}{(name.Demanded >= 0 ? ", which the words beside it say" : name.Matches.Count > 1 ? $", one of {name.Matches.Count} of that name" : "")}{(countries > 1 ? $"; {countries} countries are named" : "")}.");
}
