using Azure;
using EsgFunctions.Analysis;
using EsgFunctions.Clients.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>What is in force is one row for all: these tests follow each other on it, and each begins where it finds it.</summary>
public sealed class RuleSetStoreTests(AzuriteFixture azurite) : StoreContract(azurite), IAsyncLifetime
{
    private readonly HandClock _clock = new(Noon);

    public Task InitializeAsync() => TableAsync(RuleSetStore.Table);

    public async Task DisposeAsync() => await PutInForceAsync(Store(), null);

    [Fact]
    public async Task A_draft_is_replaced_by_who_has_read_it()
    {
        var (store, set) = (Store(), Set());
        var first = await store.SaveAsync(set, null, null, None);
        var second = await store.SaveAsync(set with { Why = "Better" }, null, first, None);

        var exists = await Assert.ThrowsAsync<RequestFailedException>(() => store.SaveAsync(set, null, null, None));
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => store.SaveAsync(set, null, first, None));

        Assert.Equal((409, 412), (exists.Status, stale.Status));
        var found = (await store.GetAsync(set.Id, None))!;
        Assert.Equal(("Better", second, set.Version), (found.Set.Why, found.ETag, found.Set.Version));
        Assert.Contains(await store.ListAsync(None), one => one.Set.Id == set.Id);
    }

    [Fact]
    public async Task A_set_in_force_is_known_to_another_instance_within_the_staleness()
    {
        var (here, there, set) = (Store(), Store(), Set());
        var before = await there.CurrentAsync(None);
        await here.SaveAsync(set, null, null, None);
        await PutInForceAsync(here, set);

        Assert.Equal(AnalysisRules.Of(set).Version, (await here.CurrentAsync(None)).Version);
        _clock.Now += RuleSetStore.Staleness - TimeSpan.FromSeconds(1);
        Assert.Same(before, await there.CurrentAsync(None));
        _clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(AnalysisRules.Of(set).Version, (await there.CurrentAsync(None)).Version);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_made_anew()
    {
        var (store, set) = (Store(), Set());
        await store.SaveAsync(set, null, null, None);
        await PutInForceAsync(store, set);
        var first = await store.CurrentAsync(None);
        _clock.Now += TimeSpan.FromMinutes(1);

        Assert.Same(first, await store.CurrentAsync(None));
    }

    [Fact]
    public async Task A_set_that_was_changed_behind_the_back_of_who_activated_it_is_refused_and_the_last_good_one_stays()
    {
        var (store, good, bad) = (Store(), Set(), Set());
        await store.SaveAsync(good, null, null, None);
        await PutInForceAsync(store, good);
        await store.CurrentAsync(None);
        var etag = await store.SaveAsync(bad, null, null, None);
        await PutInForceAsync(store, bad);
        await store.SaveAsync(bad with { Terms = [bad.Terms[0] with { Weight = 1 }] }, null, etag, None);
        _clock.Now += RuleSetStore.Staleness;

        var (rules, problem) = await store.LookAsync(None);

        Assert.Equal(AnalysisRules.Of(good).Version, rules.Version);
        Assert.StartsWith("Refused", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("garbage")]
    [InlineData("category")]
    public async Task A_broken_set_never_stops_the_analysis(string fault)
    {
        var (store, set) = (Store(), Set());
        if (fault == "category")
        {
            set = set with { Terms = [set.Terms[0] with { Category = "Mischief" }] };
        }

        await store.SaveAsync(set, null, null, None);
        await PutInForceAsync(store, set);
        var table = Tables.GetTableClient(RuleSetStore.Table);
        if (fault == "gone")
        {
            await table.DeleteEntityAsync("sets", set.Id.Value);
        }

        if (fault == "garbage")
        {
            await table.UpsertEntityAsync(new TableEntity("sets", set.Id.Value) { ["Set"] = new byte[] { 1, 2, 3 } }, TableUpdateMode.Replace);
        }

        var (rules, problem) = await Store().LookAsync(None);
        if (fault == "garbage")
        {
            await table.DeleteEntityAsync("sets", set.Id.Value);
        }

        Assert.Same(AnalysisRules.Embedded, rules);
        Assert.NotNull(problem);
    }

    [Fact]
    public async Task A_table_that_cannot_be_reached_leaves_the_last_good_rules_in_force()
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(2);
        var store = new RuleSetStore(
            new TableServiceClient("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;", options),
            Options.Create(new AnalysisOptions()), _clock, NullLogger<RuleSetStore>.Instance);

        var (rules, problem) = await store.LookAsync(None);

        Assert.Same(AnalysisRules.Embedded, rules);
        Assert.Equal("The table cannot be reached.", problem);
    }

    [Fact]
    public async Task Of_two_who_change_the_rules_at_once_one_has_to_look_again()
    {
        var store = Store();
        var number = (await store.ListChangesAsync(None) is [var latest, ..] ? latest.Number : 0) + 1;
        var change = new LiveChange(number, null, "", Noon, "bo", "Quiet", true);

        var both = await Task.WhenAll(store.PutInForceAsync(change, None), Store().PutInForceAsync(change with { By = "di" }, None));

        Assert.Equal(1, both.Count(done => done));
        Assert.Equal(number, (await store.ListChangesAsync(None))[0].Number);
    }

    [Fact]
    public async Task The_state_of_a_set_is_told_by_its_test_and_by_what_was_in_force()
    {
        var (store, set) = (Store(), Set());
        var etag = await store.SaveAsync(set, null, null, None);
        async Task<RuleSetState> StateAsync() => (await store.GetAsync(set.Id, None))!.State(await store.ListChangesAsync(None));

        Assert.Equal(RuleSetState.Draft, await StateAsync());
        await store.SaveAsync(set, RuleTest.Run(set, [], Noon, "ana"), etag, None);
        Assert.Equal(RuleSetState.Tested, await StateAsync());
        await PutInForceAsync(store, set);
        Assert.Equal(RuleSetState.Live, await StateAsync());
        await PutInForceAsync(store, null);
        Assert.Equal(RuleSetState.Retired, await StateAsync());
    }

    private static RuleSet Set() => new(
        RuleSetId.Parse(NewId()), "To see", [new TermChange(TermChangeKind.Add, "en", $"zwack{NewId()}", "Fire", "None", 3, "")], GateChanges.None, ["ana"], Noon);

    private static async Task PutInForceAsync(RuleSetStore store, RuleSet? set)
    {
        var number = (await store.ListChangesAsync(None) is [var latest, ..] ? latest.Number : 0) + 1;
        Assert.True(await store.PutInForceAsync(new LiveChange(number, set?.Id, set?.Version ?? "", Noon, "bo", "To see", false), None));
    }

    private RuleSetStore Store() => new(Tables, Options.Create(new AnalysisOptions()), _clock, NullLogger<RuleSetStore>.Instance);
}
