using Azure;
using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.IntegrationTests.Stores;

public sealed class FeedStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_feed_is_read_as_it_was_written()
    {
        await TableAsync(FeedStore.Table);
        var feeds = new FeedStore(Tables);
        var feed = new Feed(
            FeedId.Parse(NewId()), new Uri("https://news.example/rss?q=%C5%BE"), "Borske vesti", FeedKind.Cap, SourceReliability.B, "sr", new CountryCode("RS"), 7, ["strike", "požar"], ["sport"], PersonId.Parse("E-1"), true);
        var etag = await feeds.SaveAsync(feed, null, None);

        var (read, readTag) = (await feeds.GetAsync(feed.Id, None))!.Value;
        await feeds.SaveAsync(feed with { Include = [] }, etag, None);
        var stale = await Assert.ThrowsAsync<RequestFailedException>(() => feeds.SaveAsync(feed, etag, None));
        await feeds.DeleteAsync(feed.Id, None);

        Assert.Equal(etag, readTag);
        Assert.Equal(feed.Include, read.Include);
        Assert.Equal(feed.Exclude, read.Exclude);
        Assert.Equal(feed with { Include = read.Include, Exclude = read.Exclude }, read);
        Assert.Equal(412, stale.Status);
        Assert.Null(await feeds.GetAsync(feed.Id, None));
        Assert.DoesNotContain(await feeds.ListAsync(None), one => one.Id == feed.Id);
    }
}

public sealed class FeedStateStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_state_is_read_as_it_was_written()
    {
        var states = await StoreAsync();
        var state = State() with
        {
            ValidatorsOf = new Uri("https://news.example/rss?q=%C5%BE"),
            AskedDelay = TimeSpan.FromMinutes(90),
            Move = new FeedMove(new Uri("https://new.example/rss"), 2),
            Daily = [new DayCount(new DateOnly(2026, 11, 20), 3), new DayCount(new DateOnly(2026, 11, 19), 11)],
        };

        await states.SaveAsync(state, None);

        var read = await states.GetAsync(state.Feed, None);
        Assert.Equal(state.Daily, read!.Daily);
        Assert.Equal(state with { Daily = read.Daily }, read);
    }

    [Fact]
    public async Task A_state_that_is_added_does_not_replace_what_another_has_saved()
    {
        var states = await StoreAsync();
        var state = State();
        await states.SaveAsync(state, None);

        await states.AddAsync(FeedState.Fresh(state.Feed, Noon), None);

        Assert.Equal(14, (await states.GetAsync(state.Feed, None))!.ItemsSeen);
    }

    [Fact]
    public async Task Postponing_more_feeds_than_a_transaction_keeps_all_else_that_is_known()
    {
        var states = await StoreAsync();
        var known = State() with { Errors = 2, Reason = "answered 503", ETag = "\"v1\"" };
        await states.SaveAsync(known, None);

        await states.PostponeAsync([known.Feed, .. Enumerable.Range(0, 120).Select(_ => FeedId.Parse(NewId()))], Noon.AddMinutes(10), None);

        var read = await states.GetAsync(known.Feed, None);
        Assert.Equal(known with { NextPollAt = Noon.AddMinutes(10), Daily = read!.Daily }, read);
    }

    private async Task<FeedStateStore> StoreAsync()
    {
        await TableAsync(FeedStateStore.Table);
        return new FeedStateStore(Tables);
    }

    private static FeedState State() => new(
        FeedId.Parse(NewId()), FeedStatus.Healthy, Noon, Noon.AddMinutes(-5), Noon.AddHours(-1), 0, null, null, "\"v2\"", Noon.AddHours(-2), [], 14, 3, "The feed is not well-formed.");
}

public sealed class SeenItemsStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task What_was_seen_is_kept_with_the_last_sixteen_runs_and_what_they_found()
    {
        var (store, feed) = (await StoreAsync(), FeedId.Parse(NewId()));
        var item = new FoundItem { Key = "1", Title = "Fire in Bor" };

        var nothing = await store.GetAsync(feed, None);
        await store.SaveAsync(feed, SeenItems.Empty.With([item]), [.. Enumerable.Range(1, 20).Select(Run)], null, None);
        var (seen, runs, etag) = await store.GetAsync(feed, None);

        Assert.Equal((0, 0, null), (nothing.Seen.Count, nothing.Runs.Count, nothing.ETag));
        Assert.Equal(Sighting.Known, seen.Look(item));
        Assert.Equal(Enumerable.Range(1, 16).Select(Run), runs);
        Assert.NotNull(etag);
    }

    [Fact]
    public async Task Of_two_fetches_at_once_the_slower_must_look_again()
    {
        var (store, feed) = (await StoreAsync(), FeedId.Parse(NewId()));
        await store.SaveAsync(feed, SeenItems.Empty, [Run(1)], null, None);
        var read = await store.GetAsync(feed, None);

        var first = await Assert.ThrowsAsync<RequestFailedException>(() => store.SaveAsync(feed, SeenItems.Empty, [Run(2)], null, None));
        await store.SaveAsync(feed, SeenItems.Empty, [Run(3)], read.ETag, None);
        var second = await Assert.ThrowsAsync<RequestFailedException>(() => store.SaveAsync(feed, SeenItems.Empty, [Run(4)], read.ETag, None));

        Assert.Equal((409, 412, "run-3"), (first.Status, second.Status, Assert.Single((await store.GetAsync(feed, None)).Runs).Run));
    }

    [Fact]
    public async Task A_full_row_fits()
    {
        var (store, feed) = (await StoreAsync(), FeedId.Parse(NewId()));
        var full = SeenItems.Empty.With(Enumerable.Range(0, SeenItems.Capacity).Select(number => new FoundItem { Key = $"{number}", Title = "Fire" }));

        await store.SaveAsync(feed, full, [.. Enumerable.Range(1, 16).Select(Run)], null, None);

        Assert.Equal(4096, (await store.GetAsync(feed, None)).Seen.Count);
    }

    private static FoundRun Run(int number) => new($"run-{number}", new FoundBlob($"20261120/borske-vesti/{number}.json.gz", 101));

    private async Task<SeenItemsStore> StoreAsync()
    {
        await TableAsync(SeenItemsStore.Table);
        return new SeenItemsStore(Tables);
    }
}

public sealed class FoundItemStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task The_first_writer_of_a_name_wins_and_the_second_is_told_what_is_there()
    {
        await ContainerAsync(FoundItemStore.Container);
        var store = new FoundItemStore(Blobs);
        var name = FoundItemStore.Name(Noon, FeedId.Parse("borske-vesti"), NewId());

        var first = await store.SaveAsync(name, Batch(3), None);
        var second = await store.SaveAsync(name, Batch(1), None);

        Assert.StartsWith("20261120/borske-vesti/", name, StringComparison.Ordinal);
        Assert.Equal((new FoundBlob(name, 3), new FoundBlob(name, 3)), (first, second));
        Assert.Equal(["Požar 0", "Požar 1", "Požar 2"], (await store.GetAsync(name, None)).Items.Select(entry => entry.Item.Title));
        Assert.Null(await store.FindAsync(name + "x", None));
    }

    private static FoundBatch Batch(int items) => new(
        FeedId.Parse("borske-vesti"), "Borske vesti", SourceReliability.C, false, "sr", new CountryCode("RS"), Noon,
        [.. Enumerable.Range(0, items).Select(number => new FoundEntry(ItemId.Parse($"i{number}"), false, new FoundItem { Key = $"{number}", Title = $"Požar {number}" }))]);
}

public sealed class UploadStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task The_same_file_twice_is_one_upload_and_a_trial_is_another()
    {
        var uploads = await StoreAsync();
        var content = BinaryData.FromString($"id,title\n1,{NewId()}\n");
        var id = UploadStore.Id(content, dryRun: false);

        var first = await uploads.ReceiveAsync(id, "items.csv", content, false, None);
        var second = await uploads.ReceiveAsync(id, "items.csv", content, false, None);
        var trial = await uploads.ReceiveAsync(UploadStore.Id(content, dryRun: true), "items.csv", content, true, None);

        Assert.Equal((true, false, true), (first, second, trial));
        Assert.NotEqual(id, UploadStore.Id(content, dryRun: true));
        Assert.Equal(content.ToString(), (await uploads.DownloadAsync($"{id}/items.csv", 1000, None))!.ToString());
        Assert.True(UploadStore.IsDryRun($"dry-run/{id}/items.csv"));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_null_and_one_too_large_is_refused()
    {
        var uploads = await StoreAsync();
        var id = NewId();
        await uploads.ReceiveAsync(id, "big.csv", BinaryData.FromBytes(new byte[11]), false, None);

        Assert.Null(await uploads.DownloadAsync($"{id}/small.csv", 10, None));
        await Assert.ThrowsAsync<EsgFunctions.Hosting.MalformedMessageException>(() => uploads.DownloadAsync($"{id}/big.csv", 10, None));
        Assert.NotNull(await uploads.DownloadAsync($"{id}/big.csv", 11, None));
    }

    [Fact]
    public async Task What_became_of_an_upload_is_read_as_it_was_written()
    {
        var uploads = await StoreAsync();
        var upload = new Upload(NewId(), "sites.csv", UploadStatus.Imported, UploadKind.Sites, 3, 1, 2, [new RowError(4, "lat", "is missing")], "One column is not known.", Noon);

        await uploads.SaveAsync(upload, None);
        await uploads.QuarantineAsync(upload.Id, "sites.csv", BinaryData.FromString("x"), None);

        var read = await uploads.GetAsync(upload.Id, None);
        Assert.Equal(upload.Rejected, read!.Rejected);
        Assert.Equal(upload with { Rejected = read.Rejected }, read);
        Assert.Null(await uploads.GetAsync(NewId(), None));
        Assert.True(await Blobs.GetBlobContainerClient(UploadStore.Quarantine).GetBlobClient($"{upload.Id}/sites.csv").ExistsAsync());
    }

    private async Task<UploadStore> StoreAsync()
    {
        await TableAsync(UploadStore.Table);
        await ContainerAsync(UploadStore.Container, UploadStore.Quarantine);
        return new UploadStore(Tables, Blobs);
    }
}
