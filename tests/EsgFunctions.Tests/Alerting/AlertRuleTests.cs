using EsgFunctions.Alerting;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using EsgFunctions.Tests.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Alerting;

public class AlertRuleTests
{
    private static readonly DateTimeOffset Noon = AStory.Noon;
    private static readonly TimeSpan TwoDays = TimeSpan.FromHours(48);
    private static readonly Dictionary<PersonId, AlertTier> Nobody = [];
    private static readonly PersonId Ana = PersonId.Parse("E-1");
    private static readonly PersonId Boris = PersonId.Parse("E-2");

    [Theory]
    [InlineData(AlertTier.None, AlertTier.Advisory, NotifyReason.FirstNotification)]
    [InlineData(AlertTier.None, AlertTier.Flash, NotifyReason.FirstNotification)]
    [InlineData(AlertTier.Advisory, AlertTier.Alert, NotifyReason.GotWorse)]
    [InlineData(AlertTier.Alert, AlertTier.Alert, NotifyReason.DoNotNotify)]
    [InlineData(AlertTier.Flash, AlertTier.Advisory, NotifyReason.DoNotNotify)]
    [InlineData(AlertTier.None, AlertTier.None, NotifyReason.DoNotNotify)]
    [InlineData(AlertTier.Alert, AlertTier.None, NotifyReason.DoNotNotify)]
    public void A_person_is_told_once_unless_it_gets_worse(AlertTier told, AlertTier now, NotifyReason reason) => Assert.Equal(reason, NotifyRule.Decide(told, now));

    [Fact]
    public void Who_was_told_is_not_told_again_at_the_same_tier() => Prop.ForAll<byte, byte>((told, now) =>
    {
        var (before, tier) = ((AlertTier)(told % 5), (AlertTier)(now % 5));

        return NotifyRule.Decide(before, tier) == NotifyReason.DoNotNotify || NotifyRule.Decide(tier, tier) == NotifyReason.DoNotNotify;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(48, AlertReason.Alerted)]
    [InlineData(48.1, AlertReason.OldNews)]
    public void What_was_last_seen_long_ago_is_no_news(double hours, AlertReason reason) =>
        Assert.Equal(reason, AlertDecision.Decide(AStory.Shooting(), [Exposed(Ana)], Nobody, Noon.AddHours(hours), TwoDays, ScoreSettings.Default).Reason);

    [Fact]
    public void What_may_be_no_danger_is_told_to_nobody_until_it_is_sure_and_taken_back_from_nobody()
    {
        var doubtful = AStory.Told(AStory.Telling(1, Severity.Minor) with { Chance = 0.6 });
        var told = new Dictionary<PersonId, AlertTier> { [Ana] = AlertTier.Advisory };

        Assert.Equal(AlertReason.Doubtful, AlertDecision.Decide(doubtful, [Exposed(Ana)], Nobody, Noon, TwoDays, ScoreSettings.Default).Reason);
        Assert.NotEqual(AlertReason.Doubtful, AlertDecision.Decide(doubtful, [Exposed(Ana), Exposed(Boris)], told, Noon, TwoDays, ScoreSettings.Default).Reason);
    }

    [Fact]
    public void Without_an_audience_nobody_is_told() => Assert.Equal(AlertReason.NobodyExposed, AlertDecision.Decide(AStory.Shooting(), [], Nobody, Noon, TwoDays, ScoreSettings.Default).Reason);

    [Fact]
    public void Those_who_know_are_left_out_and_where_all_know_nothing_is_said()
    {
        var told = new Dictionary<PersonId, AlertTier> { [Ana] = AlertTier.Urgent };

        var some = AlertDecision.Decide(AStory.Shooting(), [Exposed(Ana), Exposed(Boris)], told, Noon, TwoDays, ScoreSettings.Default);
        var none = AlertDecision.Decide(AStory.Shooting(), [Exposed(Ana)], told, Noon, TwoDays, ScoreSettings.Default);

        Assert.Equal([(Boris, NotifyReason.FirstNotification)], some.Recipients.Select(recipient => (recipient.Exposure.Person, recipient.Notify)));
        Assert.Equal((AlertReason.AllToldBefore, 0), (none.Reason, none.Recipients.Count));
    }

    [Fact]
    public void Handling_twice_tells_nobody_twice() => Prop.ForAll<byte[]>(tiers =>
    {
        Exposure[] audience = [.. tiers.Select((tier, number) => Exposed(PersonId.Parse($"E-{number}"), (AlertTier)(1 + tier % 4)))];
        var first = AlertDecision.Decide(AStory.Shooting(), audience, Nobody, Noon, TwoDays, ScoreSettings.Default);
        AlertPlan[] plans = first.Reason == AlertReason.Alerted ? [AlertPlans.Next(AStory.Shooting(), [], first, Noon, ScoreSettings.Default)] : [];

        var second = AlertDecision.Decide(AStory.Shooting(), audience, AlertPlans.Told(plans), Noon, TwoDays, ScoreSettings.Default);

        return first.Recipients.Count == audience.Length && second.Recipients.Count == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_person_was_told_as_loudly_as_the_loudest_of_all_plans()
    {
        var first = Plan(1, Exposed(Ana, AlertTier.Advisory), Exposed(Boris, AlertTier.Urgent));
        var second = Plan(2, Exposed(Ana, AlertTier.Flash));

        var told = AlertPlans.Told([first, second]);

        Assert.Equal((AlertTier.Flash, AlertTier.Urgent, 2), (told[Ana], told[Boris], told.Count));
    }

    [Fact]
    public void The_next_plan_has_the_next_revision_and_the_loudest_tier()
    {
        var decision = new AlertDecision(AlertReason.Alerted, Plan(1, Exposed(Ana, AlertTier.Advisory), Exposed(Boris, AlertTier.Alert)).Recipients);

        var plan = AlertPlans.Next(AStory.Shooting(), [Plan(1, Exposed(Ana))], decision, Noon, ScoreSettings.Default);

        Assert.Equal((AlertId.For(AStory.Shooting().Id), 2, AlertTier.Alert, false, Noon), (plan.Alert, plan.Revision, plan.Tier, plan.Unconfirmed, plan.PlannedAt));
    }

    [Theory]
    [InlineData(Severity.Extreme, 1, false, 2, true)]
    [InlineData(Severity.Extreme, 2, false, 2, false)]
    [InlineData(Severity.Extreme, 2, false, 3, true)]
    [InlineData(Severity.Extreme, 1, true, 2, false)]
    [InlineData(Severity.Severe, 1, false, 2, false)]
    public void An_extreme_event_that_too_few_tell_of_is_marked_unconfirmed(Severity severity, int papers, bool official, int publishers, bool unconfirmed)
    {
        var story = AStory.Shooting() with { Severity = severity, Tellings = [.. Enumerable.Range(1, papers).Select(number => AStory.Telling(number, official: official))] };

        var plan = AlertPlans.Next(story, [], new AlertDecision(AlertReason.Alerted, Plan(1, Exposed(Ana)).Recipients), Noon, ScoreSettings.Default with { FlashPublishers = publishers });

        Assert.Equal(unconfirmed, plan.Unconfirmed);
    }

    [Fact]
    public void The_alert_as_a_whole_is_its_latest_words_and_its_loudest_tier()
    {
        var first = Plan(1, Exposed(Ana, AlertTier.Urgent)) with { Tier = AlertTier.Urgent };
        var second = Plan(2, Exposed(Boris, AlertTier.Alert)) with { Tier = AlertTier.Alert, PlannedAt = Noon.AddHours(2), Story = AStory.Shooting() with { Headline = "Three dead", Score = new RiskScore(61, RiskLevel.High, []) } };

        var alert = AlertPlans.Summary([first, second]);

        Assert.Equal(
            (2, AlertTier.Urgent, "Three dead", 61, "Bor", Noon, Noon.AddHours(2), 2),
            (alert.Revision, alert.Tier, alert.Headline, alert.Score, alert.Place, alert.CreatedAt, alert.UpdatedAt, alert.Told));
    }

    [Fact]
    public void A_circle_around_a_town_is_the_impact_radius() =>
        Assert.Equal((AStory.Centre, 5.0), AlertPlans.Circle(AStory.Shooting())!.Value);

    [Fact]
    public void There_is_no_circle_around_a_country_or_without_a_radius()
    {
        Assert.Null(AlertPlans.Circle(AStory.Shooting() with { Place = AStory.Bor with { Precision = PlacePrecision.Country } }));
        Assert.Null(AlertPlans.Circle(AStory.Shooting() with { Category = RiskCategory.Political, Kind = RiskKind.None }));
    }

    [Fact]
    public void A_circle_holds_the_whole_area_of_the_source()
    {
        GeoPoint[] ring = [new(44, 22), new(44, 24), new(45, 24), new(45, 22), new(44, 22)];
        var south = AStory.North(-300);

        var (center, km) = AlertPlans.Circle(AStory.Shooting() with { Area = new SourceArea([new(south, 20)], [ring]) })!.Value;

        Assert.All(ring, corner => Assert.True(center.DistanceKm(corner) <= km));
        Assert.True(center.DistanceKm(south) + 20 <= km + 1e-9);
        Assert.Equal((AStory.Centre, 20.0), AlertPlans.Circle(AStory.Shooting() with { Area = new SourceArea([new(AStory.Centre, 20)], []) })!.Value);
    }

    /// <summary>Half a degree of longitude at 17° south is 53 km, half a degree of latitude 56: the corners are 77 km from the middle.</summary>
    [Fact]
    public void A_circle_around_an_area_across_the_date_line_is_no_larger_than_elsewhere()
    {
        GeoPoint[] fiji = [new(-17.5, 179.5), new(-17.5, -179.5), new(-16.5, -179.5), new(-16.5, 179.5), new(-17.5, 179.5)];

        var (center, km) = AlertPlans.Circle(AStory.Shooting() with { Area = new SourceArea([], [fiji]) })!.Value;

        Assert.InRange(km, 60, 110);
        Assert.All(fiji, corner => Assert.True(center.DistanceKm(corner) <= km));
    }

    private static Exposure Exposed(PersonId person, AlertTier tier = AlertTier.Urgent) => new(person, tier, AudienceReason.SiteReached, "camp", 3, tier >= AlertTier.Urgent);

    private static AlertPlan Plan(int revision, params Exposure[] exposures) => new(
        AlertId.For(AStory.Shooting().Id), revision, AStory.Shooting(), exposures.Max(exposure => exposure.Tier), false, Noon,
        [.. exposures.Select(exposure => new PlannedRecipient(exposure, NotifyReason.FirstNotification))]);
}
