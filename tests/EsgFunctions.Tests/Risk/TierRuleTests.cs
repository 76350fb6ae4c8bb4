using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Risk;

public class TierRuleTests
{
    [Theory]
    [InlineData(Severity.Extreme, 60, true, 2, false, AlertTier.Flash, TierReason.ExtremeCorroborated, false)]
    [InlineData(Severity.Extreme, 60, true, 1, true, AlertTier.Flash, TierReason.ExtremeOfficial, false)]
    [InlineData(Severity.Extreme, 90, true, 1, false, AlertTier.Urgent, TierReason.ExtremeUnconfirmed, true)]
    [InlineData(Severity.Severe, 30, true, 1, false, AlertTier.Urgent, TierReason.Severe, false)]
    [InlineData(Severity.Moderate, 75, true, 1, false, AlertTier.Urgent, TierReason.UrgentScore, false)]
    [InlineData(Severity.Moderate, 74, true, 1, false, AlertTier.Alert, TierReason.AlertScore, false)]
    [InlineData(Severity.Moderate, 50, true, 1, false, AlertTier.Alert, TierReason.AlertScore, false)]
    [InlineData(Severity.Minor, 49, true, 1, false, AlertTier.Advisory, TierReason.AdvisoryScore, false)]
    [InlineData(Severity.Minor, 24, true, 1, false, AlertTier.None, TierReason.BelowGate, false)]
    [InlineData(Severity.Extreme, 80, false, 3, false, AlertTier.Advisory, TierReason.OutsideImpactRadius, false)]
    [InlineData(Severity.Minor, 30, false, 1, false, AlertTier.Advisory, TierReason.AdvisoryScore, false)]
    [InlineData(Severity.Minor, 24, false, 1, false, AlertTier.None, TierReason.BelowGate, false)]
    public void Tier_and_reason(Severity severity, int score, bool inside, int publishers, bool official, AlertTier tier, TierReason reason, bool unconfirmed)
    {
        var answer = TierRule.Decide(severity, score, inside, publishers, official, ScoreSettings.Default);

        Assert.Equal(new TierAnswer(tier, reason, unconfirmed), answer);
    }

    [Theory]
    [InlineData(24, Severity.Minor, false, false, AlertTier.None, GateReason.BelowDeepGate)]
    [InlineData(25, Severity.Minor, false, true, AlertTier.Advisory, GateReason.AdvisoryOnly)]
    [InlineData(50, Severity.Minor, false, true, AlertTier.Flash, GateReason.AlertScore)]
    [InlineData(28, Severity.Severe, true, true, AlertTier.Flash, GateReason.SevereInsideImpactRadius)]
    [InlineData(28, Severity.Severe, false, true, AlertTier.Advisory, GateReason.AdvisoryOnly)]
    public void Gate_and_reason(int score, Severity severity, bool inside, bool deep, AlertTier loudest, GateReason reason)
    {
        var answer = ScoreGate.Decide(score, severity, inside, ScoreSettings.Default);

        Assert.Equal(new GateAnswer(deep, loudest, reason), answer);
    }

    [Fact]
    public void A_higher_score_never_lowers_the_tier() =>
        Prop.ForAll<byte, byte, byte>((score, more, pick) =>
            Tier(score % 101, pick, pick > 99) <= Tier(Math.Min(100, score % 101 + more), pick, pick > 99))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_worse_severity_never_lowers_the_tier() =>
        Prop.ForAll<byte, byte, bool>((score, pick, inside) =>
            Enumerable.Range(0, 4).All(severity =>
                Tier(score % 101, (byte)(pick / 5 * 5 % 250 + severity), inside) <= Tier(score % 101, (byte)(pick / 5 * 5 % 250 + severity + 1), inside)))
            .QuickCheckThrowOnFailure();

    private static AlertTier Tier(int score, byte pick, bool inside) =>
        TierRule.Decide((Severity)(pick % 5), score, inside, 1 + pick / 5 % 2, false, ScoreSettings.Default).Tier;
}
