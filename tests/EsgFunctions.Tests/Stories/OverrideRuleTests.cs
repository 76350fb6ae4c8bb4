using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class OverrideRuleTests
{
    private static readonly ProtectedThing Smelter = new("smelter", AStory.Serbia, "00", AStory.North(3), 0, 4);

    [Fact]
    public void An_override_counts_for_72_hours_and_the_machine_s_value_stays_beside_it()
    {
        var story = Set(AStory.Shooting(Severity.Severe), Of(Severity.Minor));

        Assert.Equal(Severity.Minor, OverrideRule.Apply(story, AStory.Noon.AddHours(72).AddTicks(-1)).Severity);
        Assert.Equal(Severity.Severe, OverrideRule.Apply(story, AStory.Noon.AddHours(72)).Severity);
        Assert.Equal(Severity.Severe, story.Severity);
    }

    [Fact]
    public void An_expired_override_never_counts() => Prop.ForAll<byte, int, byte>((severity, score, hours) =>
    {
        var story = AStory.Shooting() with { Score = new(40, RiskLevel.Moderate, []) };
        story = Set(story, Of((Severity)(severity % 5)));
        story = Set(story, Of(Severity.Unknown) with { What = OverrideOf.Score, Severity = null, Score = Math.Abs(score % 101) });
        return OverrideRule.Apply(story, AStory.Noon + OverrideRule.HoldsFor.Add(TimeSpan.FromHours(hours))) == story;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_new_reason_renews_it_and_the_same_again_does_not()
    {
        var later = AStory.Noon.AddHours(60);
        var story = Set(AStory.Shooting(), Of(Severity.Extreme));

        Assert.IsType<Decided.Same>(OverrideRule.Set(story, Of(Severity.Extreme), null, later));
        var renewed = Assert.IsType<Decided.Changed>(OverrideRule.Set(story, Of(Severity.Extreme) with { Reason = "still so" }, null, later)).Story;

        Assert.Equal(later.AddHours(72), Assert.Single(renewed.Desk.Overrides).Expires);
        Assert.Equal(2, renewed.Desk.History.Count);
    }

    [Fact]
    public void After_it_has_expired_the_same_is_a_new_decision() =>
        Assert.IsType<Decided.Changed>(OverrideRule.Set(Set(AStory.Shooting(), Of(Severity.Extreme)), Of(Severity.Extreme), null, AStory.Noon.AddHours(73)));

    [Fact]
    public void What_lowers_a_story_holds_only_against_what_was_known_then()
    {
        var lowered = Set(AStory.Shooting(Severity.Moderate), Of(Severity.Minor));
        var raised = Set(AStory.Shooting(Severity.Moderate), Of(Severity.Extreme));

        Assert.Equal(Severity.Severe, OverrideRule.Apply(lowered with { Severity = Severity.Severe }, AStory.Noon).Severity);
        Assert.Equal(Severity.Extreme, OverrideRule.Apply(raised with { Severity = Severity.Severe }, AStory.Noon).Severity);
    }

    [Fact]
    public void Severity_category_and_place_are_overridden_side_by_side()
    {
        var paracin = new LocatedPlace("Paraćin", AStory.Serbia, null, AStory.North(70), PlacePrecision.Point, 1);
        var story = Set(AStory.Shooting() with { Area = new SourceArea([], [[AStory.Centre, AStory.North(1), AStory.North(2), AStory.Centre]]) }, Of(Severity.Extreme));
        story = Set(story, new StoryOverride(OverrideOf.Category, "ana", default, default, "a bomb", default) { Category = RiskCategory.Terrorism });
        story = Set(story, new StoryOverride(OverrideOf.Place, "ana", default, default, "not Bor", default) { Place = paracin });

        var judged = OverrideRule.Apply(story, AStory.Noon);

        Assert.Equal((Severity.Extreme, RiskCategory.Terrorism, RiskKind.None, paracin), (judged.Severity, judged.Category, judged.Kind, judged.Place));
        Assert.Null(judged.Area);
    }

    /// <summary>Rules 1.1: Severe 28, Minor 5, within 5 km 20 and for a shooting 2.5 km, so 15; reliability C 7; alone 0; fresh 6; criticality 4 is 5.</summary>
    [Fact]
    public void The_score_is_made_of_the_overridden_values_by_the_same_rules_and_the_machine_s_is_kept()
    {
        var story = StoryScore.Scored(Set(AStory.Shooting(Severity.Severe), Of(Severity.Minor)), [Smelter], [Smelter], AStory.Noon, ScoreSettings.Default, "rules");

        Assert.Equal(28 + 15 + 7 + 0 + 6 + 5, story.Score!.Value);
        Assert.Equal(5 + 15 + 7 + 0 + 6 + 5, OverrideRule.Apply(story, AStory.Noon).Score!.Value);
        Assert.Equal(61, OverrideRule.Apply(story, AStory.Noon.AddHours(72)).Score!.Value);
    }

    [Fact]
    public void A_score_set_by_hand_has_its_own_level_and_the_machine_s_factors()
    {
        var story = StoryScore.Scored(AStory.Shooting(Severity.Severe), [Smelter], [Smelter], AStory.Noon, ScoreSettings.Default, "rules");

        var judged = OverrideRule.Apply(Set(story, new StoryOverride(OverrideOf.Score, "ana", default, default, "worse than it looks", default) { Score = 75 }), AStory.Noon);

        Assert.Equal((75, RiskLevel.Extreme, 6), (judged.Score!.Value, judged.Score.Level, judged.Score.Factors.Count));
    }

    private static StoryOverride Of(Severity severity) => new(OverrideOf.Severity, "ana", default, default, "police say so", default) { Severity = severity };

    private static Story Set(Story story, StoryOverride given) => Assert.IsType<Decided.Changed>(OverrideRule.Set(story, given, null, AStory.Noon)).Story;
}
