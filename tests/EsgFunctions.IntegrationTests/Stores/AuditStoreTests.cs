using EsgFunctions.Audit;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>Years of their own, so that no other test's decisions stand in the same chains.</summary>
public sealed class AuditStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private readonly HandClock _clock = new(new DateTimeOffset(2041, 5, 20, 14, 40, 0, TimeSpan.Zero));

    private static AuditDraft Decision(string key) => new(key, "mira", "verify", "RS-202611-x", "They rang the police", "2");

    private async Task<AuditStore> StoreAsync()
    {
        await TableAsync(AuditStore.Table);
        return new AuditStore(Tables, _clock);
    }

    [Fact]
    public async Task Instances_that_write_at_once_make_one_chain_and_a_decision_told_twice_is_one_entry()
    {
        var stores = new List<AuditStore>();
        for (var i = 0; i < 4; i++)
        {
            stores.Add(await StoreAsync());
        }

        await Task.WhenAll(stores.SelectMany((store, instance) => Enumerable.Range(0, 5).Select(number => store.AppendAsync("AtOnce", Decision($"{number}-{instance % 2}"), None))));

        var chain = AuditChainId.For("AtOnce", _clock.Now);
        var entries = await stores[0].ReadAsync(chain, None);
        var head = (await stores[0].HeadsAsync(chain.Day, None))["AtOnce"];
        Assert.Equal(10, entries.Count);
        Assert.Equal(10, entries.Select(entry => entry.Decision.Key).Distinct().Count());
        Assert.Empty(AuditRule.Verify(chain, entries, head, null));
    }

    [Fact]
    public async Task Every_member_comes_back_as_it_was_written()
    {
        var store = await StoreAsync();
        var decision = Decision("bulk") with { Reason = null, What = "", Blob = "bulk/1.json", BlobHash = "ab" };

        await store.AppendAsync("Members", decision, None);

        var entry = Assert.Single(await store.ReadAsync(AuditChainId.For("Members", _clock.Now), None));
        Assert.Equal((decision, _clock.Now, 1L), (entry.Decision, entry.At, entry.Number));
        Assert.Equal(entry.Expected, entry.Hash);
    }

    [Fact]
    public async Task A_row_that_is_changed_or_taken_out_of_the_table_is_found()
    {
        var store = await StoreAsync();
        for (var i = 0; i < 3; i++)
        {
            await store.AppendAsync("Tampered", Decision($"{i}"), None);
        }

        var chain = AuditChainId.For("Tampered", _clock.Now);
        var table = Tables.GetTableClient(AuditStore.Table);
        await table.UpdateEntityAsync(new TableEntity(chain.Value, "e0000000002") { ["Reason"] = "They rang nobody" }, Azure.ETag.All, TableUpdateMode.Merge);
        var edited = AuditRule.Verify(chain, await store.ReadAsync(chain, None), (await store.HeadsAsync(chain.Day, None))["Tampered"], null);
        await table.DeleteEntityAsync(chain.Value, "e0000000002");
        var removed = AuditRule.Verify(chain, await store.ReadAsync(chain, None), (await store.HeadsAsync(chain.Day, None))["Tampered"], null);

        Assert.Equal((2L, AuditFaultKind.Edited), (edited.Single().Number, edited.Single().Kind));
        Assert.Equal((2L, AuditFaultKind.Removed), (removed.Single().Number, removed.Single().Kind));
    }

    [Fact]
    public async Task A_day_that_has_ended_is_anchored_once_and_names_the_anchor_before_it()
    {
        var store = await StoreAsync();
        await ContainerAsync(AuditAnchorStore.Container);
        var anchors = new AuditAnchorStore(Blobs);
        var anchor = new AnchorAuditFunction(store, anchors, _clock, NullLogger<AnchorAuditFunction>.Instance);
        _clock.Now = new DateTimeOffset(2043, 2, 1, 23, 59, 0, TimeSpan.Zero);
        await store.AppendAsync("Anchored", Decision("1"), None);
        await anchor.RunAsync(new TimerTick(false), None);
        var tooEarly = await anchors.FindAsync(new DateOnly(2043, 2, 1), None);
        _clock.Now = new DateTimeOffset(2043, 2, 3, 8, 0, 0, TimeSpan.Zero);
        await store.AppendAsync("Anchored", Decision("2"), None);
        _clock.Now = new DateTimeOffset(2043, 2, 4, 0, 20, 0, TimeSpan.Zero);
        await anchor.RunAsync(new TimerTick(false), None);
        var first = await anchors.FindAsync(new DateOnly(2043, 2, 1), None);
        await anchor.RunAsync(new TimerTick(true), None);

        Assert.Null(tooEarly);
        Assert.Equal(("Anchored", 1L), (first!.Value.Anchor.Heads.Single().Room, first.Value.Anchor.Heads.Single().Count));
        Assert.Null(first.Value.Anchor.Previous);
        Assert.Null(await anchors.FindAsync(new DateOnly(2043, 2, 2), None));
        Assert.Equal(first.Value.Hash, (await anchors.FindAsync(new DateOnly(2043, 2, 3), None))!.Value.Anchor.Previous);
    }
}
