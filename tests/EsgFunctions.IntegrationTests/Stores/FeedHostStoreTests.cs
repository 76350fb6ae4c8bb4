using EsgFunctions.Clients.Tables;
using EsgFunctions.Ingestion;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>Two instances share nothing but the table.</summary>
public sealed class FeedHostStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private static readonly FetchOptions Options = new() { Timeout = TimeSpan.FromSeconds(20), HostSpacing = TimeSpan.FromSeconds(2) };

    private readonly HandClock _clock = new(Noon);
    private readonly FeedHost _host = FeedHost.Of(new Uri($"https://{Guid.NewGuid():N}.example/rss"));

    [Fact]
    public async Task A_host_is_one_instances_until_it_has_ended_and_a_moment_longer()
    {
        var (one, other) = (await StoreAsync(), await StoreAsync());

        var mine = await one.AskAsync(_host, None);
        var meanwhile = await other.AskAsync(_host, None);
        await one.EndAsync(mine, null, None);
        _clock.Now = Noon.AddSeconds(1.9);
        var tooSoon = await other.AskAsync(_host, None);
        _clock.Now = Noon.AddSeconds(2);
        var then = await other.AskAsync(_host, None);

        Assert.Equal([true, false, false, true], new[] { mine, meanwhile, tooSoon, then }.Select(turn => turn.IsMine));
        Assert.Equal(Noon.AddSeconds(2), tooSoon.FreeAt);
    }

    [Fact]
    public async Task Of_many_that_ask_at_once_one_has_the_turn()
    {
        FeedHostStore[] instances = [await StoreAsync(), await StoreAsync()];

        var first = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => instances[number % 2].AskAsync(_host, None)));
        await instances[0].EndAsync(first.Single(turn => turn.IsMine), null, None);
        _clock.Now = Noon.AddSeconds(2);
        var second = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => instances[number % 2].AskAsync(_host, None)));

        Assert.Equal((1, 1), (first.Count(turn => turn.IsMine), second.Count(turn => turn.IsMine)));
    }

    [Fact]
    public async Task An_instance_that_died_holds_a_host_no_longer_than_a_fetch_may_last()
    {
        var (dead, other) = (await StoreAsync(), await StoreAsync());
        await dead.AskAsync(_host, None);

        _clock.Now = Noon.AddSeconds(29.9);
        var before = await other.AskAsync(_host, None);
        _clock.Now = Noon.AddSeconds(30);
        var after = await other.AskAsync(_host, None);

        Assert.Equal((false, true), (before.IsMine, after.IsMine));
    }

    [Fact]
    public async Task Who_comes_back_too_late_takes_nobodys_turn_away()
    {
        var (slow, other) = (await StoreAsync(), await StoreAsync());
        var lost = await slow.AskAsync(_host, None);
        _clock.Now = Noon.AddMinutes(1);
        await other.AskAsync(_host, None);

        await slow.EndAsync(lost, null, None);
        _clock.Now = Noon.AddMinutes(1).AddSeconds(5);

        Assert.False((await slow.AskAsync(_host, None)).IsMine);
    }

    [Fact]
    public async Task A_host_that_asks_one_feed_for_mercy_is_spared_by_all()
    {
        var (one, other) = (await StoreAsync(), await StoreAsync());

        await one.EndAsync(await one.AskAsync(_host, None), TimeSpan.FromMinutes(40), None);
        var meanwhile = await other.WaitAsync(_host, None);
        _clock.Now = Noon.AddMinutes(40);
        var then = await other.WaitAsync(_host, None);

        Assert.Equal((false, Noon.AddMinutes(40), true), (meanwhile.IsMine, meanwhile.FreeAt, then.IsMine));
    }

    [Fact]
    public async Task Hosts_that_nobody_asks_any_more_are_forgotten_after_thirty_days()
    {
        var store = await StoreAsync();
        await store.EndAsync(await store.AskAsync(_host, None), null, None);

        await store.ForgetAsync(Noon.AddDays(30), None);
        var kept = (await Tables.GetTableClient(FeedHostStore.Table).GetEntityIfExistsAsync(_host.Name, "host")).HasValue;
        await store.ForgetAsync(Noon.AddDays(30).AddSeconds(3), None);
        var gone = !(await Tables.GetTableClient(FeedHostStore.Table).GetEntityIfExistsAsync(_host.Name, "host")).HasValue;

        Assert.Equal((true, true), (kept, gone));
    }

    private async Task<FeedHostStore> StoreAsync()
    {
        await TableAsync(FeedHostStore.Table);
        return new FeedHostStore(Tables, Options, _clock);
    }
}
