using EsgFunctions.Analysis;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Analysis;

public sealed class RuleTestTests
{
    [Fact]
    public void What_the_app_carries_judges_its_own_probes_rightly()
    {
        var wrong = RuleProbe.Embedded.Where(probe => probe.Under(AnalysisRules.Embedded) != probe.Expected).Select(probe => $"{probe.Title}: {probe.Under(AnalysisRules.Embedded)}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_language_with_a_word_list_has_probes_of_noise_and_of_risk() => Assert.All(LexiconLanguages.All, language =>
    {
        var probes = RuleProbe.Embedded.Where(probe => probe.Language == language).ToList();
        Assert.Contains(probes, probe => probe.Expected == RiskCategory.None);
        Assert.Contains(probes, probe => probe.Expected != RiskCategory.None);
    });

    [Fact]
    public void A_term_that_makes_a_risk_of_noise_does_not_pass()
    {
        var test = Run([new TermChange(TermChangeKind.Add, "en", "exhibition", "Crime", "None", 5, "")]);

        Assert.False(test.Passed);
        Assert.Equal((RiskCategory.None, RiskCategory.None, RiskCategory.Crime), Assert.Single(test.Broken) is var broken ? (broken.Expected!.Value, broken.Before, broken.After) : default);
    }

    [Fact]
    public void A_set_that_leaves_the_probes_alone_passes_and_shows_what_it_changes()
    {
        var test = Run([new TermChange(TermChangeKind.Add, "en", "zwackelfrump", "Environmental", "None", 3, "")], new RuleProbe("Zwackelfrump at the old bridge", "", "en", RiskCategory.Environmental));

        Assert.True(test.Passed);
        Assert.Equal(RuleProbe.Embedded.Count, test.Probes);
        Assert.Equal((RiskCategory.None, RiskCategory.Environmental), Assert.Single(test.Changed) is var changed ? (changed.Before, changed.After) : default);
    }

    [Fact]
    public void A_text_of_the_tester_that_is_not_as_expected_fails_the_test()
    {
        var test = Run([new TermChange(TermChangeKind.Add, "en", "zwackelfrump", "Fire", "None", 3, "")], new RuleProbe("Zwackelfrump at the old bridge", "", "en", RiskCategory.Environmental));

        Assert.False(test.Passed);
    }

    private static RuleTest Run(TermChange[] terms, params RuleProbe[] texts) => RuleTest.Run(
        new RuleSet(RuleSetId.Parse("try"), "To see", terms, GateChanges.None, ["ana"], DateTimeOffset.UnixEpoch), texts, DateTimeOffset.UnixEpoch, "ana");
}
