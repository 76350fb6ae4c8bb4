using System.Globalization;
using System.Text.Json.Serialization;
using EsgFunctions.Audit;
using EsgFunctions.Hosting;

namespace EsgFunctions.Analysis;

/// <summary>Changes to the embedded rules, drafted by analysts. Once it has passed its test it never changes again.</summary>
/// <param name="Why">What it is for, in its author's words.</param>
/// <param name="Authors">Logins of all who have saved it: none of them may put it in force.</param>
public sealed record RuleSet(
    RuleSetId Id, string Why, IReadOnlyList<TermChange> Terms, GateChanges Gates, IReadOnlyList<string> Authors, DateTimeOffset SavedAt)
{
    /// <summary>Made from what it changes and from nothing else: the order of its rows, its name and its authors do not matter.</summary>
    [JsonIgnore]
    public string Version => StableHash.Of(
        [
            .. Terms.Select(term => $"{term.Change}\t{term.Language}\t{term.ToRow()}").Order(StringComparer.Ordinal),
            string.Create(CultureInfo.InvariantCulture, $"{Gates.DeepGate}|{Gates.AlertGate}|{Gates.UrgentGate}|{Gates.FlashPublishers}"),
            .. Gates is { SureChance: null, SureChanceOfSevere: null } ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"{Gates.SureChance}|{Gates.SureChanceOfSevere}")],
        ])[..EmbeddedData.VersionLength];
}

/// <summary>How far a rule set has come.</summary>
[JsonConverter(typeof(EnumWords<RuleSetState>))]
public enum RuleSetState
{
    Draft,

    /// <summary>It has passed its test, and may be put in force.</summary>
    Tested,

    /// <summary>It is in force.</summary>
    Live,

    /// <summary>It was in force once: it may be again.</summary>
    Retired,
}

/// <summary>The rules in force were changed.</summary>
/// <param name="Number">From 1, one more with each change.</param>
/// <param name="Set">Null: what the app carries, unchanged.</param>
/// <param name="Version">Of the set, so that a row that was tampered with is refused; empty without a set.</param>
/// <param name="By">Login of who did it.</param>
public sealed record LiveChange(int Number, RuleSetId? Set, string Version, DateTimeOffset At, string By, string Reason, bool IsRollback)
{
    public AuditDraft ToAudit() => new(
        StableHash.Of("rules", Number.ToString(CultureInfo.InvariantCulture)), By, IsRollback ? "rollBack" : "activate", Set?.Value ?? RuleSetId.Embedded, Reason, Version.Length == 0 ? null : $"version {Version}");
}
