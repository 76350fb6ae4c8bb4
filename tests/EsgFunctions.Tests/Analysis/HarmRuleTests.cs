using EsgFunctions.Analysis;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Analysis;

public class HarmRuleTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.009, 1)]
    [InlineData(0.999, 3)]
    [InlineData(9.999, 4)]
    [InlineData(1e12, 9)]
    public void A_step_is_ten_times_the_harm(double lives, double harm) => Assert.Equal(harm, HarmRule.Of(lives));

    [Theory]
    [InlineData(10, 0, 0, 0)]
    [InlineData(0, 20, 0, 0)]
    [InlineData(0, 0, 100, 0)]
    [InlineData(0, 0, 0, 10_000)]
    public void The_thresholds_of_a_level_are_the_same_harm(double dead, double missing, double injured, double displaced) =>
        Assert.Equal(HarmRule.LeastOf(Severity.Extreme), HarmRule.Lives(dead, missing, injured, displaced), 6);

    [Theory]
    [InlineData("Worker stung by wasp at the gate", "Worker hit by truck at the gate")]
    [InlineData("Worker slips on the path, hurt", "Worker falls from scaffold, hurt")]
    [InlineData("Fitter cuts hand with hand tool, injured", "Fitter injured by high voltage")]
    [InlineData("12 dead in fire", "80 dead in fire")]
    [InlineData("Factory fire, nobody hurt", "Factory fire, two hurt")]
    [InlineData("40 feared dead in fire", "40 dead in fire")]
    public void More_energy_and_more_people_are_more_harm(string less, string more) => Assert.True(Harm(less) < Harm(more));

    [Fact]
    public void An_official_level_is_the_least_harm() =>
        Assert.Equal(4, SeverityRule.Assess("Notice", "", "en", RiskCategory.Weather, RiskKind.None, Severity.Extreme).Harm);

    [Fact]
    public void What_gave_the_harm_is_named()
    {
        const string title = "Truck overturns on the haul road";

        var reasons = SeverityRule.Assess(title, "", "en", RiskCategory.Transport, RiskKind.None).Reasons;

        var named = reasons.Where(reason => reason.Reason == SeverityReason.Energy).Select(reason => title.Substring(reason.Span!.Value.Start, reason.Span.Value.Length));
        Assert.Equal(["Truck", "overturns"], named);
    }

    private static double Harm(string title) => SeverityRule.Assess(title, "", "en", RiskCategory.Developing, RiskKind.None).Harm;
}
