using EsgFunctions.Alerting;
using EsgFunctions.Delivery;
using EsgFunctions.People;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using EsgFunctions.Tests.Stories;

namespace EsgFunctions.Tests.Alerting;

/// <summary>Rules, section 3, send reason: never announce "resolved" to someone who never got "firing".</summary>
public class AllClearRuleTests
{
    private static readonly PersonId Ana = PersonId.Parse("ana");
    private static readonly PersonId Bojan = PersonId.Parse("bojan");
    private static readonly Story Cancelled = AStory.Shooting() with { End = new(StoryEndKind.Cancelled, AStory.Noon, "Hydro", null) };

    [Fact]
    public void Whoever_was_reached_is_told_by_the_same_channels_and_nobody_else()
    {
        var told = AllClearRule.Decide(Cancelled, [Plan(1, AStory.Shooting(), Ana, Bojan)], Reached((Ana, Channel.Email)));

        Assert.Equal((Ana, NotifyReason.AllAlertsResolved, false), Assert.Single(told) is var one ? (one.Exposure.Person, one.Notify, one.Exposure.Sms) : default);
    }

    [Fact]
    public void Whoever_got_an_sms_gets_one() =>
        Assert.True(Assert.Single(AllClearRule.Decide(Cancelled, [Plan(1, AStory.Shooting(), Ana)], Reached((Ana, Channel.Sms)))).Exposure.Sms);

    [Fact]
    public void Nobody_is_told_twice() =>
        Assert.Empty(AllClearRule.Decide(Cancelled, [Plan(1, AStory.Shooting(), Ana), Plan(2, Cancelled, Ana)], Reached((Ana, Channel.Email), (Ana, Channel.Sms))));

    [Fact]
    public void There_is_no_all_clear_while_the_story_goes_on_or_where_it_goes_on_in_another()
    {
        AlertPlan[] plans = [Plan(1, AStory.Shooting(), Ana)];

        Assert.Empty(AllClearRule.Decide(AStory.Shooting(), plans, Reached((Ana, Channel.Email))));
        Assert.Empty(AllClearRule.Decide(Cancelled with { End = Cancelled.End! with { Kind = StoryEndKind.Superseded } }, plans, Reached((Ana, Channel.Email))));
    }

    [Theory]
    [InlineData(MessageLanguage.En, "CANCELLED: ", "withdrawn")]
    [InlineData(MessageLanguage.SrLatn, "OTKAZANO: ", "povukao")]
    [InlineData(MessageLanguage.ZhHans, "已取消: ", "撤销")]
    public void The_message_begins_with_it(MessageLanguage language, string start, string word)
    {
        var email = AlertText.Email(Cancelled, AlertTier.Flash, false, language);

        Assert.StartsWith(start, email.Subject, StringComparison.Ordinal);
        Assert.StartsWith(start, AlertText.Sms(Cancelled, AlertTier.Flash, false, language).Text, StringComparison.Ordinal);
        Assert.Contains(word, email.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(AlertWords.Advice(AlertTier.Flash, language), email.Text + email.Html, StringComparison.Ordinal);
    }

    private static HashSet<(PersonId, Channel)> Reached(params (PersonId, Channel)[] reached) => [.. reached];

    private static AlertPlan Plan(int revision, Story story, params PersonId[] people) => new(
        AlertId.For(story.Id), revision, story, AlertTier.Urgent, false, AStory.Noon,
        [.. people.Select(person => new PlannedRecipient(new Exposure(person, AlertTier.Urgent, AudienceReason.SiteReached, "camp", 3, true), NotifyReason.FirstNotification))]);
}
