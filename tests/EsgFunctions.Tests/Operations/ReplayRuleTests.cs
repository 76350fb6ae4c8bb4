using System.Reflection;
using EsgFunctions.Alerting;
using EsgFunctions.Clients;
using EsgFunctions.Delivery;
using EsgFunctions.Operations;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Tests.HouseRules;
using EsgFunctions.Tests.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Operations;

public sealed class ReplayRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RiskCategory.None, RiskKind.None, Severity.Unknown, RiskCategory.Crime, RiskKind.None, Severity.Minor, ReplayChange.NewlyRisk)]
    [InlineData(RiskCategory.Crime, RiskKind.None, Severity.Minor, RiskCategory.None, RiskKind.None, Severity.Unknown, ReplayChange.NoLongerRisk)]
    [InlineData(RiskCategory.Crime, RiskKind.None, Severity.Minor, RiskCategory.Fire, RiskKind.None, Severity.Severe, ReplayChange.OtherCategory)]
    [InlineData(RiskCategory.Crime, RiskKind.None, Severity.Minor, RiskCategory.Crime, RiskKind.Shooting, Severity.Minor, ReplayChange.OtherCategory)]
    [InlineData(RiskCategory.Crime, RiskKind.None, Severity.Minor, RiskCategory.Crime, RiskKind.None, Severity.Severe, ReplayChange.OtherSeverity)]
    public void What_is_judged_otherwise_has_a_name(
        RiskCategory before, RiskKind kindBefore, Severity severityBefore, RiskCategory after, RiskKind kindAfter, Severity severityAfter, ReplayChange expected) =>
        Assert.Equal(expected, ReplayRule.Compare(new(before, kindBefore, severityBefore), new(after, kindAfter, severityAfter)));

    [Fact]
    public void The_same_judgement_is_no_change() => Prop.ForAll<RiskCategory, RiskKind, Severity>((category, kind, severity) =>
        ReplayRule.Compare(new(category, kind, severity), new(category, kind, severity)) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void The_loudest_of_several_does_not_depend_on_how_they_are_grouped() => Prop.ForAll<byte, byte, byte>((a, b, c) =>
    {
        static ReplayPeak Peak(byte value) => new(value % 10, RiskLevel.Low, (AlertTier)(value % 5), Now);
        return ReplayRule.Loudest(ReplayRule.Loudest(Peak(a), Peak(b)), Peak(c)) == ReplayRule.Loudest(Peak(a), ReplayRule.Loudest(Peak(b), Peak(c)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_story_counts_on_the_side_that_has_it_and_once()
    {
        var quiet = new ShadowStory(AStory.Shooting(), new(30, RiskLevel.Moderate, AlertTier.Advisory, Now));
        var loud = quiet with { Peak = new(80, RiskLevel.Extreme, AlertTier.Urgent, Now) };
        var id = quiet.Story.Id;

        var once = ReplayTally.Empty.With(null, new ReplayStory(id, quiet, quiet));
        var twice = once.With(new ReplayStory(id, quiet, quiet), new ReplayStory(id, quiet, loud));

        Assert.Equal((1, 1, 1), (once.Before.Stories, once.Before.Levels["moderate"], once.After.Tiers["advisory"]));
        Assert.Equal((1, 0, 1, 1), (twice.After.Stories, twice.After.Levels["moderate"], twice.After.Levels["extreme"], twice.Before.Levels["moderate"]));
        Assert.False(new ReplayStory(id, quiet, quiet).Differs);
        Assert.True(new ReplayStory(id, quiet, loud).Differs);
        Assert.True(new ReplayStory(id, null, loud).Differs);
    }

    [Fact]
    public void What_was_seen_too_long_ago_is_told_to_nobody()
    {
        var story = AStory.Shooting() with { Severity = Severity.Extreme };

        Assert.NotEqual(AlertTier.None, ReplayRule.Peak(story, [], story.LastSeen, TimeSpan.FromHours(48), ScoreSettings.Default).Tier);
        Assert.Equal(AlertTier.None, ReplayRule.Peak(story, [], story.LastSeen.AddHours(49), TimeSpan.FromHours(48), ScoreSettings.Default).Tier);
    }

    /// <summary>Neither by a binding nor by anything that its stores and readers could be given.</summary>
    [Fact]
    public void A_replay_cannot_reach_anything_that_leads_to_people()
    {
        Type[] forbidden = [typeof(QueueSender), typeof(QueueDepth), typeof(AlertStore), typeof(DeliveryClient), typeof(DeliveryStore), typeof(DueDeliveryStore), typeof(OutboxClient), typeof(LinkKeyStore)];
        var reached = new HashSet<Type>();
        Reach(typeof(RunReplayFunction), reached);

        Assert.Contains(typeof(SiteStore), reached);
        Assert.Empty(reached.Intersect(forbidden));
        Assert.DoesNotContain(reached, type => type.Namespace == "Azure.Storage.Queues");
        Assert.Equal(["replays-due"], FunctionBindings.All().Single(function => function.Name == "RunReplay").Outputs.Select(output => output.Queue));
    }

    private static void Reach(Type type, HashSet<Type> reached)
    {
        foreach (var needed in type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType))
        {
            if (reached.Add(needed) && needed.Assembly == typeof(Program).Assembly)
            {
                Reach(needed, reached);
            }
        }
    }
}
