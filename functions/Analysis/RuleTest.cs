using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>What a rule set came to when it was tested. It is needed before the set may be put in force.</summary>
/// <param name="Rules">Version of the rules, the embedded ones included: where the app's own lists change, the set is to be tested again.</param>
/// <param name="Probes">How many of the app's own texts were tried.</param>
/// <param name="Broken">Those of them that are judged rightly without the set and wrongly with it, and texts of the caller that are not as expected.</param>
/// <param name="Changed">Texts of the caller that the set judges otherwise.</param>
public sealed record RuleTest(string Rules, DateTimeOffset At, string By, bool Passed, int Probes, int Texts, IReadOnlyList<TestedText> Broken, IReadOnlyList<TestedText> Changed)
{
    /// <summary>What is kept of each list.</summary>
    private const int Kept = 50;
    private const int KeptTitle = 160;

    /// <summary>It was only tried: the set's record stays that of the test it has passed.</summary>
    public bool IsTrial { get; init; }

    /// <param name="texts">Of the caller.</param>
    public static RuleTest Run(RuleSet set, IReadOnlyList<RuleProbe> texts, DateTimeOffset now, string by)
    {
        var with = AnalysisRules.Of(set);
        var probes = RuleProbe.Embedded.Select(probe => Try(probe, with)).ToList();
        var own = texts.Select(text => Try(text, with)).ToList();
        List<TestedText> broken =
        [
            .. probes.Where(probe => probe.Before == probe.Expected && probe.After != probe.Expected),
            .. own.Where(text => text.Expected is { } expected && text.After != expected),
        ];
        return new(with.Version, now, by, broken.Count == 0, probes.Count, own.Count, [.. broken.Take(Kept)], [.. own.Where(text => text.Before != text.After).Take(Kept)]);
    }

    private static TestedText Try(RuleProbe text, AnalysisRules with) => new(
        text.Title.Length <= KeptTitle ? text.Title : text.Title[..KeptTitle], text.Expected, text.Under(AnalysisRules.Embedded), text.Under(with));
}

/// <summary>One text under both rules.</summary>
/// <param name="Expected">Null where nothing was expected.</param>
/// <param name="Before">Without the set: by what the app carries.</param>
/// <param name="After">With it.</param>
public sealed record TestedText(string Title, RiskCategory? Expected, RiskCategory Before, RiskCategory After);
