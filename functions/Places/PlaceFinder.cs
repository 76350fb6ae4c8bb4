using System.Globalization;

namespace EsgFunctions.Places;

/// <summary>Where an item happens, from its own words. Offline, deterministic, safe for many threads.</summary>
/// <remarks>
/// A point from the source wins over every name. Otherwise names are recognised (<see cref="PlaceRecogniser"/>), resolved
/// (<see cref="PlaceResolver"/>), and the country that the item speaks of most is chosen, title before text and early before late; within
/// it the most exact place that the item says clearly.
/// <para>Confidence is the estimated chance that the place is right at its stated precision: the chance of the name's meaning, times the share
/// of the item's mentions that are in the same country. 1 only for a point from the source.</para>
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
        var weights = new Dictionary<CountryCode, double>();
        foreach (var name in names)
        {
            weights[name.Best.Country] = weights.GetValueOrDefault(name.Best.Country) + Weight(name);
        }

        var (country, weight) = weights.MaxBy(static pair => pair.Value);
        var share = weight / weights.Values.Sum();
        FoundName? chosen = null;
        double best = 0;
        var titled = names.Exists(static name => name.InTitle && !name.IsDemonym);
        foreach (var name in names.Where(name => name.Best.Country == country))
        {
            var exact = Exactness(name.Best.Kind) * Mass(names, name);
            if (exact > best && (name.Best.Kind <= PlaceKind.Country || IsClear(names, name, titled)))
            {
                (chosen, best) = (name, exact);
            }
        }

        chosen ??= names.First(name => name.Best.Country == country);
        return new PlaceAnswer(Located(chosen, share), mentions, Reason(chosen, weights.Count));
    }

    /// <summary>All mentions of the same place, and those of the region it lies in count for it too.</summary>
    private static double Mass(List<FoundName> names, FoundName chosen) =>
        names.Where(name => name.Best.Id == chosen.Best.Id).Sum(Weight);

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

    /// <summary>A place below the country counts where the title or the lead names it, or the text does so twice.</summary>
    private static bool IsClear(List<FoundName> names, FoundName name, bool titled) =>
        name.InTitle || (name.Start < LeadLength && !(name.IsDateline && titled)) || !titled || names.Count(other => other.Best.Id == name.Best.Id) > 1;

    private LocatedPlace Located(FoundName name, double share)
    {
        var place = name.Best;
        var confidence = Math.Round(name.ChanceOf(name.BestAt) * (0.5 + (0.5 * share)) * 0.95, 2);
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
