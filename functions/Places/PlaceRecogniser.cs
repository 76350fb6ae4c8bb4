namespace EsgFunctions.Places;

/// <summary>Finds the words of one text that name places. Latin and Cyrillic: capitalised runs, the longest that the gazetteer knows.</summary>
internal sealed class PlaceRecogniser
{
    private readonly Gazetteer _gazetteer;
    private readonly PlaceText _text;
    private readonly bool _inTitle;
    private readonly HashSet<int> _accepted;
    private readonly PersonContext _persons;
    private readonly UncasedNames _uncased;
    private readonly LongestNames _names;
    private readonly PlaceQualifiers _qualifiers;
    private readonly NameUse _use;
    private readonly List<PlaceMatch> _matches = [];

    /// <param name="accepted">Names already found in the item, as hashes of their keys: a headline may repeat what the text has.</param>
    public PlaceRecogniser(Gazetteer gazetteer, PlaceText text, PlaceWords words, string? language, bool inTitle, HashSet<int> accepted)
    {
        (_gazetteer, _text, _inTitle, _accepted) = (gazetteer, text, inTitle, accepted);
        _persons = new PersonContext(gazetteer, text, words);
        _uncased = new UncasedNames(gazetteer, text, words);
        _names = new LongestNames(gazetteer, text, words, language);
        _qualifiers = new PlaceQualifiers(gazetteer, text, inTitle);
        _use = new NameUse(text, words, language, inTitle, accepted, _persons);
    }

    public List<FoundName> Read()
    {
        var found = new List<FoundName>();
        for (var at = 0; at < _text.Tokens.Count; at++)
        {
            var token = _text.Tokens[at];
            if (token.Is(TokenTraits.Han))
            {
                _uncased.AddHan(at, _inTitle, found);
            }
            else if (token.Is(TokenTraits.Arabic))
            {
                at = _uncased.AddArabic(at, _inTitle, found);
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
        if (PlaceWords.NotAPlaceEnd(_text, first) is { } end)
        {
            return end;
        }

        _matches.Clear();
        var last = _names.Read(first, _matches);
        if (AddDemonym(first, last, found) is { } demonymEnd)
        {
            return demonymEnd;
        }

        if (last < 0)
        {
            _persons.Pass(first);
            return first;
        }

        var qualifier = _qualifiers.Read(last, _matches, _names);
        if (qualifier is null && !_use.IsPlace(first, last, _matches))
        {
            _persons.Pass(first);
            return first;
        }

        var name = Take(first, last, found);
        if (qualifier is null)
        {
            return last;
        }

        PlaceQualifiers.Demand(name, qualifier);
        found.Add(qualifier);
        return qualifier.LastWord;
    }

    private FoundName Take(int first, int last, List<FoundName> found)
    {
        var name = new FoundName(_inTitle, _text.Tokens[first].Start, _text.Tokens[last].End, first, false)
        {
            Words = string.GetHashCode(_text.Key(first, last)),
            LastWord = last,
        };
        name.Matches.EnsureCapacity(_matches.Count);
        foreach (var match in _matches)
        {
            name.Add(match);
        }

        if (last + 1 < _text.Tokens.Count && _text.Tokens[last + 1].Is(TokenTraits.AfterSpace) && PlaceWords.IsRegion(_text.Key(last + 1)))
        {
            // Équateur Province is not the country of that name.
            name.Demanded = name.Matches.FindIndex(static match => match.Place.Kind == PlaceKind.Admin1);
        }

        name.IsDateline = !_inTitle && first == 0 && _use.IsDateline(last);
        found.Add(name);
        _accepted.Add(string.GetHashCode(_text.Key(first, last)));
        _persons.Placed(last);
        return name;
    }

    /// <param name="named">Where a name ends that begins here: Czech Republic is not Czech.</param>
    private int? AddDemonym(int first, int named, List<FoundName> found)
    {
        var last = first + 1 < _text.Tokens.Count && !_text.Tokens[first + 1].Is(TokenTraits.AfterBreak) && _text.Tokens[first + 1].Is(TokenTraits.Capital) && Countries.ByDemonym(_text.Key(first, first + 1)).IsKnown ? first + 1 : first;
        var country = Countries.ByDemonym(_text.Key(first, last));
        if (!country.IsKnown || named > last || _gazetteer.Country(country) is not { } place || (_text.Tokens[first].Is(TokenTraits.StartsSentence) && _text.HasInLowerCase(_text.Key(first))))
        {
            return null;
        }

        var name = new FoundName(_inTitle, _text.Tokens[first].Start, _text.Tokens[last].End, first, true);
        name.Matches.Add(new PlaceMatch(place, true));
        found.Add(name);
        _persons.Placed(last);
        return last;
    }
}
