using System.Globalization;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>A rule set as a caller describes it, not yet checked.</summary>
public sealed record RuleSetForm(string? Why, IReadOnlyList<TermChangeForm>? Terms = null, GateChanges? Gates = null)
{
    public const int MaxTerms = 1_000;

    private const int MaxWhy = 500;
    private const int MaxErrors = 100;

    /// <summary>What it changes, in a fixed order, or every reason why it cannot be: each names its field.</summary>
    /// <param name="settings">The gates that hold where the set does not change them.</param>
    public (IReadOnlyList<TermChange> Terms, IReadOnlyList<(string Field, string Reason)> Errors) Check(ScoreSettings settings)
    {
        var errors = new List<(string, string)>();
        if (string.IsNullOrWhiteSpace(Why) || Why.Length > MaxWhy)
        {
            errors.Add(("/why", $"What the set is for, in 1 to {MaxWhy} characters."));
        }

        errors.AddRange((Gates ?? GateChanges.None).Check(settings, "/gates"));
        var forms = Terms ?? [];
        if (forms.Count > MaxTerms)
        {
            errors.Add(("/terms", $"At most {MaxTerms} rows; there are {forms.Count}."));
            return ([], errors);
        }

        if (forms.Count == 0 && (Gates ?? GateChanges.None) == GateChanges.None)
        {
            errors.Add(("/terms", "It changes nothing."));
        }

        var check = new TermCheck();
        var terms = forms.Select((form, at) => check.Read(form, form?.Where ?? string.Create(CultureInfo.InvariantCulture, $"/terms/{at}"))).ToList();
        errors.AddRange(check.Errors(terms).Take(MaxErrors));
        return errors.Count > 0 ? ([], errors) : (
            [.. terms.OfType<TermChange>().OrderBy(term => term.Language, StringComparer.Ordinal).ThenBy(term => term.Term, StringComparer.Ordinal).ThenBy(term => term.ToRow(), StringComparer.Ordinal)],
            []);
    }
}

/// <summary>One row: <c>change</c> (add, replace, remove), and the columns of a lexicon file.</summary>
public sealed record TermChangeForm(string? Change, string? Language, string? Term, string? Category = null, string? Kind = null, double? Weight = null, string? Flags = null)
{
    /// <summary>How a message names it; null: by its place in the list.</summary>
    internal string? Where { get; init; }
}
