using System.Text.Json.Serialization.Metadata;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using EsgFunctions.Alerting;
using EsgFunctions.Analysis;
using EsgFunctions.Clients;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.IntegrationTests.Functions;

/// <summary>Decisions of analysts on the stores: at whatever write the process dies, the next tries bring them to the same end.</summary>
public sealed class StoryDeskTests(AzuriteFixture azurite) : FunctionContract(azurite)
{
    private static readonly CountryCode Samoa = new("WS");
    private static readonly GeoPoint Apia = new(-13.83, -171.77);

    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;
    private readonly string _run = NewId();
    private readonly string _connection = azurite.ConnectionString;

    [Fact]
    public async Task A_merge_that_dies_after_any_write_is_finished_by_the_sweep()
    {
        var deaths = 0;
        for (var writes = 0; ; writes++)
        {
            var a = await StoryAsync($"{_run}-a{writes}", 1);
            var b = await StoryAsync($"{_run}-b{writes}", 2);
            using var network = new DyingNetwork(writes);

            if (await DiesAsync(network, desk => desk.MergeAsync(b.Id, a.Id, null, "ana", "one event", _now, None)))
            {
                deaths++;
                await SweepAsync();
                await Get<StoryDeskClient>().MergeAsync(b.Id, a.Id, null, "ana", "one event", _now, None);
            }

            var (whole, merged) = (await GetAsync(a.Id), await GetAsync(b.Id));
            Assert.Equal(2, whole.Tellings.Count);
            Assert.Equal(a.Id, merged.Desk.MergedInto);
            Assert.Single(whole.Desk.History);
            Assert.Single(merged.Desk.History);
            if (!network.IsDead)
            {
                break;
            }
        }

        // The row owed, what is merged, what takes it in, and the row that goes after the message.
        Assert.Equal(4, deaths);
    }

    [Fact]
    public async Task The_sweep_alone_finishes_a_merge_whose_first_row_was_written()
    {
        var (a, b) = (await StoryAsync(NewId(), 1), await StoryAsync(NewId(), 2));
        using var network = new DyingNetwork(2);
        Assert.True(await DiesAsync(network, desk => desk.MergeAsync(b.Id, a.Id, null, "ana", "one event", _now.AddMinutes(-2), None)));

        await SweepAsync();

        Assert.Equal(2, (await GetAsync(a.Id)).Tellings.Count);
        Assert.NotNull((await GetAsync(a.Id)).ScoredAt);
    }

    [Fact]
    public async Task A_split_that_dies_after_any_write_is_finished_by_the_sweep()
    {
        var deaths = 0;
        for (var writes = 0; ; writes++)
        {
            var a = await StoryAsync($"{_run}-s{writes}", 3, 4);
            ItemId[] chosen = [a.Tellings[1].Item];
            using var network = new DyingNetwork(writes);

            if (await DiesAsync(network, desk => desk.SplitAsync(a.Id, chosen, null, null, "ana", "two events", _now, None)))
            {
                deaths++;
                await SweepAsync();
            }

            var (_, where) = (await Get<StoryDeskClient>().SplitAsync(a.Id, chosen, null, null, "ana", "two events", _now, None))!.Value;
            var (left, own) = (await GetAsync(a.Id), await GetAsync(where!.Value));
            Assert.Equal((a.Tellings[0].Item, a.Tellings[1].Item), (Assert.Single(left.Tellings).Item, Assert.Single(own.Tellings).Item));
            Assert.Equal((1, 1), (left.Desk.History.Count, own.Desk.History.Count));
            Assert.Contains(own.Id, (await Get<StoryStore>().ListDayAsync(DateOnly.FromDateTime(own.FirstSeen.UtcDateTime), 200, null, None)).Stories);
            if (!network.IsDead)
            {
                break;
            }
        }

        // The row owed, the new story, its place on the list (made sure of once more), what lets go, and the row that goes after the message.
        Assert.Equal(6, deaths);
    }

    [Fact]
    public async Task A_split_by_mistake_is_merged_back_and_parted_again_at_whatever_write_either_dies()
    {
        var (mergeDeaths, undoDeaths) = (0, 0);
        for (var writes = 0; ; writes++)
        {
            var a = await StoryAsync($"{_run}-m{writes}", new GeoPoint(-13.4, -172.9), 3, 4);
            ItemId[] chosen = [a.Tellings[1].Item];
            var desk = Get<StoryDeskClient>();
            var own = (await desk.SplitAsync(a.Id, chosen, null, null, "ana", "two events", _now.AddMinutes(-3), None))!.Value.Where!.Value;
            using var dyingMerge = new DyingNetwork(writes);
            using var dyingUndo = new DyingNetwork(writes);

            if (await DiesAsync(dyingMerge, mortal => mortal.MergeAsync(own, a.Id, null, "ana", "one event", _now.AddMinutes(-2), None)))
            {
                mergeDeaths++;
                await SweepAsync();
                await desk.MergeAsync(own, a.Id, null, "ana", "one event", _now.AddMinutes(-2), None);
            }

            // The messages of both decisions come late, and in any order.
            await Get<AssessStoryFunction>().RunAsync(new StoryChanged(own, 0), None).WaitAsync(Patience);
            await Get<AssessStoryFunction>().RunAsync(new StoryChanged(a.Id, 0), None).WaitAsync(Patience);
            var whole = await GetAsync(a.Id);

            if (await DiesAsync(dyingUndo, mortal => mortal.SplitAsync(a.Id, chosen, own, null, "ana", "two after all", _now, None)))
            {
                undoDeaths++;
                await SweepAsync();
                await desk.SplitAsync(a.Id, chosen, own, null, "ana", "two after all", _now, None);
            }

            await Get<AssessStoryFunction>().RunAsync(new StoryChanged(own, 0), None).WaitAsync(Patience);
            var (left, again) = (await GetAsync(a.Id), await GetAsync(own));

            Assert.Equal(a.Tellings.Select(telling => telling.Item), whole.Tellings.Select(telling => telling.Item));
            Assert.Empty(whole.Desk.Apart);
            Assert.Equal([StoryAction.LetGo, StoryAction.TakeIn], whole.Desk.History.Select(one => one.Action));
            Assert.Equal((a.Tellings[0].Item, a.Tellings[1].Item), (Assert.Single(left.Tellings).Item, Assert.Single(again.Tellings).Item));
            Assert.Equal((null, own), (again.Desk.MergedInto, Assert.Single(left.Desk.Apart).To));
            Assert.Equal([StoryAction.LetGo, StoryAction.TakeIn, StoryAction.LetGo], left.Desk.History.Select(one => one.Action));
            if (!dyingMerge.IsDead && !dyingUndo.IsDead)
            {
                break;
            }
        }

        // Of either the row owed, the decision, the place of what was split off on the list, what the other makes of it, and the row that goes after the message.
        // An undo carries the merge out first, which makes sure of that place once more.
        Assert.Equal((5, 6), (mergeDeaths, undoDeaths));
    }

    [Fact]
    public async Task An_undo_finds_what_a_merge_that_died_half_way_has_not_brought_back_yet()
    {
        var a = await StoryAsync(NewId(), new GeoPoint(-13.3, -172.9), 3, 4);
        ItemId[] chosen = [a.Tellings[1].Item];
        var desk = Get<StoryDeskClient>();
        var own = (await desk.SplitAsync(a.Id, chosen, null, null, "ana", "two events", _now.AddMinutes(-3), None))!.Value.Where!.Value;
        using var network = new DyingNetwork(2);
        Assert.True(await DiesAsync(network, mortal => mortal.MergeAsync(own, a.Id, null, "ana", "one event", _now.AddMinutes(-2), None)));

        var (decided, where) = (await desk.SplitAsync(a.Id, chosen, own, null, "ana", "two after all", _now, None))!.Value;

        Assert.IsType<Decided.Same>(decided);
        Assert.Equal((own, null), (where, (await GetAsync(own)).Desk.MergedInto));
        Assert.Equal(a.Tellings[0].Item, Assert.Single((await GetAsync(a.Id)).Tellings).Item);
    }

    [Fact]
    public async Task Two_stories_that_two_people_merge_into_each_other_at_once_become_one()
    {
        var (a, b) = (await StoryAsync(NewId(), 1), await StoryAsync(NewId(), 2));
        foreach (var (one, other) in new[] { (a, b), (b, a) })
        {
            var intention = Assert.IsType<Decided.Changed>(StoryTieRule.Merge(one, other, "ana", "one event", _now)).Story;
            Assert.NotNull(await Get<StoryStore>().ChangeAsync(one.Id, _ => intention, None));
        }

        await Get<AssessStoryFunction>().RunAsync(new StoryChanged(a.Id, 0), None).WaitAsync(Patience);
        await Get<AssessStoryFunction>().RunAsync(new StoryChanged(b.Id, 0), None).WaitAsync(Patience);

        var (head, etag) = (await Get<StoryStore>().FollowAsync(a.Id, None))!.Value;
        Assert.Equal((head.Id, null, 2), ((await Get<StoryStore>().FollowAsync(b.Id, None))!.Value.Story.Id, head.Desk.MergedInto, head.Tellings.Count));
    }

    [Fact]
    public async Task What_comes_later_for_a_story_that_was_merged_goes_to_the_other_and_a_copy_of_what_was_split_off_goes_there()
    {
        var place = new GeoPoint(-13.5, -172.4);
        await AnalyseAsync("fire", "Warehouse fire at Salelologa wharf kills two", place);
        await AnalyseAsync("quake", "Strong earthquake shakes Savaii, two dead in Asau", new GeoPoint(-13.52, -172.63));
        var (fire, quake) = (await StoryOfAsync("fire"), await StoryOfAsync("quake"));
        Assert.NotEqual(fire.Id, quake.Id);
        var desk = Get<StoryDeskClient>();
        await desk.MergeAsync(quake.Id, fire.Id, null, "ana", "the quake lit it", _now, None);

        await AnalyseAsync("quake", "Strong earthquake shakes Savaii, three dead in Asau", new GeoPoint(-13.52, -172.63));

        Assert.Equal(fire.Id, (await StoryOfAsync("quake")).Id);
        Assert.Equal(2, (await GetAsync(fire.Id)).Tellings.Count);

        var (_, where) = (await desk.SplitAsync(fire.Id, [IdOf("quake")], null, null, "ana", "it did not", _now.AddMinutes(1), None))!.Value;
        await AnalyseAsync("copy", "Strong earthquake shakes Savaii, three dead in Asau", new GeoPoint(-13.52, -172.63));
        await AnalyseAsync("quake", "Strong earthquake shakes Savaii, five dead in Asau", new GeoPoint(-13.52, -172.63));

        Assert.Equal(where, (await StoryOfAsync("copy")).Id);
        Assert.Equal(where, (await StoryOfAsync("quake")).Id);
        Assert.Single((await GetAsync(fire.Id)).Tellings);
    }

    [Fact]
    public async Task Who_was_told_of_what_is_merged_is_not_told_again_and_hears_if_it_gets_worse()
    {
        var here = new GeoPoint(-14.1, -171.5);
        var ana = await SiteWithOneAsync(here);
        var (a, b) = (await StoryAsync(NewId(), here, 1), await StoryAsync(NewId(), here, 2));
        await PlanAsync(b.Id);

        await Get<StoryDeskClient>().MergeAsync(b.Id, a.Id, null, "ana", "one event", _now, None);
        var due = Assert.Single((await Get<AssessStoryFunction>().RunAsync(new StoryChanged(b.Id, 0), None)).AlertsDue);
        var afterMerge = await PlanAsync(due.Story);
        await Get<StoryDeskClient>().DecideAsync(
            a.Id, null, story => OverrideRule.Set(story, new StoryOverride(OverrideOf.Severity, "ana", default, default, "it spreads", default) { Severity = Severity.Extreme }, null, _now), "ana", _now, [_now], None);
        await Get<AssessStoryFunction>().RunAsync(new StoryChanged(a.Id, 0), None);
        await Get<StoryStore>().ChangeAsync(a.Id, story => story with { Tellings = [.. story.Tellings.Select(telling => telling with { Official = true })] }, None);
        await PlanAsync(a.Id);

        Assert.Equal(a.Id, due.Story);
        Assert.Empty(afterMerge.EmailsToSend.Concat(afterMerge.SmsToSend));
        var plan = Assert.Single(await Get<AlertStore>().ListPlansAsync(AlertId.For(a.Id), None));
        Assert.Equal((ana, NotifyReason.GotWorse, AlertTier.Flash), Assert.Single(plan.Recipients) is var one ? (one.Exposure.Person, one.Notify, one.Exposure.Tier) : default);
    }

    [Fact]
    public async Task One_event_that_was_begun_twice_becomes_one_story_and_nobody_is_told_twice()
    {
        var here = new GeoPoint(-13.6, -171.9);
        await SiteWithOneAsync(here);
        var (first, second) = (await WordedAsync("Shooting at Fugalei market, two dead", here, 1, 2), await WordedAsync("Two dead in Fugalei market shooting", here, 3, 4));
        Assert.NotEmpty((await PlanAsync(first.Id)).EmailsToSend);

        // The later one is assessed first: it lives on in the other, whose turn comes by a message of its own.
        Assert.Empty((await Get<AssessStoryFunction>().RunAsync(new StoryChanged(second.Id, 0), None).WaitAsync(Patience)).AlertsDue);
        var due = Assert.Single((await Get<AssessStoryFunction>().RunAsync(new StoryChanged(second.Id, 0), None).WaitAsync(Patience)).AlertsDue);
        var (whole, merged) = (await GetAsync(first.Id), await GetAsync(second.Id));

        Assert.Equal((first.Id, first.Id, 4), (due.Story, merged.Desk.MergedInto, whole.Tellings.Count));
        Assert.Equal((StoryAction.TakeIn, null), Assert.Single(whole.Desk.History) is var one ? (one.Action, one.By) : default);
        await PlanAsync(due.Story);
        Assert.Empty((await PlanAsync(second.Id)).EmailsToSend);
        Assert.Single(await Get<AlertStore>().ListPlansAsync(AlertId.For(first.Id), None));
    }

    [Fact]
    public async Task No_action_holds_back_an_advisory_and_not_an_urgent()
    {
        var here = new GeoPoint(-13.9, -172.0);
        var quiet = await StoryAsync(NewId(), here, [1], Severity.Minor);
        var severe = await StoryAsync(NewId(), here, [2], Severity.Severe);
        await SiteWithOneAsync(here);
        foreach (var story in new[] { quiet, severe })
        {
            await Get<StoryStore>().ChangeAsync(story.Id, one => one with { Desk = one.Desk with { Status = StoryStatus.NoAction, ClosedAt = one.Severity }, Score = new RiskScore(40, RiskLevel.Moderate, []) }, None);
            await PlanAsync(story.Id);
        }

        Assert.Empty(await Get<AlertStore>().ListPlansAsync(AlertId.For(quiet.Id), None));
        Assert.Equal(AlertTier.Urgent, Assert.Single(await Get<AlertStore>().ListPlansAsync(AlertId.For(severe.Id), None)).Tier);
    }

    [Fact]
    public async Task The_end_of_an_override_leads_to_a_new_assessment()
    {
        var story = await StoryAsync(NewId(), 1);
        var (begun, over) = (_now.AddHours(-72).AddMinutes(-2), _now.AddMinutes(-2));
        await Get<StoryDeskClient>().DecideAsync(
            story.Id, null, one => OverrideRule.Set(one, new StoryOverride(OverrideOf.Severity, "ana", default, default, "police", default) { Severity = Severity.Extreme }, null, begun), "ana", begun, [begun, over], None);

        var swept = await Get<SweepStoriesFunction>().RunAsync(new TimerTick(false), None);

        Assert.Contains(story.Id, swept.StoriesChanged.Select(changed => changed.Story));
    }

    /// <returns>Whether the process died of it.</returns>
    private async Task<bool> DiesAsync(DyingNetwork network, Func<StoryDeskClient, Task> decide)
    {
        using var http = new HttpClient(network, disposeHandler: false);
        var options = new TableClientOptions { Transport = new HttpClientTransport(http) };
        options.Retry.MaxRetries = 0;
        var tables = new TableServiceClient(_connection, options);
        var stories = new StoryStore(tables);
        try
        {
            await decide(new StoryDeskClient(stories, new StoryTieStore(stories, new ItemStore(tables)), new StoryDueStore(tables), new NoQueue()));
            return false;
        }
        catch (Exception) when (network.IsDead)
        {
            return true;
        }
    }

    /// <summary>As the timer and the queue do it, long enough after.</summary>
    private async Task SweepAsync()
    {
        var due = await new StoryDueStore(Get<TableServiceClient>()).SweepAsync(_now.AddMinutes(2), None);
        foreach (var story in due.Select(StoryDueStore.StoryOf).Distinct())
        {
            if (await Get<StoryStore>().GetAsync(story, None) is not null)
            {
                await Get<AssessStoryFunction>().RunAsync(new StoryChanged(story, 0), None).WaitAsync(Patience);
            }
        }
    }

    private Task<PlannedAlerts> PlanAsync(StoryId story) => Get<PlanAlertsFunction>().RunAsync(new AlertDue(story, 0), None).WaitAsync(Patience);

    private async Task<Story> GetAsync(StoryId id) => (await Get<StoryStore>().GetAsync(id, None))!.Value.Story;

    private Task<Story> StoryAsync(string name, params int[] papers) => StoryAsync(name, Apia, papers);

    private Task<Story> StoryAsync(string name, GeoPoint at, params int[] papers) => StoryAsync(name, at, papers, Severity.Severe);

    private async Task<Story> StoryAsync(string name, GeoPoint at, int[] papers, Severity severity)
    {
        Telling[] tellings =
        [
            .. papers.Select(paper => new Telling(
                ItemId.Parse($"{name}-{paper}"), FeedId.Parse("savali"), $"Paper {paper}", SourceReliability.B, false, null, $"Two dead in Apia {paper}", null, "en",
                (ulong)paper * 0x9E37_79B9_7F4A_7C15, severity, _now.AddMinutes(paper - 60), _now, JoinReason.NothingAlike)),
        ];
        var story = new Story(
            StoryId.For(Samoa, tellings[0].At, name), tellings[0].Title, RiskCategory.Crime, RiskKind.Shooting, severity, "Deaths 2",
            new LocatedPlace("Apia", Samoa, null, at, PlacePrecision.Point, 1), null, tellings[0].At, tellings[^1].At, tellings, new RiskScore(60, RiskLevel.High, []), 1);
        var stories = Get<StoryStore>();
        Assert.NotNull(await stories.OpenAsync(story, await stories.ListOpenAsync(Samoa, story.FirstSeen, TimeSpan.FromHours(72), None), None));
        return story;
    }

    private async Task<Story> WordedAsync(string title, GeoPoint at, params int[] papers)
    {
        var story = await StoryAsync(NewId(), at, papers);
        return (await Get<StoryStore>().ChangeAsync(story.Id, one => one with { Words = EventWords.Of(title, "", "en") }, None))!.Value.Story;
    }

    private async Task<PersonId> SiteWithOneAsync(GeoPoint point)
    {
        var person = PersonId.Parse(NewId());
        await Get<PersonStore>().SaveAsync(new Person(person, "Ana", PersonKind.Employee, "ana@example.com", "+15550100123", MessageLanguage.En, null, null, null), null, None);
        var site = new Site(SiteId.Parse(NewId()), "Camp", Samoa, null, point, 1, 3, true, true, []);
        await Get<SiteStore>().SaveAsync(site, null, None);
        await Get<SiteStore>().ReplaceRosterAsync(site.Id, [person], None);
        return person;
    }

    private ItemId IdOf(string key) => ItemId.For(FeedId.Parse("savali"), $"{_run}-{key}");

    private async Task AnalyseAsync(string key, string title, GeoPoint at)
    {
        var feed = FeedId.Parse("savali");
        var item = new FoundItem
        {
            Key = $"{_run}-{key}",
            Title = title,
            Text = $"{title}, police said on Tuesday. Two people were killed and five were injured.",
            Published = _now.AddMinutes(-30),
            Place = new SourcePlace(at, [], [], null, Samoa),
        };
        var batch = new FoundBatch(feed, "Savali", SourceReliability.C, false, "en", Samoa, _now, [new FoundEntry(ItemId.For(feed, item.Key), false, item)]);
        var blob = await Get<FoundItemStore>().SaveAsync(FoundItemStore.Name(_now, feed, NewId()), batch, None);
        await Get<AnalyseItemsFunction>().RunAsync(Assert.Single(blob.Messages()), None).WaitAsync(Patience);
    }

    private async Task<Story> StoryOfAsync(string key) => await GetAsync((await Get<ItemStore>().GetAsync(IdOf(key), None))!.Story!.Value);

    /// <summary>Takes messages, which nobody reads.</summary>
    private sealed class NoQueue() : QueueSender(new QueueServiceClient("UseDevelopmentStorage=true"))
    {
        public override Task SendAsync<T>(string queue, T message, JsonTypeInfo<T> type, CancellationToken cancellation) => Task.CompletedTask;
    }
}
