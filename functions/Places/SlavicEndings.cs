namespace EsgFunctions.Places;

/// <summary>
/// Names in the cases of Serbian and Russian, taken back to the nominative by endings: u Boru, iz Beograda, u Loznici, v Moskve.
/// A few rules over normalised names, tried only where the word as written is no name or a locative word stands before it.
/// </summary>
internal static class SlavicEndings
{
    private const int ShortestStem = 2;

    // The ending, then what may have stood in its place; longer endings first.
    private static readonly (string Ending, string[] Nominative)[] Rules =
    [
        ("ima", ["i", "e"]), ("ama", ["e"]), ("cem", ["ac", "c"]), ("ovi", ["ov", "ovo"]), ("ije", ["ija"]), ("iji", ["ija"]), ("ijem", ["i"]), ("iju", ["ija", "i"]), ("ija", ["i"]),
        ("ii", ["ija"]), ("cu", ["ac"]), ("ca", ["ac"]), ("ci", ["ka", "ca"]), ("zi", ["ga"]), ("om", ["", "a", "o", "yj"]), ("em", ["", "e", "j"]),
        ("oj", ["a", "aja"]), ("aja", ["aj"]), ("ae", ["aj"]), ("u", ["", "o", "a", "e"]), ("a", ["", "o", "e", "i"]), ("i", ["a", ""]), ("e", ["a", ""]), ("y", ["a"]),
    ];

    private static readonly (string Ending, string[] Nominative)[] AdjectiveRules =
    [
        ("om", ["i", "yj", "ij", "o"]), ("oj", ["a", "aja"]), ("og", ["i", "o"]), ("ogo", ["yj", "ij"]), ("em", ["ij", "e"]), ("ego", ["ij"]), ("u", ["a"]), ("e", ["a"]), ("im", ["i"]), ("ih", ["i"]),
    ];

    /// <summary>Adds the places of every nominative that fits, and returns whether there were any.</summary>
    /// <param name="key">One word, or an adjective and a noun.</param>
    public static bool AddMatches(Gazetteer gazetteer, ReadOnlySpan<char> key, List<PlaceMatch> matches)
    {
        var before = matches.Count;
        var space = key.IndexOf(' ');
        Span<char> form = stackalloc char[128];
        if (key.Length > 100)
        {
            return false;
        }

        if (space < 0)
        {
            AddNouns(gazetteer, key, form, 0, matches);
            return matches.Count > before;
        }

        foreach (var (ending, endings) in AdjectiveRules)
        {
            if (space - ending.Length >= ShortestStem && key[..space].EndsWith(ending))
            {
                foreach (var nominative in endings)
                {
                    key[..(space - ending.Length)].CopyTo(form);
                    nominative.CopyTo(form[(space - ending.Length)..]);
                    var length = space - ending.Length + nominative.Length;
                    form[length++] = ' ';
                    AddNouns(gazetteer, key[(space + 1)..], form, length, matches);
                }
            }
        }

        // The first word may stand still: Sankt-Peterburge, Banja Luci.
        key[..(space + 1)].CopyTo(form);
        AddNouns(gazetteer, key[(space + 1)..], form, space + 1, matches);
        return matches.Count > before;
    }

    private static void AddNouns(Gazetteer gazetteer, ReadOnlySpan<char> noun, Span<char> form, int prefix, List<PlaceMatch> matches)
    {
        foreach (var (ending, endings) in Rules)
        {
            if (noun.Length - ending.Length < ShortestStem || !noun.EndsWith(ending))
            {
                continue;
            }

            var stem = noun.Length - ending.Length;
            foreach (var nominative in endings)
            {
                noun[..stem].CopyTo(form[prefix..]);
                nominative.CopyTo(form[(prefix + stem)..]);
                gazetteer.AddMatches(form[..(prefix + stem + nominative.Length)], matches);
            }
        }
    }
}
