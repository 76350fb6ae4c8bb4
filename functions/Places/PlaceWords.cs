using System.Collections.Frozen;
using System.Reflection;

namespace EsgFunctions.Places;

/// <summary>What words around and inside a capitalised run say about whether it is a place, from a table inside the assembly.</summary>
internal sealed class PlaceWords
{
    private const string AnyLanguage = "*";

    private static readonly Lazy<FrozenDictionary<(string Language, string Kind), FrozenSet<string>>> Table = new(Load);

    private readonly FrozenSet<string> _never;
    private readonly FrozenSet<string> _seldom;

    private PlaceWords(string language)
    {
        _never = Set(language, "never");
        _seldom = Set(language, "seldom");
    }

    /// <summary>The words of a language; English where there is no list for it.</summary>
    /// <param name="language">ISO 639-1, or null where it is not known.</param>
    public static PlaceWords For(string? language)
    {
        var tag = language ?? "en";
        return new PlaceWords(tag is "hr" or "bs" or "sh" or "me" ? "sr" : Table.Value.ContainsKey((tag, "never")) || Table.Value.ContainsKey((tag, "seldom")) ? tag : "en");
    }

    /// <summary>A month, a function word, an office: no place, whatever stands around it.</summary>
    public bool IsNever(ReadOnlySpan<char> word) => Has(_never, word);

    /// <summary>The last word of a larger thing than a country, or of an office: West Africa, White House. Null where none begins here.</summary>
    public static int? NotAPlaceEnd(PlaceText text, int first)
    {
        for (var last = Math.Min(first + 1, text.Tokens.Count - 1); last >= first; last--)
        {
            if ((last == first || !text.Tokens[last].Is(TokenTraits.AfterBreak)) && Has(Set(AnyLanguage, "wider"), text.Key(first, last)))
            {
                return last;
            }
        }

        return null;
    }

    /// <summary>A word of the language that is also the name of some town.</summary>
    public bool IsSeldom(ReadOnlySpan<char> word) => Has(_seldom, word);

    /// <summary>"in", "near", "u", "kod": a place may follow.</summary>
    public static bool MayPrecede(ReadOnlySpan<char> word) => Has(Set(AnyLanguage, "before"), word);

    /// <summary>A word after which Serbian and Russian put a place into another case.</summary>
    public static bool IsLocative(ReadOnlySpan<char> word) => Has(Set(AnyLanguage, "locative"), word);

    public static bool IsTitle(ReadOnlySpan<char> word) => Has(Set(AnyLanguage, "title"), word);

    public static bool IsGivenName(ReadOnlySpan<char> word) => Has(Set(AnyLanguage, "given"), word);

    /// <summary>A kind of region, written after its name: province, state, область, okrug.</summary>
    public static bool IsRegion(ReadOnlySpan<char> word) => Has(Set(AnyLanguage, "region"), word);

    /// <summary>"County", "Police", "Airport": belongs to the place named before it.</summary>
    public static bool IsFacility(ReadOnlySpan<char> word) => Has(Set(AnyLanguage, "facility"), word);

    private static bool Has(FrozenSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Set(string language, string kind) => Table.Value.GetValueOrDefault((language, kind)) ?? FrozenSet<string>.Empty;

    private static FrozenDictionary<(string, string), FrozenSet<string>> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("EsgFunctions.Places.place-words.tsv")
            ?? throw new InvalidOperationException("The table place-words.tsv is not inside the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#')
            .Select(static line => line.Split('\t'))
            .ToFrozenDictionary(static row => (row[0], row[1]), static row => row[2].Split(' ').Select(static word => word.Replace('_', ' ')).ToFrozenSet(StringComparer.Ordinal));
    }
}
