using Azure;
using EsgFunctions.Alerting;
using EsgFunctions.Hosting;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.IntegrationTests.Stores;

public sealed class AlertStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_plan_is_written_once_and_who_comes_second_follows_it()
    {
        var alerts = await StoreAsync();
        var item = NewId();

        var first = await alerts.PlanAsync(Told.Plan(item, 1, "E-1", "E-2"), None);
        var second = await alerts.PlanAsync(Told.Plan(item, 1, "E-3"), None);
        await alerts.PlanAsync(Told.Plan(item, 2, "E-3"), None);

        var all = await alerts.ListPlansAsync(first.Alert, None);
        Assert.Equal(["E-1", "E-2"], second.Recipients.Select(recipient => recipient.Exposure.Person.Value));
        Assert.Equal(first.Recipients, second.Recipients);
        Assert.Equal([1, 2], all.Select(plan => plan.Revision));
        Assert.Null(await alerts.GetPlanAsync(first.Alert, 3, None));
    }

    [Fact]
    public async Task Of_many_at_once_all_follow_one_plan()
    {
        var alerts = await StoreAsync();
        var item = NewId();

        var plans = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => alerts.PlanAsync(Told.Plan(item, 1, $"E-{number}"), None)));

        Assert.Single(plans.Select(plan => plan.Recipients[0].Exposure.Person).Distinct());
    }

    [Fact]
    public async Task An_alert_is_listed_in_the_month_of_its_story()
    {
        var alerts = await StoreAsync();
        var alert = AlertPlans.Summary([Told.Plan(NewId(), 1, "E-1")]);

        await alerts.SaveAsync(alert, None);
        await alerts.SaveAsync(alert with { Told = 7 }, None);
        await alerts.SaveAnswerAsync(alert.Id, PersonId.Parse("E-1"), Answer.Safe, Noon, None);

        Assert.Equal(alert with { Told = 7 }, await alerts.GetAsync(alert.Id, None));
        Assert.Contains(alert with { Told = 7 }, (await alerts.ListAsync(new DateOnly(2026, 11, 30), 1000, null, None)).Alerts);
        Assert.DoesNotContain((await alerts.ListAsync(new DateOnly(2026, 12, 1), 1000, null, None)).Alerts, one => one.Id == alert.Id);
    }

    [Fact]
    public async Task The_latest_answer_of_a_person_counts()
    {
        var alerts = await StoreAsync();
        var alert = AlertPlans.Summary([Told.Plan(NewId(), 1, "E-1")]).Id;
        await alerts.SaveAnswerAsync(alert, PersonId.Parse("E-1"), Answer.NeedHelp, Noon, None);
        await alerts.SaveAnswerAsync(alert, PersonId.Parse("E-2"), Answer.Acknowledged, Noon, None);

        await alerts.SaveAnswerAsync(alert, PersonId.Parse("E-1"), Answer.Safe, Noon.AddMinutes(9), None);

        var answers = await alerts.ListAnswersAsync(alert, None);
        Assert.Equal(2, answers.Count);
        Assert.Equal((Answer.Safe, Noon.AddMinutes(9)), answers[PersonId.Parse("E-1")]);
    }

    [Fact]
    public async Task All_instances_sign_with_one_key()
    {
        await StoreAsync();
        var options = Options.Create(new HostingOptions());

        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new LinkKeyStore(options, Blobs).GetAsync(None)));

        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.Equal(32, keys[0].Length);
    }

    private async Task<AlertStore> StoreAsync()
    {
        await TableAsync(AlertStore.Table);
        await ContainerAsync(AlertStore.Container);
        return new AlertStore(Tables, Blobs);
    }
}

public sealed class WatchlistStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private static Watchlist List(string id) => new(
        WatchlistId.Parse(id), "Bor road", WatchKind.Route, [SiteId.Parse("bor")], [new(44.1, 22.1), new(44.2, 22.2)], new(44, 22), 25, ["štrajk*"], [RiskCategory.Fire], [new("RS")], PersonId.Parse("E-1"), [PersonId.Parse("E-2")]);

    [Fact]
    public async Task A_watchlist_is_read_as_it_was_written()
    {
        await TableAsync(WatchlistStore.Table);
        var lists = new WatchlistStore(Tables);
        var list = List(NewId());

        var etag = await lists.SaveAsync(list, null, None);
        var (read, readTag) = (await lists.GetAsync(list.Id, None))!.Value;
        await lists.SaveAsync(list with { Name = "Road" }, etag, None);
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => lists.SaveAsync(list, etag, None));

        Assert.Equal(etag, readTag);
        Assert.Equivalent(list, read, strict: true);
        Assert.Equal(412, stale.Status);
        Assert.Contains(await lists.ListAsync(None), one => one.Id == list.Id && one.Name == "Road");
        await lists.DeleteAsync(list.Id, None);
        Assert.Null(await lists.GetAsync(list.Id, None));
    }

    [Fact]
    public async Task Matches_are_kept_once_a_story_with_their_reasons_and_forgotten_after_two_years()
    {
        await TableAsync(WatchMatchStore.Table);
        var matches = new WatchMatchStore(Tables);
        var (list, other) = (List(NewId()), List(NewId()));
        var (story, old) = (Told.Story(NewId(), new("RS"), Noon), Told.Story(NewId(), new("RS"), Noon.AddDays(-731)));
        WatchReason[] reasons = [new(WatchCode.OnRoute, "Bor road", 3.2)];
        DateOnly[] days = [new(2026, 11, 20), new(2026, 11, 19), DateOnly.FromDateTime(Noon.AddDays(-731).UtcDateTime)];

        await matches.SaveAsync(story, [new(list, reasons), new(other, reasons)], None);
        await matches.SaveAsync(story with { Headline = "Two dead now" }, [new(list, reasons)], None);
        await matches.SaveAsync(old, [new(list, reasons)], None);
        var both = await matches.ListAsync(list.Id, days, None);
        await matches.ForgetAsync(Noon, None);
        var kept = await matches.ListAsync(list.Id, days, None);

        Assert.Equal([story.Id, old.Id], both.Select(match => match.Story));
        Assert.Equal(("Two dead now", reasons[0]), (both[0].Headline, both[0].Reasons.Single()));
        Assert.Equal([story.Id], kept.Select(match => match.Story));
    }
}
