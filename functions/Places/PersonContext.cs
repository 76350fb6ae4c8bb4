namespace EsgFunctions.Places;

/// <summary>Persons who have the name of a town: Mr Lincoln, Michael Jordan, J. Hamilton, and later in the same text Lincoln alone.</summary>
internal sealed class PersonContext(Gazetteer gazetteer, PlaceText text, PlaceWords words)
{
    private const long WorldCity = 1_000_000;
    private const long BigTown = 500_000;

    private readonly HashSet<int> _surnames = [];
    private int _placed = -1;

    /// <summary>The word was taken as the end of a place's name.</summary>
    public void Placed(int last) => _placed = last;

    public bool IsPlaced(int token) => token == _placed;

    /// <summary>The word was read and is no place: after a given name or a title it is a surname.</summary>
    public void Pass(int token)
    {
        if (FollowsPerson(token) || FollowsUnknownName(token))
        {
            _surnames.Add(string.GetHashCode(text.Key(token)));
        }
    }

    /// <param name="larger">A country or region has the name.</param>
    /// <param name="preceded">A word such as "in" stands before it.</param>
    public bool IsPerson(int first, int last, bool larger, bool preceded, long population)
    {
        if (FollowsPerson(first))
        {
            return true;
        }

        var next = last + 1 < text.Tokens.Count && text.Tokens[last + 1].Is(TokenTraits.AfterSpace) ? last + 1 : -1;
        if (PlaceWords.IsGivenName(text.Key(first)) && !(preceded && larger))
        {
            var named = last == first
                ? next >= 0 && text.Tokens[next].Is(TokenTraits.Capital) && !PlaceWords.IsFacility(text.Key(next))
                : population < WorldCity && !larger;
            if (named && !text.CapitalsSayNothing)
            {
                return true;
            }
        }

        if (larger || preceded || population >= WorldCity)
        {
            return false;
        }

        if (last == first && population < BigTown && PlaceWords.IsGivenName(text.Key(first)) && (next < 0 || !PlaceWords.IsFacility(text.Key(next))) && !text.CapitalsSayNothing)
        {
            return true;
        }

        return (last == first && _surnames.Contains(string.GetHashCode(text.Key(first))))
            || (next >= 0 && text.Key(next) is "said" or "says" or "told" or "added" or "testified" or "wrote" or "scored" or "asked" or "argued" or "explained");
    }

    /// <summary>Whether a capitalised word that is no place and no common word stands directly before: a given name from elsewhere.</summary>
    private bool FollowsUnknownName(int token) =>
        token > 0 && text.Tokens[token].Is(TokenTraits.AfterSpace) && text.Tokens[token - 1].Is(TokenTraits.Capital) && !text.Tokens[token - 1].Is(TokenTraits.AllCapitals)
        && !text.CapitalsSayNothing && text.Key(token - 1) is var before && !gazetteer.Knows(before)
        && !words.IsNever(before) && !words.IsSeldom(before) && !PlaceWords.IsFacility(before) && !PlaceWords.MayPrecede(before) && !text.HasInLowerCase(before);

    /// <summary>Whether a title, a given name or an initial stands directly before.</summary>
    private bool FollowsPerson(int token)
    {
        if (token == 0 || text.Tokens[token].Is(TokenTraits.AfterBreak) || !text.Tokens[token - 1].Is(TokenTraits.Capital) || IsPlaced(token - 1))
        {
            return false;
        }

        var before = text.Key(token - 1);
        var initial = text.Tokens[token - 1].End - text.Tokens[token - 1].Start == 1 && text.Source[text.Tokens[token - 1].End] == '.';
        return initial || PlaceWords.IsTitle(before) || (PlaceWords.IsGivenName(before) && text.Tokens[token].Is(TokenTraits.AfterSpace));
    }
}
