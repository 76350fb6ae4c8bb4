namespace EsgFunctions.Analysis;

/// <summary>The rows of a lexicon file with changes of an analyst.</summary>
internal static class LexiconOverlay
{
    /// <summary>
    /// Rows of terms that are replaced or removed go, new ones follow at the end. A term that is to be removed and is not there
    /// costs nothing: the file may have changed since the set was drafted.
    /// </summary>
    public static IEnumerable<string> Apply(string language, IEnumerable<string> rows, IReadOnlyCollection<TermChange> changes)
    {
        var gone = changes.Where(change => change.Change != TermChangeKind.Add).Select(change => change.Folded()).ToHashSet(StringComparer.Ordinal);
        return rows.Where(row => TermOf(row) is not { } term || !gone.Contains(TermLexicon.Fold(term, language == "sr")))
            .Concat(changes.Where(change => change.Change != TermChangeKind.Remove).Select(change => change.ToRow()));
    }

    /// <summary>The rows of the file that the app carries.</summary>
    public static IReadOnlyList<string> Embedded(string language)
    {
        using var reader = LexiconLanguages.Open("lexicon", language);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Null for a remark and for the line of column names.</summary>
    public static string? TermOf(string row) => row.StartsWith('#') || row.StartsWith("term\t", StringComparison.Ordinal) ? null : row.Split('\t', 2)[0];
}
