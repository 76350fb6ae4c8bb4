using EsgFunctions.Places;
using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Risk;

public class RiskScoreTests
{
    private static readonly ScoreInputs Quiet = new() { Severity = Severity.Unknown, HalfLife = TimeSpan.FromHours(24), Reliability = SourceReliability.E, Age = TimeSpan.FromDays(300) };

    [Theory]
    [InlineData(Severity.Unknown, 0)]
    [InlineData(Severity.Minor, 5)]
    [InlineData(Severity.Moderate, 15)]
    [InlineData(Severity.Severe, 28)]
    [InlineData(Severity.Extreme, 40)]
    public void Severity_gives_its_points(Severity severity, int points)
    {
        var score = RiskScore.Of(Quiet with { Severity = severity });

        Assert.Equal(points, Points(score, ScoreFactorCode.S));
        Assert.Equal(points, score.Value);
    }

    [Theory]
    [InlineData(SourceReliability.A, 12)]
    [InlineData(SourceReliability.B, 10)]
    [InlineData(SourceReliability.C, 7)]
    [InlineData(SourceReliability.D, 3)]
    [InlineData(SourceReliability.E, 0)]
    [InlineData(SourceReliability.F, 5)]
    public void Reliability_gives_its_points(SourceReliability reliability, int points)
    {
        var score = RiskScore.Of(Quiet with { Reliability = reliability });

        Assert.Equal(points, Points(score, ScoreFactorCode.R));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 8)]
    [InlineData(3, 16)]
    [InlineData(9, 16)]
    public void Each_extra_source_gives_eight_points_up_to_sixteen(int sources, int points)
    {
        var score = RiskScore.Of(Quiet with { IndependentSources = sources });

        Assert.Equal(points, Points(score, ScoreFactorCode.C));
    }

    [Theory]
    [InlineData(-2, 6)]
    [InlineData(0, 6)]
    [InlineData(24, 3)]
    [InlineData(48, 1.5)]
    [InlineData(12, 4.24)]
    public void Freshness_halves_with_every_half_life(double hours, double points)
    {
        var score = RiskScore.Of(Quiet with { Age = TimeSpan.FromHours(hours) });

        Assert.Equal((decimal)points, Points(score, ScoreFactorCode.F));
    }

    [Fact]
    public void The_sum_is_rounded_once_and_half_away_from_zero()
    {
        var fresh = Quiet with { Severity = Severity.Minor, Age = TimeSpan.FromHours(48) };

        var score = RiskScore.Of(fresh);

        Assert.Equal(6.5m, score.Factors.Sum(factor => factor.Points));
        Assert.Equal(7, score.Value);
    }

    [Fact]
    public void The_most_that_six_factors_give_is_one_hundred()
    {
        var near = new Proximity(PlacePrecision.Point, 1, true, true, 1, 5, "Bor smelter");
        var worst = new ScoreInputs
        {
            Severity = Severity.Extreme,
            Proximity = near,
            Reliability = SourceReliability.A,
            IndependentSources = 3,
            HalfLife = TimeSpan.FromHours(6),
        };

        var score = RiskScore.Of(worst);

        Assert.Equal([40m, 20m, 12m, 16m, 6m, 6m], score.Factors.Select(factor => factor.Points));
        Assert.Equal(100, score.Value);
        Assert.Equal(RiskLevel.Extreme, score.Level);
    }

    [Theory]
    [InlineData(0, RiskLevel.Low)]
    [InlineData(24, RiskLevel.Low)]
    [InlineData(25, RiskLevel.Moderate)]
    [InlineData(49, RiskLevel.Moderate)]
    [InlineData(50, RiskLevel.High)]
    [InlineData(74, RiskLevel.High)]
    [InlineData(75, RiskLevel.Extreme)]
    public void Level_follows_the_thresholds(int score, RiskLevel level) => Assert.Equal(level, RiskScore.LevelOf(score, ScoreSettings.Default));

    [Fact]
    public void The_asset_counts_only_when_something_is_near()
    {
        var elsewhere = new Proximity(PlacePrecision.Country, null, false, false, 1, 5, "Office");

        var score = RiskScore.Of(Quiet with { Proximity = elsewhere });

        Assert.Equal(0, Points(score, ScoreFactorCode.A));
    }

    [Fact]
    public void The_score_is_the_rounded_sum_of_its_factors_capped_at_one_hundred() =>
        Prop.ForAll<ushort, byte, byte>((minutes, pick, sources) =>
        {
            var score = RiskScore.Of(Quiet with
            {
                Severity = (Severity)(pick % 5),
                Reliability = (SourceReliability)(pick % 6),
                Age = TimeSpan.FromMinutes(minutes),
                IndependentSources = sources,
                Proximity = new Proximity(PlacePrecision.Town, minutes / 100.0, true, true, 1, pick % 6, "x"),
            });
            var exact = score.Factors.Sum(factor => factor.Points);

            return score.Value == Math.Min(100, (int)Math.Round(exact, MidpointRounding.AwayFromZero))
                && score.Factors.All(factor => factor.Points == Math.Round(factor.Points, 2));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Growing_older_never_raises_the_score() =>
        Prop.ForAll<ushort, ushort>((age, more) =>
            RiskScore.Of(Quiet with { Age = TimeSpan.FromMinutes(age + more) }).Value <= RiskScore.Of(Quiet with { Age = TimeSpan.FromMinutes(age) }).Value)
            .QuickCheckThrowOnFailure();

    private static decimal Points(RiskScore score, ScoreFactorCode code) => score.Factors.Single(factor => factor.Code == code).Points;
}
