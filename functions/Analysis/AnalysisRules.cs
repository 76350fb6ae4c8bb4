using System.Collections.Frozen;

namespace EsgFunctions.Analysis;

/// <summary>
/// All data that analysis decides by, as one value that never changes: the same rules, build and input give the same conclusion.
/// Every stored conclusion names its <see cref="Version"/>.
/// </summary>
public sealed class AnalysisRules
{
    private readonly FrozenDictionary<string, TermLexicon> _changed;

    private AnalysisRules(string version, FrozenDictionary<string, TermLexicon> changed) => (Version, _changed) = (version, changed);

    /// <summary>What the app carries, unchanged.</summary>
    public static AnalysisRules Embedded { get; } = new(EmbeddedData.Version, FrozenDictionary<string, TermLexicon>.Empty);

    /// <summary>Made from content: <see cref="EmbeddedData.Version"/> alone for what the app carries.</summary>
    public string Version { get; }

    /// <summary>The terms for a BCP 47 tag; null when there are none for its language.</summary>
    public TermLexicon? Lexicon(string language) => _changed.GetValueOrDefault(LexiconLanguages.Base(language)) ?? TermLexicon.For(language);
}
