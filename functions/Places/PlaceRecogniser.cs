namespace EsgFunctions.Places;

/// <summary>Finds the words of one text that name places. Latin and Cyrillic: capitalised runs, the longest that the gazetteer knows.</summary>
/// <param name="accepted">Names already found in the item, as hashes of their keys: a headline may repeat what the text has.</param>
internal sealed class PlaceRecogniser(Gazetteer gazetteer, PlaceText text, PlaceWords words, string? language, bool inTitle, HashSet<int> accepted)
{
    private const int LongestRun = 6;
    private const long BigTown = 500_000;
    private const long HeadlineTown = 30_000;
    private const long LargeTown = 100_000;
    private const long LargeRegion = 5_000_000;

    private readonly PersonContext _persons = new(gazetteer, text, words);
    private readonly UncasedNames _uncased = new(gazetteer, text, words);
    private readonly bool _inflects = language is "sr" or "hr" or "bs" or "sh" or "ru" or "mk" or "uk" or "bg";

    public List<FoundName> Read()
    {
        var found = new List<FoundName>();
        for (var at = 0; at < text.Tokens.Count; at++)
        {
            var token = text.Tokens[at];
            if (token.Is(TokenTraits.Han))
            {
                _uncased.AddHan(at, inTitle, found);
            }
            else if (token.Is(TokenTraits.Arabic))
            {
                at = _uncased.AddArabic(at, inTitle, found);
            }
            else if (token.Is(TokenTraits.Capital))
            {
                at = AddCapitalised(at, found);
            }
        }

        return found;
    }

    /// <summary>Adds the name that begins here, if any, and what qualifies it. Returns the last word used.</summary>
    private int AddCapitalised(int first, List<FoundName> found)
    {
        if (PlaceWords.NotAPlaceEnd(text, first) is { } end)
        {
            return end;
        }

        var matches = new List<PlaceMatch>();
        var last = LongestName(first, matches);
        if (AddDemonym(first, last, found) is { } demonymEnd)
        {
            return demonymEnd;
        }

        if (last < 0)
        {
            _persons.Pass(first);
            return first;
        }

        var qualifier = Qualifier(last, matches, out var qualifierEnd);
        if (qualifier is null && !IsPlace(first, last, matches))
        {
            _persons.Pass(first);
            return first;
        }

        var name = Take(first, last, matches, found);
        if (qualifier is null)
        {
            return last;
        }

        Demand(name, qualifier);
        found.Add(qualifier);
        return qualifierEnd;
    }

    private FoundName Take(int first, int last, List<PlaceMatch> matches, List<FoundName> found)
    {
        var name = new FoundName(inTitle, text.Tokens[first].Start, text.Tokens[last].End, first, false) { Words = string.GetHashCode(text.Key(first, last)) };
        foreach (var match in matches)
        {
            name.Add(match);
        }

        if (last + 1 < text.Tokens.Count && text.Tokens[last + 1].Is(TokenTraits.AfterSpace) && PlaceWords.IsRegion(text.Key(last + 1)))
        {
            // Équateur Province is not the country of that name.
            name.Demanded = name.Matches.FindIndex(static match => match.Place.Kind == PlaceKind.Admin1);
        }

        name.IsDateline = !inTitle && first == 0 && IsDateline(last);
        found.Add(name);
        accepted.Add(string.GetHashCode(text.Key(first, last)));
        _persons.Placed(last);
        return name;
    }

    /// <summary>KINSHASA (Reuters) - or BOR, Serbia -: where it was sent from.</summary>
    private bool IsDateline(int last)
    {
        var rest = text.Source.AsSpan(text.Tokens[last].End);
        return rest.StartsWith(" (") || rest.StartsWith(" — ") || rest.StartsWith(" - ") || rest.StartsWith(" – ") || rest.StartsWith("/");
    }

    /// <param name="named">Where a name ends that begins here: Czech Republic is not Czech.</param>
    private int? AddDemonym(int first, int named, List<FoundName> found)
    {
        var last = first + 1 < text.Tokens.Count && Joined(first + 1) && text.Tokens[first + 1].Is(TokenTraits.Capital) && Countries.ByDemonym(text.Key(first, first + 1)).IsKnown ? first + 1 : first;
        var country = Countries.ByDemonym(text.Key(first, last));
        if (!country.IsKnown || named > last || gazetteer.Country(country) is not { } place || (text.Tokens[first].Is(TokenTraits.StartsSentence) && text.HasInLowerCase(text.Key(first))))
        {
            return null;
        }

        var name = new FoundName(inTitle, text.Tokens[first].Start, text.Tokens[last].End, first, true);
        name.Matches.Add(new PlaceMatch(place, true));
        found.Add(name);
        _persons.Placed(last);
        return last;
    }

    private bool Joined(int token) => !text.Tokens[token].Is(TokenTraits.AfterBreak);

    /// <summary>The last word of the longest known name, with its places; -1 where there is none.</summary>
    private int LongestName(int first, List<PlaceMatch> matches)
    {
        var longest = -1;
        for (var last = first; last < text.Tokens.Count && last < first + LongestRun; last++)
        {
            if (last > first && (!Joined(last) || !gazetteer.PrefixExists(text.Key(first, last))))
            {
                break;
            }

            if ((text.Tokens[last].Is(TokenTraits.Capital) || (last > first && PlaceWords.IsRegion(text.Key(last)))) && gazetteer.Knows(text.Key(first, last)))
            {
                longest = last;
            }
        }

        if (longest >= 0)
        {
            gazetteer.AddMatches(text.Key(first, longest), matches);
        }

        longest = Inflected(first, longest, matches);
        if (text.Tokens[first].Is(TokenTraits.Cyrillic))
        {
            matches.RemoveAll(static match => match.Place.Kind != PlaceKind.Country && match.Place.Population < (match.Place.Kind == PlaceKind.Town ? LargeTown : LargeRegion) && !LanguageAreas.WritesCyrillic(match.Place.Country));
        }

        return matches.Count > 0 ? longest : -1;
    }

    private int Inflected(int first, int longest, List<PlaceMatch> matches)
    {
        var afterLocative = first > 0 && Joined(first) && PlaceWords.IsLocative(text.Key(first - 1));
        if (!(_inflects || text.Tokens[first].Is(TokenTraits.Cyrillic)) || longest > first || (longest == first && !afterLocative) || words.IsNever(text.Key(first)))
        {
            return longest;
        }

        var pair = first + 1 < text.Tokens.Count && Joined(first + 1) && (text.Tokens[first + 1].Is(TokenTraits.Capital) || PlaceWords.IsRegion(text.Key(first + 1)));
        if (pair && SlavicEndings.AddMatches(gazetteer, text.Key(first, first + 1), matches))
        {
            matches.RemoveAll(match => longest == first && gazetteer.Knows(text.Key(first)) && PlaceName.Normalise(gazetteer.NameOf(match.Place)).AsSpan().SequenceEqual(text.Key(first)));
            return first + 1;
        }

        SlavicEndings.AddMatches(gazetteer, text.Key(first), matches);
        if (!afterLocative)
        {
            // Elsewhere, a word that only looks like another case of a small distant town is mostly just a word.
            matches.RemoveAll(match => match.Place.Kind > PlaceKind.Admin1 && match.Place.Population < LargeTown && !LanguageAreas.Include(language, match.Place.Country));
        }

        return matches.Count > 0 ? first : longest;
    }

    /// <summary>A region or country after a comma that holds one of the matches: Paris, Texas; Reading, Pa.</summary>
    private FoundName? Qualifier(int last, List<PlaceMatch> matches, out int end)
    {
        end = last;
        var next = last + 1;
        if (next >= text.Tokens.Count || !text.Tokens[next].Is(TokenTraits.AfterComma) || !text.Tokens[next].Is(TokenTraits.Capital))
        {
            return null;
        }

        var name = new List<PlaceMatch>();
        end = LongestName(next, name);
        if (end < 0)
        {
            end = next;
        }

        var pairEnd = next + 1 < text.Tokens.Count && Joined(next + 1) && !text.Tokens[next + 1].Is(TokenTraits.AfterSpace) ? next + 1 : next;
        foreach (var abbreviationEnd in new[] { pairEnd, next })
        {
            if (RegionAbbreviations.Find(gazetteer, text.Key(next, abbreviationEnd), text.Tokens[next].Is(TokenTraits.AllCapitals)) is { } region)
            {
                name.Insert(0, new PlaceMatch(region, true));
                end = Math.Max(end, abbreviationEnd);
                break;
            }
        }

        var qualifier = new FoundName(inTitle, text.Tokens[next].Start, text.Tokens[end].End, next, false);
        if (IsOfSameRank(matches, name))
        {
            return null;
        }

        qualifier.Matches.AddRange(name.Where(container => container.Place.Kind <= PlaceKind.Admin1 && matches.Any(match => Holds(container.Place, match.Place))).DistinctBy(static container => container.Place.Id));
        return qualifier.Matches.Count > 0 ? qualifier : null;
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
    private static void Demand(FoundName name, FoundName qualifier)
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
        qualifier.IsQualifier = true;

        static double Rank(PlaceMatch match) => match.Place.Population * (match.IsMainName ? 10d : 1) * (match.Place.Kind == PlaceKind.Town ? 100 : 1);
    }

    /// <summary>Whether a known name is used as one here, and is not a common word, a person, or part of a longer name.</summary>
    private bool IsPlace(int first, int last, List<PlaceMatch> matches)
    {
        var key = text.Key(first, last);
        var token = text.Tokens[first];
        var larger = matches.Exists(static match => match.Place.Kind <= PlaceKind.Admin2 && match.IsMainName);
        var population = Size(matches, token.Is(TokenTraits.Cyrillic));
        var preceded = first > 0 && token.Is(TokenTraits.AfterSpace) && PlaceWords.MayPrecede(text.Key(first - 1));
        if (_persons.IsPerson(first, last, larger, preceded, population))
        {
            return false;
        }

        if (last > first)
        {
            return larger || population >= BigTown || !IsCommonThroughout(first, last);
        }

        if (key.Length < 2 || char.IsAsciiDigit(key[0]) || words.IsNever(key) || IsAcronym(token, key, larger))
        {
            return false;
        }

        if (words.IsSeldom(key) || (text.HasInLowerCase(key) && !larger))
        {
            return preceded && !IsContinued(last);
        }

        if (text.CapitalsSayNothing)
        {
            return larger || preceded || population >= HeadlineTown || accepted.Contains(string.GetHashCode(key));
        }

        if (token.Is(TokenTraits.StartsSentence) && (_inflects || token.Is(TokenTraits.Cyrillic)) && !larger && population < HeadlineTown)
        {
            return false;
        }

        var large = population >= BigTown || matches.Exists(static match => match.IsMainName && (match.Place.Kind == PlaceKind.Country || (match.Place.Kind == PlaceKind.Admin1 && match.Place.Population >= BigTown)));
        return large || (!IsContinuation(first) && !(IsContinued(last) && !preceded));
    }

    /// <summary>Inhabitants of the largest place that has this as its main name. Cyrillic names are alternates throughout, so there all count.</summary>
    private static long Size(List<PlaceMatch> matches, bool alternates)
    {
        long size = 0;
        foreach (var match in matches)
        {
            size = match.IsMainName || alternates ? Math.Max(size, match.Place.Population) : size;
        }

        return size;
    }

    /// <summary>The City, High School: nothing in it is a name.</summary>
    private bool IsCommonThroughout(int first, int last)
    {
        for (var at = first; at <= last; at++)
        {
            if (!words.IsNever(text.Key(at)) && !PlaceWords.IsFacility(text.Key(at)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>US and UK are countries in capitals only; any other short word in capitals is an organisation.</summary>
    private bool IsAcronym(PlaceToken token, ReadOnlySpan<char> key, bool larger) =>
        (token.End < text.Source.Length && text.Source[token.End] == '$') || (larger && key.Length <= 3
            ? !token.Is(TokenTraits.AllCapitals) && token.Is(TokenTraits.Capital) && key is "us" or "uk" or "car" or "sad" or "usa" or "uae" or "drc" or "png" or "prc" or "rdc" or "eua" or "abd" or "rf" or "rsa" or "ksa" or "nsw"
            : token.Is(TokenTraits.AllCapitals) && key.Length <= 5 && !text.CapitalsSayNothing && !(!inTitle && token.Start == text.Tokens[0].Start && IsDateline(0)));

    /// <summary>Whether the word before, written with a capital too, makes this the end of a longer name: Mount Hamilton.</summary>
    private bool IsContinuation(int first)
    {
        if (first == 0 || !text.Tokens[first].Is(TokenTraits.AfterSpace) || !text.Tokens[first - 1].Is(TokenTraits.Capital) || _persons.IsPlaced(first - 1))
        {
            return false;
        }

        var before = text.Key(first - 1);
        return !words.IsNever(before) && !PlaceWords.MayPrecede(before) && !PlaceWords.IsFacility(before)
            && !(text.Tokens[first - 1].Is(TokenTraits.StartsSentence) && (words.IsSeldom(before) || text.HasInLowerCase(before)));
    }

    /// <summary>Whether the word after makes this the beginning of a longer name: Lincoln Park, but not Lincoln Police.</summary>
    private bool IsContinued(int last)
    {
        var next = last + 1;
        return next < text.Tokens.Count && text.Tokens[next].Is(TokenTraits.AfterSpace) && text.Tokens[next].Is(TokenTraits.Capital)
            && !PlaceWords.IsFacility(text.Key(next)) && !PlaceWords.IsTitle(text.Key(next)) && !words.IsNever(text.Key(next));
    }
}
