using System.Collections.Frozen;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// All data that analysis decides by, as one value that never changes: the same rules, build and input give the same conclusion.
/// Every stored conclusion names its <see cref="Version"/>.
/// </summary>
public sealed class AnalysisRules
{
    private readonly FrozenDictionary<string, TermLexicon> _changed;
    private readonly GateChanges _gates;
    private readonly FrozenSet<(string Language, string Term)> _own;

    private AnalysisRules(string version, FrozenDictionary<string, TermLexicon> changed, GateChanges gates, FrozenSet<(string Language, string Term)> own) =>
        (Version, _changed, _gates, _own) = (version, changed, gates, own);

    /// <summary>What the app carries, unchanged.</summary>
    public static AnalysisRules Embedded { get; } = new(EmbeddedData.Version, FrozenDictionary<string, TermLexicon>.Empty, GateChanges.None, []);

    /// <summary>Made from content: <see cref="EmbeddedData.Version"/>, and behind a <c>+</c> that of the set where there is one.</summary>
    public string Version { get; }

    /// <exception cref="FormatException">A row of the set is not well formed.</exception>
    public static AnalysisRules Of(RuleSet? set) => set is null ? Embedded : new(
        $"{EmbeddedData.Version}+{set.Version}",
        set.Terms.GroupBy(change => change.Language).ToFrozenDictionary(changes => changes.Key, changes => Lexicon(changes.Key, [.. changes]), StringComparer.Ordinal),
        set.Gates,
        set.Terms.Where(change => change.Change != TermChangeKind.Remove).Select(change => (change.Language, change.Term)).ToFrozenSet());

    /// <summary>The terms for a BCP 47 tag; null when there are none for its language.</summary>
    public TermLexicon? Lexicon(string language) => _changed.GetValueOrDefault(LexiconLanguages.Base(language)) ?? TermLexicon.For(language);

    /// <summary>Whether analysts put the term into the rules, over what the app carries.</summary>
    internal bool IsOfAnalysts(string language, string term) => _own.Count > 0 && _own.Contains((LexiconLanguages.Base(language), term));

    /// <summary>The gates that hold: those of the settings where the rules do not change them.</summary>
    public ScoreSettings Gates(ScoreSettings settings) => _gates.Apply(settings);

    private static TermLexicon Lexicon(string language, IReadOnlyCollection<TermChange> changes) =>
        TermLexicon.Parse(language, new StringReader(string.Join('\n', LexiconOverlay.Apply(language, LexiconOverlay.Embedded(language), changes))));
}
