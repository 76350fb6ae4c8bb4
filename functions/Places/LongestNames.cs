namespace EsgFunctions.Places;

/// <summary>Reads the longest name that begins at a word: as written, or in another case of Serbian and Russian.</summary>
internal sealed class LongestNames(Gazetteer gazetteer, PlaceText text, PlaceWords words, string? language)
{
    private const int LongestRun = 6;
    private const long LargeTown = 100_000;
    private const long LargeRegion = 5_000_000;

    /// <summary>Whether the language puts names into cases. Text in Cyrillic is taken to do so in any language.</summary>
    private readonly bool _inflects = language is "sr" or "hr" or "bs" or "sh" or "ru" or "mk" or "uk" or "bg";

    /// <summary>The last word of the longest known name, with its places; -1 where there is none.</summary>
    public int Read(int first, List<PlaceMatch> matches)
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

        longest = AddInflected(first, longest, matches);
        if (text.Tokens[first].Is(TokenTraits.Cyrillic))
        {
            matches.RemoveAll(static match => match.Place.Kind != PlaceKind.Country && match.Place.Population < (match.Place.Kind == PlaceKind.Town ? LargeTown : LargeRegion) && !LanguageAreas.WritesCyrillic(match.Place.Country));
        }

        return matches.Count > 0 ? longest : -1;
    }

    /// <summary>Words in another case than the gazetteer has them: those that are no name as they stand, or stand after a word that asks for it.</summary>
    private int AddInflected(int first, int longest, List<PlaceMatch> matches)
    {
        var afterLocative = first > 0 && Joined(first) && PlaceWords.IsLocative(text.Key(first - 1));
        if (!(_inflects || text.Tokens[first].Is(TokenTraits.Cyrillic)) || longest > first || (longest == first && !afterLocative) || words.IsNever(text.Key(first)))
        {
            return longest;
        }

        var pair = first + 1 < text.Tokens.Count && Joined(first + 1) && (text.Tokens[first + 1].Is(TokenTraits.Capital) || PlaceWords.IsRegion(text.Key(first + 1)));
        var alone = matches.Count;
        if (pair && SlavicEndings.AddMatches(gazetteer, text.Key(first, first + 1), matches))
        {
            matches.RemoveRange(0, alone);
            return first + 1;
        }

        SlavicEndings.AddMatches(gazetteer, text.Key(first), matches);
        if (!afterLocative || matches.Exists(match => LanguageAreas.Include(language, match.Place.Country)))
        {
            // Elsewhere, a word that only looks like another case of a small distant town is mostly just a word; and beside a town at home it is that town.
            matches.RemoveAll(match => match.Place.Kind > PlaceKind.Admin1 && match.Place.Population < LargeTown && !LanguageAreas.Include(language, match.Place.Country));
        }

        return matches.Count > 0 ? first : longest;
    }

    private bool Joined(int token) => !text.Tokens[token].Is(TokenTraits.AfterBreak);
}
