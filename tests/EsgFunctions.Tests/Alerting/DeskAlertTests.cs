using EsgFunctions.Alerting;
using EsgFunctions.People;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using EsgFunctions.Tests.Stories;

namespace EsgFunctions.Tests.Alerting;

/// <summary>What becomes of alerts when analysts close, override, merge and split stories.</summary>
public class DeskAlertTests
{
    private static readonly DateTimeOffset Noon = AStory.Noon;
    private static readonly PersonId Ana = PersonId.Parse("E-1");
    private static readonly PersonId Boris = PersonId.Parse("E-2");
    private static readonly Dictionary<PersonId, AlertTier> Nobody = [];

    [Theory]
    [InlineData(StoryStatus.NoAction, AlertTier.Advisory, AlertReason.HeldBack)]
    [InlineData(StoryStatus.NoAction, AlertTier.Alert, AlertReason.HeldBack)]
    [InlineData(StoryStatus.NoAction, AlertTier.Urgent, AlertReason.Alerted)]
    [InlineData(StoryStatus.Archived, AlertTier.Flash, AlertReason.Alerted)]
    [InlineData(StoryStatus.Archived, AlertTier.Alert, AlertReason.HeldBack)]
    [InlineData(StoryStatus.Actioned, AlertTier.Advisory, AlertReason.Alerted)]
    public void A_closed_story_tells_nobody_anew_unless_there_is_danger_to_life(StoryStatus status, AlertTier tier, AlertReason reason) =>
        Assert.Equal(reason, Decide(AStory.Shooting() with { Desk = new() { Status = status } }, Nobody, Exposed(Ana, tier)).Reason);

    [Fact]
    public void A_story_that_lives_on_in_another_tells_nobody() => Assert.Equal(
        AlertReason.MergedAway,
        Decide(AStory.Shooting() with { Desk = new() { Ties = [new(TieKind.MergedInto, Other.Id, Noon, [])] } }, Nobody, Exposed(Ana, AlertTier.Flash)).Reason);

    [Fact]
    public void Who_was_told_of_what_was_merged_knows_of_the_whole()
    {
        var whole = AStory.Shooting() with { Desk = new() { Ties = [new(TieKind.TookIn, Other.Id, Noon, [])] } };

        Assert.Equal(AlertTier.Urgent, AlertPlans.Told(whole, [Plan(Other, Exposed(Ana, AlertTier.Urgent))])[Ana]);
        Assert.Empty(AlertPlans.Told(whole with { Desk = StoryDesk.Untouched }, [Plan(Other, Exposed(Ana, AlertTier.Urgent))]));
    }

    [Fact]
    public void The_alert_of_what_was_merged_goes_on_in_the_others_and_ends_with_it_unless_it_had_ended_before()
    {
        var (own, others) = (new StoryEnd(StoryEndKind.Superseded, Noon, "Hydro", null), new StoryEnd(StoryEndKind.Cancelled, Noon.AddHours(1), "Hydro", null));
        var alert = AlertPlans.Summary([Plan(Other, Exposed(Ana, AlertTier.Urgent))]);
        var living = AStory.Shooting();

        Assert.Equal((living.Id, null), AlertPlans.GoesOn(alert, living) is var one ? (one.MergedInto, one.End) : default);
        Assert.Equal((living.Id, others), AlertPlans.GoesOn(alert, living with { End = others }) is var two ? (two.MergedInto, two.End) : default);
        Assert.Equal((living.Id, own), AlertPlans.GoesOn(alert with { End = own }, living with { End = others }) is var three ? (three.MergedInto, three.End) : default);
        Assert.Same(alert, AlertPlans.GoesOn(alert, Other));
    }

    [Fact]
    public void Whose_headline_was_split_off_knows_of_the_new_story_and_of_the_old_no_longer()
    {
        var before = AStory.Told(AStory.Telling(1, reliability: SourceReliability.B), AStory.Telling(2));
        var own = Other with { Tellings = [before.Tellings[0]], Desk = new() { Ties = [new(TieKind.PartedFrom, before.Id, Noon, [AStory.Item(1)])] } };
        var left = before with { Tellings = [before.Tellings[1]], Desk = new() { Apart = [new(AStory.Item(1), AStory.Hash(1), null, own.Id)] } };
        var plan = Plan(before, Exposed(Ana, AlertTier.Urgent));

        Assert.Equal(AlertTier.Urgent, AlertPlans.Told(own, [plan])[Ana]);
        Assert.Empty(AlertPlans.Told(left, [plan]));
    }

    [Fact]
    public void Whose_headline_stayed_hears_of_what_was_split_off()
    {
        var before = AStory.Told(AStory.Telling(1, reliability: SourceReliability.B), AStory.Telling(2));
        var own = Other with { Tellings = [before.Tellings[1]], Desk = new() { Ties = [new(TieKind.PartedFrom, before.Id, Noon, [AStory.Item(2)])] } };

        Assert.Empty(AlertPlans.Told(own, [Plan(before, Exposed(Ana, AlertTier.Urgent))]));
    }

    [Fact]
    public void Who_was_told_urgent_and_would_not_be_now_is_corrected_once_by_the_channels_of_then()
    {
        var story = Lowered(AStory.Shooting(Severity.Severe));
        var plan = Plan(story, Exposed(Ana, AlertTier.Urgent) with { Sms = true }, Exposed(Boris, AlertTier.Advisory));

        var first = Correct(story, [plan], Exposed(Ana, AlertTier.Advisory), Exposed(Boris, AlertTier.Advisory));
        var second = Correct(story, [plan, plan with { Revision = 2, PlannedAt = Noon.AddMinutes(1), Recipients = first.Recipients }], Exposed(Ana, AlertTier.Advisory), Exposed(Boris, AlertTier.Advisory));

        Assert.Equal(AlertReason.Corrected, first.Reason);
        Assert.Equal((Ana, AlertTier.Advisory, true, NotifyReason.GotLess), Assert.Single(first.Recipients) is var one ? (one.Exposure.Person, one.Exposure.Tier, one.Exposure.Sms, one.Notify) : default);
        Assert.Equal((AlertReason.AllToldBefore, 0), (second.Reason, second.Recipients.Count));
    }

    [Fact]
    public void Whoever_is_not_exposed_at_all_any_more_is_corrected_too() =>
        Assert.Equal(AlertTier.Advisory, Assert.Single(Correct(Lowered(AStory.Shooting(Severity.Severe)), [Plan(AStory.Shooting(), Exposed(Ana, AlertTier.Flash))]).Recipients).Exposure.Tier);

    [Fact]
    public void What_the_machine_lowers_by_itself_or_nobody_has_lowered_is_not_corrected() =>
        Assert.Equal(AlertReason.AllToldBefore, Correct(AStory.Shooting(), [Plan(AStory.Shooting(), Exposed(Ana, AlertTier.Urgent))], Exposed(Ana, AlertTier.Advisory)).Reason);

    [Fact]
    public void Whoever_was_corrected_is_told_again_when_it_is_urgent_after_all()
    {
        var story = AStory.Shooting();
        AlertPlan[] plans = [Plan(story, Exposed(Ana, AlertTier.Urgent)), Plan(story, Exposed(Ana, AlertTier.Advisory)) with { PlannedAt = Noon.AddHours(1) }];
        plans[1] = plans[1] with { Recipients = [new(plans[1].Recipients[0].Exposure, NotifyReason.GotLess)] };

        Assert.Equal(NotifyReason.GotWorse, Assert.Single(Decide(story, AlertPlans.Told(plans), Exposed(Ana, AlertTier.Urgent)).Recipients).Notify);
    }

    [Theory]
    [InlineData(MessageLanguage.En, "CORRECTION: Shooting, Bor")]
    [InlineData(MessageLanguage.ZhHans, "更正: 枪击, Bor")]
    [InlineData(MessageLanguage.SrLatn, "ISPRAVKA: Pucnjava, Bor")]
    [InlineData(MessageLanguage.Es, "CORRECCIÓN: Tiroteo, Bor")]
    [InlineData(MessageLanguage.Fr, "CORRECTION: Fusillade, Bor")]
    [InlineData(MessageLanguage.Ru, "УТОЧНЕНИЕ: Стрельба, Bor")]
    public void A_correction_says_so_first(MessageLanguage language, string start)
    {
        Assert.StartsWith(start, AlertText.Email(AStory.Shooting(), AlertTier.Advisory, false, language, isCorrection: true).Subject, StringComparison.Ordinal);
        Assert.StartsWith(start, AlertText.Sms(AStory.Shooting(), AlertTier.Advisory, false, language, isCorrection: true).Text, StringComparison.Ordinal);
    }

    private static Story Other => AStory.Told(AStory.Telling(9)) with { Id = StoryId.For(AStory.Serbia, Noon, "other") };

    private static Story Lowered(Story story) => Assert.IsType<Decided.Changed>(OverrideRule.Set(
        story, new StoryOverride(OverrideOf.Severity, "ana", default, default, "fireworks", default) { Severity = Severity.Minor }, null, Noon)).Story;

    private static AlertDecision Decide(Story story, IReadOnlyDictionary<PersonId, AlertTier> told, params Exposure[] audience) =>
        AlertDecision.Decide(story, audience, told, Noon, TimeSpan.FromHours(48), ScoreSettings.Default);

    private static AlertDecision Correct(Story story, AlertPlan[] plans, params Exposure[] audience)
    {
        var told = AlertPlans.Told(plans);
        return CorrectionRule.Decide(story, Decide(OverrideRule.Apply(story, Noon), told, audience), plans, told, audience, Noon);
    }

    private static AlertPlan Plan(Story story, params Exposure[] exposures) => new(
        AlertId.For(story.Id), 1, story, exposures.Max(exposure => exposure.Tier), false, Noon, [.. exposures.Select(exposure => new PlannedRecipient(exposure, NotifyReason.FirstNotification))]);

    private static Exposure Exposed(PersonId person, AlertTier tier) => new(person, tier, AudienceReason.SiteReached, "Bor mine", 3, false);
}
