using System.Globalization;
using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Analysis;

/// <summary>What a rule set does with the rows of one term.</summary>
[JsonConverter(typeof(EnumWords<TermChangeKind>))]
public enum TermChangeKind
{
    /// <summary>One more row, beside those that the term may have.</summary>
    Add,

    /// <summary>This row in place of all that the term has.</summary>
    Replace,

    /// <summary>None of the rows that the term has.</summary>
    Remove,
}

/// <summary>A change to a lexicon. Category, kind, weight and flags as in its file; of a removal they are empty.</summary>
/// <param name="Language">Without script: one list serves both scripts of Serbian.</param>
public sealed record TermChange(TermChangeKind Change, string Language, string Term, string Category, string Kind, double Weight, string Flags)
{
    /// <summary>The row as a lexicon file has it.</summary>
    public string ToRow() => string.Create(CultureInfo.InvariantCulture, $"{Term}\t{Category}\t{Kind}\t{Weight}\t{Flags}");

    /// <summary>The term as it is compared: case and accents off.</summary>
    public string Folded() => TermLexicon.Fold(Term, Language == "sr");
}
