using System.Collections.Frozen;
using System.Globalization;

namespace EsgFunctions.Analysis;

/// <summary>What a word tells about how bad an event was.</summary>
internal enum SeverityRole
{
    Dead,

    /// <summary>Value 1 where the word names the wound of one, so that a number beside it counts nobody: "the injury".</summary>
    Injured,
    Displaced,

    /// <summary>Missing, trapped, buried.</summary>
    Missing,

    /// <summary>Bruises, scratches: people are hurt, but little.</summary>
    Slight,

    /// <summary>Beside the injured it makes them slightly so; by itself it says nothing of people.</summary>
    Lightly,

    /// <summary>Critical condition, fractures, amputations: one is enough for Severe.</summary>
    Grave,

    /// <summary>"No", "without": before one of the three above it takes it away.</summary>
    Negation,

    /// <summary>"None", "were not reported": takes away what stands after it, and before it too where one closes a list.</summary>
    Absent,

    /// <summary>Joins a list: what is said of one member is said of all.</summary>
    And,

    /// <summary>"But": what was denied before it is not denied after it.</summary>
    Contrast,

    /// <summary>A whole phrase that says nobody was harmed.</summary>
    NoCasualties,

    /// <summary>The sentence tells of an earlier event.</summary>
    Past,
    Drill,

    /// <summary>Actors, dummies, a scenario: who is hurt in this sentence is not really hurt.</summary>
    Pretend,

    /// <summary>"During", "after": what is named next is only the occasion.</summary>
    Amid,

    /// <summary>"Since", "than": an old year behind it is compared with, not told of.</summary>
    Since,
    Hypothetical,

    /// <summary>"Feared", "unconfirmed reports of".</summary>
    Unconfirmed,
    Evacuation,
    Armed,

    /// <summary>A bridge, a hospital, a power plant: says something beside damage only. Value 2 where what it holds back kills, a dam.</summary>
    Structure,

    /// <summary>Collapsed, breached; value 1 where it is bad by itself, whatever it was.</summary>
    Damage,

    /// <summary>Something of the energy that kills; the value is in thousandths of a life, <see cref="HarmRule"/> adds them.</summary>
    Energy,

    /// <summary>Something of little energy.</summary>
    LowEnergy,

    /// <summary>A substance that harms a river or the soil: tailings, acid, oil.</summary>
    Spill,
    Magnitude,

    /// <summary>A number in words.</summary>
    Number,

    /// <summary>Multiplies the number before it.</summary>
    Multiplier,

    /// <summary>What is counted is not people: days, kilometres, houses.</summary>
    Unit,

    /// <summary>Only sounds like harm: dead end, killed it, my phone died.</summary>
    Idiom,
}

/// <summary>
/// The words of one language that tell how bad an event was: tab-separated term, role, value. The value of an armed act or an
/// evacuation is what it adds to the harm, in thousandths of a life. The phrases that the lexicon of the language lists as only sounding
/// like a risk tell nothing here either.
/// </summary>
internal sealed class SeverityWords
{
    /// <summary>With words of harm alone: a person or an official source may give the category.</summary>
    private static readonly string[] EssentialOnly = ["ar", "tr", "id", "sw", "de", "it", "nl"];

    private static readonly FrozenDictionary<string, Lazy<SeverityWords>> All =
        LexiconLanguages.All.Union(EssentialOnly).ToFrozenDictionary(language => language, language => new Lazy<SeverityWords>(() => Load(language)));

    private readonly List<(SeverityRole Role, long Value)> _rows = [];
    private readonly TermTrie _trie;

    private SeverityWords(string language, TextReader reader)
    {
        var terms = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            if (line.Length == 0 || line[0] == '#' || cells[0] == "term")
            {
                continue;
            }

            if (cells.Length < 2 || !Enum.TryParse<SeverityRole>(cells[1], out var role))
            {
                throw new FormatException($"Severity words {language}: '{line}'.");
            }

            terms.Add(TermLexicon.Fold(cells[0], language == "sr"));
            _rows.Add((role, cells.Length > 2 ? long.Parse(cells[2], CultureInfo.InvariantCulture) : 0));
        }

        foreach (var idiom in TermLexicon.For(language)?.Terms.Where(term => term.IsIdiom).Select(term => TermLexicon.Fold(term.Text, language == "sr")).Except(terms).ToList() ?? [])
        {
            terms.Add(idiom);
            _rows.Add((SeverityRole.Idiom, 0));
        }

        _trie = new TermTrie(terms);
    }

    /// <summary>Null when there are none for the language.</summary>
    public static SeverityWords? For(string language) => All.GetValueOrDefault(LexiconLanguages.Base(language))?.Value;

    /// <summary>What begins at a token, and where it ends; null for nothing.</summary>
    public (SeverityRole Role, long Value, int End, int Row)? At(FoldedText text, Token token) =>
        _trie.Longest(text.Chars, token.Start) is { } match ? (_rows[match.Rows[0]].Role, _rows[match.Rows[0]].Value, match.End, match.Rows[0]) : null;

    private static SeverityWords Load(string language)
    {
        using var reader = LexiconLanguages.Open("severity", language);
        return new SeverityWords(language, reader);
    }
}
