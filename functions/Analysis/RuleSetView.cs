namespace EsgFunctions.Analysis;

/// <summary>Where the rules stand.</summary>
/// <param name="InForce">Version that this instance decides by; others follow within <see cref="RuleSetStore.Staleness"/>.</param>
/// <param name="Problem">What keeps the latest change from being in force; null where nothing does.</param>
/// <param name="Embedded">Version of what the app carries.</param>
/// <param name="Files">Version of each file of it.</param>
/// <param name="Changes">Of what is in force, newest first: who, when, why.</param>
/// <param name="Value">The sets, without their rows.</param>
public sealed record RuleSetsView(
    string InForce, string? Problem, string Embedded, IReadOnlyDictionary<string, string> Files, IReadOnlyList<LiveChange> Changes, IReadOnlyList<RuleSetSummary> Value);

/// <param name="Version">Made from what it changes.</param>
/// <param name="Terms">How many rows it has.</param>
/// <param name="TestedAt">When it passed its test; null where it has not.</param>
public sealed record RuleSetSummary(
    RuleSetId Id, string Version, RuleSetState State, string Why, int Terms, GateChanges Gates, IReadOnlyList<string> Authors, DateTimeOffset SavedAt, DateTimeOffset? TestedAt)
{
    public static RuleSetSummary Of(StoredRuleSet stored, IReadOnlyList<LiveChange> changes) => new(
        stored.Set.Id, stored.Set.Version, stored.State(changes), stored.Set.Why, stored.Set.Terms.Count, stored.Set.Gates, stored.Set.Authors, stored.Set.SavedAt,
        stored.IsTested ? stored.Test!.At : null);
}

/// <summary>One set with its rows, its test, and when it was in force.</summary>
public sealed record RuleSetView(
    RuleSetId Id, string Version, RuleSetState State, string Why, IReadOnlyList<TermChange> Terms, GateChanges Gates, IReadOnlyList<string> Authors, DateTimeOffset SavedAt,
    RuleTest? Test, IReadOnlyList<LiveChange> Changes)
{
    public static RuleSetView Of(StoredRuleSet stored, IReadOnlyList<LiveChange> changes) => new(
        stored.Set.Id, stored.Set.Version, stored.State(changes), stored.Set.Why, stored.Set.Terms, stored.Set.Gates, stored.Set.Authors, stored.Set.SavedAt, stored.Test,
        [.. changes.Where(change => change.Set == stored.Set.Id)]);
}
