using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>What a text is about, and the words it was seen by.</summary>
/// <param name="Confidence">0 to 1: at the gate 0.5, more with more evidence.</param>
/// <param name="Others">Further categories with evidence of their own, strongest first.</param>
/// <param name="Score">Summed weights after contexts were taken off; the gate is <see cref="CategoryRule.Gate"/>.</param>
public sealed record CategoryAnswer(
    RiskCategory Category,
    RiskKind Kind,
    double Confidence,
    CategoryReason Reason,
    double Score,
    IReadOnlyList<TermMatch> Matches,
    IReadOnlyList<CategoryWeight> Others)
{
    public bool IsRisk => Category != RiskCategory.None;

    public static CategoryAnswer NotARisk(CategoryReason reason, double score = 0, IReadOnlyList<TermMatch>? matches = null) =>
        new(RiskCategory.None, RiskKind.None, 0, reason, score, matches ?? [], []);
}

[JsonConverter(typeof(EnumWords<CategoryReason>))]
public enum CategoryReason
{
    /// <summary>An official source says what it is.</summary>
    OfficialEvent,

    /// <summary>The terms of the category reach the gate.</summary>
    Terms,

    /// <summary>Not one term of any category.</summary>
    NoTerms,

    /// <summary>Some terms, too weak.</summary>
    BelowGate,

    /// <summary>Enough terms, but sport, film, business or the like outweighs them.</summary>
    OutweighedByContext,

    /// <summary>There is no lexicon for the language.</summary>
    LanguageNotCovered,
}

/// <summary>A term where it stands in the source text.</summary>
/// <param name="Weight">As counted: negative for a context.</param>
/// <param name="Context">"sport", "film", ... for a context, else null.</param>
public sealed record TermMatch(string Term, RiskCategory Category, string? Context, double Weight, TextSpan Span);

/// <summary>A stretch of the source text.</summary>
/// <param name="Start">In UTF-16 characters from the start of the field.</param>
public readonly record struct TextSpan(TextField Field, int Start, int Length);

[JsonConverter(typeof(EnumWords<TextField>))]
public enum TextField
{
    Title,
    Text,
}

/// <summary>A category and what it weighs.</summary>
public readonly record struct CategoryWeight(RiskCategory Category, double Weight);
