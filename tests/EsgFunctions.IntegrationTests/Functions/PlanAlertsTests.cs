using EsgFunctions.Alerting;
using EsgFunctions.IntegrationTests.Stores;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.IntegrationTests.Functions;

public sealed class PlanAlertsTests(AzuriteFixture azurite) : FunctionContract(azurite)
{
    private static readonly CountryCode Tonga = new("TO");
    private static readonly GeoPoint Harbour = new(-21.14, -175.2);

    [Fact]
    public async Task Plans_of_tries_that_died_are_delivered_by_the_next_once_and_the_alert_is_listed()
    {
        var now = DateTimeOffset.UtcNow;
        var (ana, sione) = (await PersonAsync(), await PersonAsync());
        var story = await StoryAsync(now);
        await Get<AlertStore>().PlanAsync(Plan(story, 1, now.AddMinutes(-20), ana), None);
        await Get<AlertStore>().PlanAsync(Plan(story, 2, now.AddMinutes(-10), sione), None);

        var answer = await RunAsync(story);
        var again = await RunAsync(story);

        var alert = (await Get<AlertStore>().GetAsync(AlertId.For(story.Id), None))!;
        Assert.Equal((2, 2), (alert.Revision, alert.Told));
        Assert.Equal([$"{alert.Id}-r1-e0", $"{alert.Id}-r2-e0"], answer.EmailsToSend.Select(message => message.Batch));
        Assert.Equal([$"{alert.Id}-r1-s0", $"{alert.Id}-r2-s0"], answer.SmsToSend.Select(message => message.Batch));
        Assert.Empty(again.EmailsToSend.Concat(again.SmsToSend));
    }

    [Fact]
    public async Task A_plan_of_the_last_minute_gives_its_messages_again_since_they_may_not_have_left()
    {
        var ana = await PersonAsync();
        var story = await StoryAsync(DateTimeOffset.UtcNow);
        await Get<AlertStore>().PlanAsync(Plan(story, 1, DateTimeOffset.UtcNow, ana), None);

        var first = await RunAsync(story);
        var second = await RunAsync(story);

        Assert.Single(first.EmailsToSend);
        Assert.Equal(first.EmailsToSend.Select(message => message.Batch), second.EmailsToSend.Select(message => message.Batch));
    }

    private Task<PlannedAlerts> RunAsync(Story story) => Get<PlanAlertsFunction>().RunAsync(new AlertDue(story.Id, story.Revision), None).WaitAsync(Patience);

    private async Task<PersonId> PersonAsync()
    {
        var id = PersonId.Parse(NewId());
        await Get<PersonStore>().SaveAsync(new Person(id, "Ana", PersonKind.Employee, "ana@example.com", "+15550100123", MessageLanguage.En, null, null, null), null, None);
        return id;
    }

    private async Task<Story> StoryAsync(DateTimeOffset at)
    {
        var story = Told.Story(NewId(), Tonga, at) with { Place = new LocatedPlace("Harbour", Tonga, null, Harbour, PlacePrecision.Point, 1), Area = null };
        var stories = Get<StoryStore>();
        Assert.NotNull(await stories.OpenAsync(story, await stories.ListOpenAsync(Tonga, at, TimeSpan.FromHours(72), None), None));
        return story;
    }

    private static AlertPlan Plan(Story story, int revision, DateTimeOffset at, PersonId person) => new(
        AlertId.For(story.Id), revision, story, AlertTier.Urgent, false, at,
        [new PlannedRecipient(new Exposure(person, AlertTier.Urgent, AudienceReason.SiteReached, "harbour", 1, true), NotifyReason.FirstNotification)]);
}
