using EsgFunctions.Analysis;
using EsgFunctions.Hosting;

namespace EsgFunctions.IntegrationTests.Stores;

public sealed class LanguageFindingStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task All_instances_share_the_documents_of_a_day()
    {
        await TableAsync(LanguageFindingStore.Table);
        var day = Noon.AddYears(-10);
        var instances = Enumerable.Range(0, 20).Select(_ => new LanguageFindingStore(Tables));

        var taken = await Task.WhenAll(instances.Select(instance => instance.TryTakeAsync(4, 42, day, None)));

        Assert.Equal(10, taken.Count(one => one));
    }

    [Fact]
    public async Task A_new_utc_day_has_all_its_documents()
    {
        await TableAsync(LanguageFindingStore.Table);
        var store = new LanguageFindingStore(Tables);
        var lateEvening = new DateTimeOffset(2011, 5, 4, 23, 59, 59, TimeSpan.Zero);

        var all = await store.TryTakeAsync(10, 10, lateEvening, None);
        var more = await store.TryTakeAsync(1, 10, lateEvening, None);
        var tomorrow = await store.TryTakeAsync(10, 10, lateEvening.AddSeconds(1), None);

        Assert.Equal((true, false, true), (all, more, tomorrow));
    }

    [Fact]
    public async Task A_finding_is_kept_for_30_days()
    {
        await TableAsync(LanguageFindingStore.Table);
        var store = new LanguageFindingStore(Tables);
        var (hash, then) = (StableHash.Of(NewId()), new DateTimeOffset(2001, 6, 1, 12, 0, 0, TimeSpan.Zero));
        await store.SaveAsync(hash, TextFinding.Refused("UnsupportedLanguageCode"), then, None);

        var early = await store.ForgetAsync(then.AddDays(30), None);
        var kept = await store.GetAsync(hash, None);
        var late = await store.ForgetAsync(then.AddDays(30).AddSeconds(1), None);

        Assert.Equal((0, 1), (early, late));
        Assert.Equal("UnsupportedLanguageCode", kept!.Error);
        Assert.Null(await store.GetAsync(hash, None));
    }
}
