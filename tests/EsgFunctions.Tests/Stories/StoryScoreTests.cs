using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

public class StoryScoreTests
{
    private static readonly ProtectedThing Smelter = new("Bor smelter", AStory.Serbia, "00", AStory.North(4), 1, 4);

    /// <summary>
    /// Severe 28. A shooting reaches half as far, so 4 km is beyond 2.5 and within 12.5: 15. Best source B: 10. Three papers, of which one
    /// prints another's text, are two: 8. Crime halves in 72 h, so after 36 h 6 × 0.5^0.5 = 4.2426: 4.24. Criticality 4: 5. Sum 70.24.
    /// </summary>
    [Fact]
    public void All_six_factors_add_up_to_the_score()
    {
        var story = AStory.Shooting() with
        {
            Tellings =
            [
                AStory.Telling(1, Severity.Severe),
                AStory.Telling(2, Severity.Moderate, SourceReliability.B),
                AStory.Telling(3, Severity.Moderate, SourceReliability.F) with { SimHash = AStory.Hash(1) ^ 0b111 },
            ],
        };

        var score = StoryScore.Of(story, [Smelter], AStory.Noon.AddHours(36), ScoreSettings.Default);

        Assert.Equal([28m, 15m, 10m, 8m, 4.24m, 5m], score.Factors.Select(factor => factor.Points));
        Assert.Equal((70, RiskLevel.High), (score.Value, score.Level));
        Assert.Equal(
            ["Deaths 2: two people were killed", "Within25Km Bor smelter", "Paper 2", "2 independent of 3", "half-life 72 h", "Bor smelter"],
            score.Factors.Select(factor => factor.Evidence));
        Assert.Equal(["Severe", "4.0 km", "B", "1", "36.00 h", "4"], score.Factors.Select(factor => factor.Raw));
    }

    /// <summary>A fire halves in 6 h: after 12 h 6 × 0.25 = 1.5; told again at 12 h it is new.</summary>
    [Fact]
    public void Told_again_a_story_is_fresh_again_and_old_news_of_it_does_not_make_it_so()
    {
        var story = StoryRule.Open(AStory.Analysed(1));
        decimal Freshness(Story told) => StoryScore.Of(told, [], AStory.Noon.AddHours(12), ScoreSettings.Default).Factors.Single(factor => factor.Code == ScoreFactorCode.F).Points;

        Assert.Equal(1.5m, Freshness(story));
        Assert.Equal(6m, Freshness(StoryRule.Join(story, AStory.Analysed(2, hour: 12), JoinReason.AlikeInWords)));
        Assert.Equal(1.5m, Freshness(StoryRule.Join(story, AStory.Analysed(2, hour: -5), JoinReason.AlikeInWords)));
    }

    [Fact]
    public void A_story_near_nothing_of_ours_has_only_its_own_points()
    {
        var score = StoryScore.Of(AStory.Shooting(), [], AStory.Noon, ScoreSettings.Default);

        Assert.Equal([28m, 0m, 7m, 0m, 6m, 0m], score.Factors.Select(factor => factor.Points));
        Assert.Equal((41, RiskLevel.Moderate), (score.Value, score.Level));
    }

    [Fact]
    public void A_severe_event_within_reach_passes_the_gate_whatever_its_score()
    {
        var near = Gate(AStory.Shooting(), 28, Smelter);
        var far = Gate(AStory.Shooting(), 28, Smelter with { Point = AStory.North(6.001) });

        Assert.Equal(new GateAnswer(true, AlertTier.Flash, GateReason.SevereInsideImpactRadius), near);
        Assert.Equal(new GateAnswer(true, AlertTier.Advisory, GateReason.AdvisoryOnly), far);
    }

    [Theory]
    [InlineData(24, AlertTier.None, GateReason.BelowDeepGate)]
    [InlineData(25, AlertTier.Advisory, GateReason.AdvisoryOnly)]
    [InlineData(50, AlertTier.Flash, GateReason.AlertScore)]
    public void Without_anything_within_reach_the_score_decides(int score, AlertTier loudest, GateReason reason)
    {
        var answer = Gate(AStory.Shooting(), score);

        Assert.Equal((loudest, reason), (answer.Loudest, answer.Reason));
    }

    [Theory]
    [InlineData(RiskCategory.Health, Severity.Extreme, "RS", GateReason.SevereInsideImpactRadius)]
    [InlineData(RiskCategory.Health, Severity.Severe, "RS", GateReason.AdvisoryOnly)]
    [InlineData(RiskCategory.Health, Severity.Extreme, "PE", GateReason.AdvisoryOnly)]
    [InlineData(RiskCategory.Crime, Severity.Extreme, "RS", GateReason.AdvisoryOnly)]
    public void A_country_is_within_reach_of_an_extreme_of_a_country_wide_category(RiskCategory category, Severity severity, string country, GateReason reason)
    {
        var story = AStory.Shooting(severity) with { Category = category, Kind = RiskKind.None, Place = new LocatedPlace("Serbia", AStory.Serbia, null, null, PlacePrecision.Country, 1) };

        Assert.Equal(reason, Gate(story, 40, Smelter with { Country = new CountryCode(country) }).Reason);
    }

    private static GateAnswer Gate(Story story, int score, params ProtectedThing[] things) =>
        StoryScore.Gate(story with { Score = new RiskScore(score, RiskLevel.Low, []) }, things, ScoreSettings.Default);
}
