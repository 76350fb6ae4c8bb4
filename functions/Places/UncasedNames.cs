namespace EsgFunctions.Places;

/// <summary>Names in scripts without capitals: the longest that the gazetteer knows, and only of places large enough to be meant without one.</summary>
internal sealed class UncasedNames(Gazetteer gazetteer, PlaceText text, PlaceWords words)
{
    private const int LongestHan = 10;
    private const int LongestArabicRun = 4;
    private const long LargeTown = 100_000;
    private const long MediumTown = 30_000;

    /// <summary>Conjunctions and prepositions that are written onto an Arabic word.</summary>
    private static readonly string[] ArabicPrefixes = ["", "و", "ب", "ل", "ف", "وب", "ول"];

    /// <summary>Adds every name within one run of Han characters.</summary>
    public void AddHan(int token, bool inTitle, List<FoundName> found)
    {
        var run = text.Key(token);
        var start = text.Tokens[token].Start;
        for (var at = 0; at + 1 < run.Length; at++)
        {
            if (!gazetteer.HanPairMayBegin(run[at], run[at + 1]))
            {
                continue;
            }

            for (var length = Math.Min(LongestHan, run.Length - at); length >= 2; length--)
            {
                var key = run.Slice(at, length);
                if (!gazetteer.Knows(key) || words.IsNever(key) || words.IsSeldom(key))
                {
                    continue;
                }

                var suffixed = at + length < run.Length && run[at + length] is '市' or '县' or '省' or '镇' or '区' or '州';
                var name = new FoundName(inTitle, start + at, start + at + length + (suffixed ? 1 : 0), token, false);
                gazetteer.AddMatches(key, name.Matches);
                if (IsMeant(name, length > 2 || suffixed ? MediumTown : LargeTown))
                {
                    found.Add(name);
                    at += length - 1;
                    break;
                }
            }
        }
    }

    /// <summary>Adds the name that begins with this Arabic word, if any. Returns the last word used.</summary>
    public int AddArabic(int first, bool inTitle, List<FoundName> found)
    {
        var longest = Math.Min(text.Tokens.Count - 1, first + LongestArabicRun - 1);
        for (var last = longest; last >= first; last--)
        {
            var key = text.Key(first, last);
            foreach (var prefix in ArabicPrefixes)
            {
                if (!key.StartsWith(prefix) || key.Length - prefix.Length < 3 || words.IsNever(key) || words.IsSeldom(key) || words.IsSeldom(key[prefix.Length..]) || !gazetteer.Knows(key[prefix.Length..]))
                {
                    continue;
                }

                var name = new FoundName(inTitle, text.Tokens[first].Start, text.Tokens[last].End, first, false);
                gazetteer.AddMatches(key[prefix.Length..], name.Matches);
                if (IsMeant(name, LargeTown))
                {
                    found.Add(name);
                    return last;
                }
            }
        }

        return first;
    }

    private static bool IsMeant(FoundName name, long population) =>
        name.Matches.Exists(match => match.Place.Kind <= PlaceKind.Admin2 || match.Place.Population >= population);
}
