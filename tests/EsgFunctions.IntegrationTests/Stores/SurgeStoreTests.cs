using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>Years of their own, so that no other test's items are counted.</summary>
public sealed class SurgeStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private static readonly SurgeKey Unrest = new(RiskCategory.CivilUnrest, new CountryCode("PE"));
    private static readonly SurgeKey Fire = new(RiskCategory.Fire, new CountryCode("CL"));

    [Fact]
    public async Task Six_items_of_two_messages_surge_over_a_quiet_week_and_a_message_handled_twice_counts_once()
    {
        await TableAsync(SurgeStore.Table);
        var clock = new HandClock(new DateTimeOffset(2031, 5, 20, 14, 40, 0, TimeSpan.Zero));
        var store = new SurgeStore(Tables, clock);
        for (var day = 1; day <= 7; day++)
        {
            await store.AddAsync(Message(0), clock.Now.AddDays(-day), [Fire], None);
        }

        var (first, second) = (Message(0), Message(100));
        await store.AddAsync(first, clock.Now, [Unrest, Unrest, Unrest, Fire], None);
        await store.AddAsync(first, clock.Now, [Unrest, Unrest, Unrest, Fire], None);
        await store.AddAsync(second, clock.Now, [Unrest, Unrest, Unrest], None);

        var surge = Assert.Single(await store.ListAsync(None));
        Assert.Equal((Unrest, 6, 0.0, 6.0, 7), (surge.Key, surge.Answer.Count, surge.Answer.Mean, surge.Answer.Z, surge.Answer.Days));
        Assert.Equal(surge, await store.FindAsync(Unrest, None));
        Assert.Null(await store.FindAsync(Fire, None));
    }

    [Fact]
    public async Task A_surge_is_seen_by_another_instance_within_a_minute_and_lasts_into_the_next_hour()
    {
        await TableAsync(SurgeStore.Table);
        var clock = new HandClock(new DateTimeOffset(2033, 5, 20, 14, 59, 0, TimeSpan.Zero));
        var (mine, other) = (new SurgeStore(Tables, clock), new SurgeStore(Tables, clock));
        for (var day = 1; day <= 7; day++)
        {
            await mine.AddAsync(Message(0), clock.Now.AddDays(-day), [Fire], None);
        }

        var before = await other.ListAsync(None);
        await mine.AddAsync(Message(0), clock.Now, [.. Enumerable.Repeat(Unrest, 5)], None);
        clock.Now += TimeSpan.FromSeconds(59);
        var stale = await other.ListAsync(None);
        clock.Now += TimeSpan.FromSeconds(1);
        var next = await other.ListAsync(None);
        clock.Now += TimeSpan.FromHours(1);
        var over = await other.ListAsync(None);

        Assert.Equal([0, 0, 1, 0], new[] { before, stale, next, over }.Select(list => list.Count));
    }

    [Fact]
    public async Task Counts_are_kept_for_35_days()
    {
        await TableAsync(SurgeStore.Table);
        var then = new DateTimeOffset(2002, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var store = new SurgeStore(Tables, new HandClock(then));
        await store.AddAsync(Message(0), then, [Fire], None);

        Assert.Equal((0, 1), (await store.ForgetAsync(then.AddDays(35), None), await store.ForgetAsync(then.AddDays(35).AddHours(1), None)));
    }

    private static ItemsFound Message(int from) => new(NewId(), from, 100);
}
