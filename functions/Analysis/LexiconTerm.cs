using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>One row of a lexicon.</summary>
/// <param name="Category">None for a phrase that only sounds like a risk: it takes its words away from other terms.</param>
/// <param name="Weight">Negative for a context that speaks against a risk (sport, film, business, the past).</param>
/// <param name="Context">Name of that context, else null.</param>
/// <param name="Groups">Groups the term belongs to, one bit each.</param>
/// <param name="NearGroups">The term counts only when a match of one of these groups stands near; 0: always.</param>
/// <param name="NearTokens">How near, in tokens.</param>
public sealed record LexiconTerm(
    int Id,
    string Text,
    RiskCategory Category,
    RiskKind Kind,
    double Weight,
    string? Context,
    int Groups,
    int NearGroups,
    int NearTokens)
{
    /// <summary>It only sounds like a risk, and is no word that another term looks for beside it.</summary>
    public bool IsIdiom => Category == RiskCategory.None && Context is null && Groups == 0;
}
