namespace EsgFunctions.Analysis;

/// <summary>
/// Words by which people name an event in a tag without capitals: the place and the hazard in one ("#vicfires", "#sismochile"), or a
/// wish for a place ("#prayforbeira"). Folded, without accents.
/// </summary>
internal static class TagWords
{
    /// <summary>Letters of what stands beside such a word: fewer are its own ending.</summary>
    private const int FewestBeside = 2;

    private static readonly string[] AtEitherEnd =
    [
        "flood", "floods", "flooding", "bushfire", "bushfires", "wildfire", "wildfires", "quake", "quakes", "earthquake", "earthquakes", "aftershock",
        "tsunami", "typhoon", "cyclone", "hurricane", "tornado", "landslide", "avalanche", "eruption", "smog", "haze", "meteor", "explosion", "bombing", "bombings",
        "shooting", "shootings", "outbreak", "blackout",
        "terremoto", "terremotos", "sismo", "sismos", "temblor", "inundacion", "inundaciones", "incendio", "incendios", "alud", "huracan", "atentado", "meteorito",
        "alluvione", "alluvioni", "frana", "valanga", "enchente", "enchentes", "tragedia", "desastre",
        "inondation", "inondations", "incendie", "incendies", "seisme", "attentat", "attentats", "explosao",
        "banjir", "gempa", "lindol", "bagyo", "deprem", "poplava", "poplave", "zemljotres", "erdbeben", "hochwasser", "aardbeving",
        "землетрясение", "наводнение", "паводок", "пожары", "теракт", "взрыв", "метеорит",
    ];

    /// <summary>At the other end they are another word's ("firesale", "attackers").</summary>
    private static readonly string[] AtEnd = ["fires", "crash", "attack", "attacks", "collapse", "derailment", "blast", "evac"];

    private static readonly string[] AtStart = ["prayersfor", "prayfor", "praying", "fuerza", "forza", "forca", "orempor"];

    /// <summary>English words of their own that only end like one.</summary>
    private static readonly HashSet<string> Whole =
    [
        .. AtEitherEnd, "flooded", "bonfires", "campfires", "spitfires", "ceasefires", "crossfires", "troubleshooting", "photoshooting", "sandblast", "earthquaking",
    ];

    private static readonly string[] Starts = [.. AtEitherEnd.Concat(AtStart).OrderByDescending(word => word.Length)];
    private static readonly string[] Ends = [.. AtEitherEnd.Concat(AtEnd).OrderByDescending(word => word.Length)];

    /// <summary>Letters of the first of the words that an unbroken tag is made of; 0 where it is one word.</summary>
    public static int FirstOf(ReadOnlySpan<char> tag)
    {
        if (Whole.GetAlternateLookup<ReadOnlySpan<char>>().Contains(tag))
        {
            return 0;
        }

        foreach (var word in Starts)
        {
            if (tag.Length >= word.Length + FewestBeside && tag.StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        foreach (var word in Ends)
        {
            if (tag.Length > word.Length && tag.EndsWith(word, StringComparison.Ordinal))
            {
                return tag.Length - word.Length;
            }
        }

        return 0;
    }
}
