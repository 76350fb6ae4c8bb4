namespace EsgFunctions.Places;

/// <summary>A region or country that stands after a name and says which of its namesakes is meant.</summary>
internal sealed class PlaceQualifiers(Gazetteer gazetteer, PlaceText text, bool inTitle)
{
    private const long BigTown = 500_000;

    private readonly List<PlaceMatch> _containers = [];

    /// <summary>A region or country after a comma that holds one of the matches: Paris, Texas; Reading, Pa.</summary>
    public FoundName? Read(int last, List<PlaceMatch> matches, LongestNames names)
    {
        var next = last + 1;
        if (next >= text.Tokens.Count || !text.Tokens[next].Is(TokenTraits.AfterComma) || !text.Tokens[next].Is(TokenTraits.Capital))
        {
            return null;
        }

        _containers.Clear();
        var end = Math.Max(next, names.Read(next, _containers));
        if (Abbreviation(next) is var (region, abbreviationEnd))
        {
            _containers.Insert(0, new PlaceMatch(region, true));
            end = Math.Max(end, abbreviationEnd);
        }

        if (IsOfSameRank(matches, _containers))
        {
            return null;
        }

        var qualifier = new FoundName(inTitle, text.Tokens[next].Start, text.Tokens[end].End, next, false) { LastWord = end };

        qualifier.Matches.AddRange(_containers.Where(container => container.Place.Kind <= PlaceKind.Admin1 && matches.Any(match => Holds(container.Place, match.Place))).DistinctBy(static container => container.Place.Id));
        return qualifier.Matches.Count > 0 ? qualifier : null;
    }

    /// <summary>Pa. is one word, N.J. is two.</summary>
    private (GazetteerPlace Region, int End)? Abbreviation(int first)
    {
        var pairEnd = first + 1 < text.Tokens.Count && !text.Tokens[first + 1].Is(TokenTraits.AfterBreak) && !text.Tokens[first + 1].Is(TokenTraits.AfterSpace) ? first + 1 : first;
        for (var last = pairEnd; last >= first; last--)
        {
            if (RegionAbbreviations.Find(gazetteer, text.Key(first, last), text.Tokens[first].Is(TokenTraits.AllCapitals)) is { } region)
            {
                return (region, last);
            }
        }

        return null;
    }

    /// <summary>Iraq, Iran and Illinois, Missouri are lists; Washington, D.C. is not.</summary>
    private static bool IsOfSameRank(List<PlaceMatch> matches, List<PlaceMatch> containers)
    {
        var named = matches.FindIndex(static match => match.Place.Kind <= PlaceKind.Admin1 && match.IsMainName);
        return named >= 0
            && !matches.Exists(match => match.Place.Kind == PlaceKind.Admin1 && match.IsMainName && containers.Exists(container => Holds(container.Place, match.Place)))
            && containers.Exists(container => container.Place.Kind >= matches[named].Place.Kind && container.Place.Kind <= PlaceKind.Admin1)
            && !matches.Exists(match => match.Place.Kind == PlaceKind.Town && match.IsMainName && match.Place.Population >= BigTown && containers.Exists(container => Holds(container.Place, match.Place)));
    }

    private static bool Holds(GazetteerPlace container, GazetteerPlace place) =>
        container.Kind < place.Kind && container.Country == place.Country && (container.Kind == PlaceKind.Country || container.Admin1 == place.Admin1);

    /// <summary>The most populous match inside the first container that holds any is what the two names together mean.</summary>
    public static void Demand(FoundName name, FoundName qualifier)
    {
        var best = -1;
        for (var at = 0; at < name.Matches.Count; at++)
        {
            var place = name.Matches[at].Place;
            if (qualifier.Matches.Any(container => Holds(container.Place, place)) && (best < 0 || Rank(name.Matches[at]) > Rank(name.Matches[best])))
            {
                best = at;
            }
        }

        name.Demanded = best;
        qualifier.Demanded = qualifier.Matches.FindIndex(container => Holds(container.Place, name.Matches[best].Place));

        static double Rank(PlaceMatch match) => match.Place.Population * (match.IsMainName ? 10d : 1) * (match.Place.Kind == PlaceKind.Town ? 100 : 1);
    }
}
