using System.Text.Json.Serialization;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>What a text is about, and the words it was seen by.</summary>
/// <param name="Confidence">The chance that the text tells of a risk, 0 to 1, by its terms and by what was learned; of noise too. 1 for an official event.</param>
/// <param name="Score">Summed weights of the terms after contexts were taken off; they alone carry a risk from <see cref="CategoryRule.Gate"/> on.</param>
/// <param name="Others">Further categories that may be meant, with their share of the belief, 0 to 1, greatest first.</param>
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

    /// <summary>Words that speak for a risk as was learned from labelled texts, strongest first; none for noise.</summary>
    public IReadOnlyList<LearnedWord> Learned { get; init; } = [];

    /// <param name="terms">Null where there is no lexicon for the language.</param>
    internal static CategoryAnswer NotARisk(CategoryReason reason, double chance, TermReading? terms) =>
        new(RiskCategory.None, RiskKind.None, chance, reason, terms?.Score ?? 0, terms?.Sums.Matches ?? [], []);
}

[JsonConverter(typeof(EnumWords<CategoryReason>))]
public enum CategoryReason
{
    /// <summary>An official source says what it is.</summary>
    OfficialEvent,

    /// <summary>The terms of the category reach the gate.</summary>
    Terms,

    /// <summary>The same, and one of them an analyst has put into the rules: no chance outweighs that.</summary>
    AnalystTerms,

    /// <summary>The terms alone do not carry it, but with what was learned from labelled texts it is likely.</summary>
    Learned,

    /// <summary>The terms would carry it, but with what was learned it is most unlikely.</summary>
    Unlikely,

    /// <summary>Not one term of any category.</summary>
    NoTerms,

    /// <summary>Some terms, too weak.</summary>
    BelowGate,

    /// <summary>Enough terms, but sport, film, business or the like outweighs them.</summary>
    OutweighedByContext,

    /// <summary>There is no lexicon for the language, and nothing else speaks for a risk.</summary>
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

/// <summary>A category and what it weighs: summed terms, or a share of the belief.</summary>
public readonly record struct CategoryWeight(RiskCategory Category, double Weight);
