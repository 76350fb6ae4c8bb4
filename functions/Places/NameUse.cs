namespace EsgFunctions.Places;

/// <summary>Whether words that the gazetteer knows are used as the name of a place where they stand.</summary>
/// <param name="accepted">Names already found in the item, as hashes of their keys.</param>
internal sealed class NameUse(PlaceText text, PlaceWords words, string? language, bool inTitle, HashSet<int> accepted, PersonContext persons)
{
    private const long BigTown = 500_000;
    private const long LargeTown = 100_000;
    private const long HeadlineTown = 30_000;
    private const int ClearLength = 6;

    /// <summary>KINSHASA (Reuters) - or BOR, Serbia -: where it was sent from.</summary>
    public bool IsDateline(int last)
    {
        var rest = text.Source.AsSpan(text.Tokens[last].End);
        return rest.StartsWith(" (") || rest.StartsWith(" — ") || rest.StartsWith(" - ") || rest.StartsWith(" – ") || rest.StartsWith("/");
    }

    /// <summary>Whether a known name is used as one here, and is not a common word, a person, or part of a longer name.</summary>
    public bool IsPlace(int first, int last, List<PlaceMatch> matches)
    {
        var key = text.Key(first, last);
        var token = text.Tokens[first];
        var larger = matches.Exists(static match => match.Place.Kind <= PlaceKind.Admin2 && match.IsMainName);
        var population = Size(matches, token.Is(TokenTraits.Cyrillic));
        var preceded = first > 0 && token.Is(TokenTraits.AfterSpace) && PlaceWords.MayPrecede(text.Key(first - 1));
        if (persons.IsPerson(first, last, larger, preceded, population))
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

        if (!larger && !preceded && !IsPlausible(token, key, matches, population))
        {
            return false;
        }

        var large = population >= BigTown || matches.Exists(static match => match.IsMainName && (match.Place.Kind == PlaceKind.Country || (match.Place.Kind == PlaceKind.Admin1 && match.Place.Population >= BigTown)));
        return large || (!IsContinuation(first) && !(IsContinued(last) && !preceded));
    }

    /// <summary>
    /// Whether a word with nothing beside it that speaks for a place is likely one: a known town, or one where the language is spoken.
    /// A capital at the start of a sentence says nothing, and an alternate name of a small distant town is mostly a word of another kind.
    /// </summary>
    private bool IsPlausible(PlaceToken token, ReadOnlySpan<char> key, List<PlaceMatch> matches, long population)
    {
        if (population >= HeadlineTown || accepted.Contains(string.GetHashCode(key)) || matches.Exists(match => LanguageAreas.Include(language, match.Place.Country)))
        {
            return true;
        }

        var starts = token.Is(TokenTraits.StartsSentence);
        var foreignName = matches.Exists(match => match.Place.Population >= (starts ? BigTown : LargeTown)) && (!starts || key.Length >= ClearLength - 1);
        return foreignName || (population > 0 && (!starts || (language is null or "en" && key.Length >= ClearLength)));
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

    /// <summary>Whether it is written as an organisation is (NATO), an amount (US$ 5), or a short country name in a language that has no such name.</summary>
    private bool IsAcronym(PlaceToken token, ReadOnlySpan<char> key, bool larger)
    {
        if (token.End < text.Source.Length && text.Source[token.End] == '$')
        {
            return true;
        }

        return larger && key.Length <= 3
            ? !IsShortCountryName(key, token.Is(TokenTraits.AllCapitals))
            : token.Is(TokenTraits.AllCapitals) && key.Length <= 5 && !text.CapitalsSayNothing && !(!inTitle && token.Start == text.Tokens[0].Start && IsDateline(0));
    }

    /// <summary>Names of countries in three letters or fewer are words or abbreviations of other things in most languages.</summary>
    private bool IsShortCountryName(ReadOnlySpan<char> key, bool allCapitals) => key switch
    {
        "us" or "uk" or "usa" or "uae" or "drc" or "png" or "prc" or "rdc" or "eua" or "rf" or "rsa" or "ksa" or "nsw" or "bih" => allCapitals,
        "car" => allCapitals && (language is null or "en"),
        "sad" => allCapitals && (language is null or "sr" or "hr" or "bs"),
        "abd" or "bk" => allCapitals && language is "tr",
        "as" => allCapitals && language is "id",
        "ru" => allCapitals && language is "it",
        "cin" or "fas" => language is "tr",
        "cad" => language is "sr" or "hr" or "bs" or "tr" or "ru",
        "ira" or "oma" => language is "pt",
        _ => true,
    };

    /// <summary>Whether the word before, written with a capital too, makes this the end of a longer name: Mount Hamilton.</summary>
    private bool IsContinuation(int first)
    {
        if (first == 0 || !text.Tokens[first].Is(TokenTraits.AfterSpace) || !text.Tokens[first - 1].Is(TokenTraits.Capital) || persons.IsPlaced(first - 1))
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
