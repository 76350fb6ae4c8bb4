using System.Text.Json;
using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Operations;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.IntegrationTests.Functions;

/// <summary>Two days of one paper are analysed as they always are, and then judged anew.</summary>
public sealed class ReplayTests(AzuriteFixture azurite) : FunctionContract(azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly CountryCode Vanuatu = new("VU");
    private static readonly GeoPoint Mine = new(-15.51, 167.18);
    private static readonly RuleSet Slips = new(
        RuleSetId.Parse("slips"), "A word of the pit", [new TermChange(TermChangeKind.Add, "en", "grundelslip*", "Environmental", "None", 3, "")], GateChanges.None, ["ana"], Noon);

    private readonly FeedId _paper = FeedId.Parse(NewId());
    private int _number;

    [Fact]
    public async Task A_replay_by_the_same_rules_finds_no_difference()
    {
        await TwoDaysAsync();

        var (replay, items, stories) = await RunAsync(null);

        Assert.Equal((ReplayState.Done, 100), (replay.State, replay.Percent));
        Assert.Equal((6, 3, 3), (replay.Tally.Items, replay.Tally.RisksBefore, replay.Tally.RisksAfter));
        Assert.Empty(items);
        Assert.Empty(stories);
        Assert.Equal(2, replay.Tally.Before.Stories);
        Assert.Equal(Json(replay.Tally.Before), Json(replay.Tally.After));
    }

    [Fact]
    public async Task A_new_term_makes_a_story_of_noise_and_shows_who_would_have_been_told()
    {
        await TwoDaysAsync();
        await PutSiteAsync();

        var (replay, items, stories) = await RunAsync(Slips);

        Assert.Equal((2, 0, 0, 0), (replay.Tally.NewlyRisk, replay.Tally.NoLongerRisk, replay.Tally.OtherCategory, replay.Tally.OtherSeverity));
        Assert.All(items, item => Assert.Equal((ReplayChange.NewlyRisk, RiskCategory.None, RiskCategory.Environmental), (item.Change, item.Before.Category, item.After.Category)));
        Assert.All(items, item => Assert.Contains("grundelslip*", item.Terms));
        var story = Assert.Single(stories);
        Assert.Null(story.Before);
        Assert.Equal((RiskCategory.Environmental, 2), (story.After!.Category, story.After.Tellings));
        Assert.Empty(story.People!.Before);
        Assert.Equal(2, story.People.After.Sum(rule => rule.People));
        Assert.Equal((2, 3), (replay.Tally.Before.Stories, replay.Tally.After.Stories));
    }

    [Fact]
    public async Task A_term_that_is_taken_away_takes_its_story_away()
    {
        await TwoDaysAsync();
        await AnalyseAsync("Looting alleged near Luganville", Noon.AddHours(5), "");
        var set = Slips with { Terms = [new TermChange(TermChangeKind.Remove, "en", "looting", "", "", 0, "")] };

        var (replay, _, stories) = await RunAsync(set);

        Assert.True(replay.Tally.NoLongerRisk >= 1);
        Assert.Contains(stories, story => story.After is null);
        Assert.True(replay.Tally.After.Stories < replay.Tally.Before.Stories);
    }

    [Fact]
    public async Task Higher_gates_alone_change_what_would_have_been_told_and_no_judgement()
    {
        await TwoDaysAsync();
        await PutSiteAsync();

        var (replay, items, stories) = await RunAsync(null, ScoreSettings.Default with { DeepGate = 99, AlertGate = 100, UrgentGate = 100, AlertSeverity = Severity.Extreme });

        Assert.Empty(items);
        Assert.NotEmpty(stories);
        Assert.Equal(replay.Tally.Before.Levels, replay.Tally.After.Levels);
        Assert.NotEqual(replay.Tally.Before.Tiers, replay.Tally.After.Tiers);
    }

    [Fact]
    public async Task The_same_question_has_the_same_answer()
    {
        await TwoDaysAsync();
        await PutSiteAsync();

        var first = await RunAsync(Slips);
        var second = await RunAsync(Slips);

        Assert.Equal(Json(first.Replay.Tally), Json(second.Replay.Tally));
        Assert.Equal(Json(first.Items), Json(second.Items));
        Assert.Equal(Json(first.Stories), Json(second.Stories));
    }

    [Fact]
    public async Task A_slice_whose_try_died_before_it_was_noted_is_worked_off_again_without_a_trace()
    {
        await TwoDaysAsync();
        await PutSiteAsync();
        var (whole, items, stories) = await RunAsync(Slips);
        var replay = await AddAsync(Slips, null);
        var store = Get<ReplayStore>();
        var due = new ReplayDue(replay.Id, 0);
        while (true)
        {
            var before = (await store.GetAsync(replay.Id, None))!;
            var next = await Get<RunReplayFunction>().RunAsync(due, None).WaitAsync(Patience);
            if (before.Replay.Day < before.Replay.To || before.Replay.Position is null)
            {
                // As if the row of the replay had not been written.
                var after = (await store.GetAsync(replay.Id, None))!;
                Assert.True(await store.SaveAsync(before.Replay, after, None));
                next = await Get<RunReplayFunction>().RunAsync(due, None).WaitAsync(Patience);
            }

            if (next.ReplaysDue is not [var one])
            {
                break;
            }

            due = one;
        }

        var (again, itemsAgain, storiesAgain) = await ReadAsync(replay.Id);
        Assert.Equal(Json(whole.Tally), Json(again.Tally));
        Assert.Equal(Json(items), Json(itemsAgain));
        Assert.Equal(Json(stories), Json(storiesAgain));
    }

    [Fact]
    public async Task A_message_that_comes_twice_asks_for_the_same_next_slice_and_one_of_long_ago_for_none()
    {
        await TwoDaysAsync();
        var replay = await AddAsync(null, null);

        var first = await Get<RunReplayFunction>().RunAsync(new ReplayDue(replay.Id, 0), None);
        var twice = await Get<RunReplayFunction>().RunAsync(new ReplayDue(replay.Id, 0), None);
        var second = await Get<RunReplayFunction>().RunAsync(new ReplayDue(replay.Id, 1), None);
        var late = await Get<RunReplayFunction>().RunAsync(new ReplayDue(replay.Id, 0), None);

        Assert.Equal(first.ReplaysDue, twice.ReplaysDue);
        Assert.Equal([new ReplayDue(replay.Id, 2)], second.ReplaysDue);
        Assert.Empty(late.ReplaysDue);
    }

    [Fact]
    public async Task A_replay_that_is_cancelled_goes_no_further()
    {
        await TwoDaysAsync();
        var replay = await AddAsync(Slips, null);
        var stored = (await Get<ReplayStore>().GetAsync(replay.Id, None))!;
        Assert.True(await Get<ReplayStore>().SaveAsync(replay with { State = ReplayState.Cancelled }, stored, None));

        Assert.Empty((await Get<RunReplayFunction>().RunAsync(new ReplayDue(replay.Id, 0), None)).ReplaysDue);
        Assert.Equal(0, (await ReadAsync(replay.Id)).Replay.Tally.Items);
    }

    [Fact]
    public async Task A_replay_that_another_build_began_is_ended_with_its_reason()
    {
        var replay = await AddAsync(null, null, build: "0.9.0");

        Assert.Empty((await Get<RunReplayFunction>().RunAsync(new ReplayDue(replay.Id, 0), None)).ReplaysDue);
        var ended = (await ReadAsync(replay.Id)).Replay;
        Assert.Equal((ReplayState.Failed, "The app was renewed while it ran: start it again."), (ended.State, ended.Problem));
    }

    [Fact]
    public async Task Slots_are_as_many_as_may_run_and_the_sweep_frees_and_sends_on()
    {
        var store = Get<ReplayStore>();
        foreach (var (id, _) in await store.ListRunningAsync(None))
        {
            await store.ReleaseAsync(id, None);
        }

        var now = DateTimeOffset.UtcNow;
        var still = await AddAsync(null, null, progressAt: now.AddMinutes(-6));
        var never = ReplayId.Parse(NewId());
        Assert.True(await store.ClaimAsync(still.Id, now, None));
        Assert.True(await store.ClaimAsync(never, now.AddMinutes(-2), None));
        Assert.False(await store.ClaimAsync(ReplayId.Parse(NewId()), now, None));

        var swept = await Get<SweepReplaysFunction>().RunAsync(new TimerTick(false), None);

        Assert.Equal([new ReplayDue(still.Id, 0)], swept.ReplaysDue);
        Assert.Equal([still.Id], (await store.ListRunningAsync(None)).Select(one => one.Replay));
        await store.ReleaseAsync(still.Id, None);
        await store.ReleaseAsync(still.Id, None);
        Assert.Empty(await store.ListRunningAsync(None));
    }

    [Fact]
    public async Task What_a_replay_has_found_is_forgotten_after_thirty_days()
    {
        await TwoDaysAsync();
        var replay = await AddAsync(Slips, null, createdAt: Noon.AddDays(2));
        await RunToEndAsync(replay);
        Assert.NotEmpty((await ReadAsync(replay.Id)).Items);

        await Get<ReplayStore>().ForgetAsync(Noon.AddDays(33), None);

        Assert.Null(await Get<ReplayStore>().GetAsync(replay.Id, None));
        Assert.Empty((await Get<ReplayStore>().ListDiffsAsync(replay.Id, None)).Items);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    /// <summary>A shooting that two tell of, a fire, two texts of a word that no list knows, and a recipe.</summary>
    private async Task TwoDaysAsync()
    {
        await AnalyseAsync("Two killed in shooting at Luganville market", Noon);
        await AnalyseAsync("Two killed in shooting at Luganville market, police say", Noon.AddHours(1));
        await AnalyseAsync("Grundelslip evening at the library of Luganville", Noon.AddHours(2), "Everybody is welcome.");
        await AnalyseAsync("Ten recipes for a quiet Sunday", Noon.AddHours(3), "How to bake at home.");
        await AnalyseAsync("Grundelslip evening at the library of Luganville goes on", Noon.AddHours(20), "Everybody is welcome.");
        await AnalyseAsync("Blaze destroys warehouse at Luganville port", Noon.AddHours(21), "Firefighters battled the fire for hours.");
    }

    private async Task AnalyseAsync(string title, DateTimeOffset at, string text = "A gunman opened fire, killing people and injuring five, police said.")
    {
        var item = new FoundItem { Key = $"{++_number}", Title = title, Text = text, Language = "en", Published = at, Place = new SourcePlace(Mine, [], [], null, Vanuatu) };
        var batch = new FoundBatch(_paper, $"Paper {_paper}", SourceReliability.B, false, "en", Vanuatu, at, [new FoundEntry(ItemId.For(_paper, item.Key), false, item)]) { Document = "document" };
        var blob = await Get<FoundItemStore>().SaveAsync(FoundItemStore.Name(at, _paper, NewId()), batch, None);
        await Get<AnalyseItemsFunction>().RunAsync(Assert.Single(blob.Messages()), None).WaitAsync(Patience);
    }

    private async Task PutSiteAsync()
    {
        var people = new[] { PersonId.Parse(NewId()), PersonId.Parse(NewId()) };
        var id = SiteId.Parse("replay-mine");
        if (await Get<SiteStore>().GetAsync(id, None) is null)
        {
            await Get<SiteStore>().SaveAsync(new Site(id, "Mine", Vanuatu, null, Mine, 5, 5, false, false, []), null, None);
        }

        await Get<SiteStore>().ReplaceRosterAsync(id, people, None);
    }

    private async Task<(Replay Replay, IReadOnlyList<ReplayItemDiff> Items, IReadOnlyList<ReplayStoryDiff> Stories)> RunAsync(RuleSet? set, ScoreSettings? gates = null)
    {
        var replay = await AddAsync(set, gates);
        await RunToEndAsync(replay);
        return await ReadAsync(replay.Id);
    }

    private async Task<Replay> AddAsync(RuleSet? set, ScoreSettings? gates, string? build = null, DateTimeOffset? createdAt = null, DateTimeOffset? progressAt = null)
    {
        var at = createdAt ?? DateTimeOffset.UtcNow.AddYears(1);
        var replay = new Replay(
            ReplayId.Parse(NewId()), DateOnly.FromDateTime(Noon.UtcDateTime), DateOnly.FromDateTime(Noon.AddDays(1).UtcDateTime), [_paper], set?.Id.Value ?? "embedded", AnalysisRules.Of(set).Version,
            build ?? BuildVersion.Current, ScoreSettings.Default, gates ?? ScoreSettings.Default, at, "ana")
        {
            Day = DateOnly.FromDateTime(Noon.UtcDateTime),
            ProgressAt = progressAt ?? at,
        };
        Assert.True(await Get<ReplayStore>().AddAsync(replay, set, None));
        return replay;
    }

    private async Task RunToEndAsync(Replay replay)
    {
        for (ReplayDue? due = new(replay.Id, 0); due is not null;)
        {
            due = (await Get<RunReplayFunction>().RunAsync(due, None).WaitAsync(Patience)).ReplaysDue is [var next] ? next : null;
        }
    }

    private async Task<(Replay Replay, IReadOnlyList<ReplayItemDiff> Items, IReadOnlyList<ReplayStoryDiff> Stories)> ReadAsync(ReplayId id)
    {
        var (items, stories) = await Get<ReplayStore>().ListDiffsAsync(id, None);
        return ((await Get<ReplayStore>().GetAsync(id, None))!.Replay, items, stories);
    }
}
