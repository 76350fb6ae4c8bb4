using EsgFunctions.Hosting;
using System.Text;
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
            FeedId.Parse(NewId()), new Uri("https://news.example/rss?q=%C5%BE"), "Borske vesti", FeedKind.Cap, SourceReliability.B, "sr", new CountryCode("RS"), 7, ["strike", "požar"], ["sport"], PersonId.Parse("E-1"), true, "https://news.example/", "Serbia / East");
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
            Daily = [new DayCount(new DateOnly(2026, 11, 20), 3, 2, TimeSpan.FromMinutes(95)), new DayCount(new DateOnly(2026, 11, 19), 11)],
            WatchedSince = Noon.AddDays(-9),
            Stop = new FeedStop("mira", "It repeats another.", Noon),
            FilteredBy = [new FilterCount("exclude: požar", 3)],
            ValidatorsOf = new Uri("https://news.example/rss?q=%C5%BE"),
            AskedDelay = TimeSpan.FromMinutes(90),
            Move = new FeedMove(new Uri("https://new.example/rss"), 2),
        };

        await states.SaveAsync(state, None);

        var (read, _) = (await states.GetAsync(state.Feed, None))!.Value;
        Assert.Equal(state.Daily, read.Daily);
        Assert.Equal(state.FilteredBy, read.FilteredBy);
        Assert.Equal(state with { Daily = read.Daily, FilteredBy = read.FilteredBy }, read);
    }

    [Fact]
    public async Task A_state_that_was_changed_meanwhile_is_not_written_over()
    {
        var states = await StoreAsync();
        var state = State();
        var created = await states.TrySaveAsync(state, null, None);
        var (_, etag) = (await states.GetAsync(state.Feed, None))!.Value;
        await states.PostponeAsync([state.Feed], Noon.AddHours(1), None);

        var stale = await states.TrySaveAsync(state with { Errors = 9 }, etag, None);
        var twice = await states.TrySaveAsync(state, null, None);
        await states.DeleteAsync(state.Feed, None);
        var gone = await states.TrySaveAsync(state, etag, None);

        Assert.Equal((true, false, false, false), (created, stale, twice, gone));
        Assert.Null(await states.GetAsync(state.Feed, None));
    }

    [Fact]
    public async Task Postponing_more_feeds_than_a_transaction_keeps_all_else_that_is_known()
    {
        var states = await StoreAsync();
        var known = State() with { Errors = 2, Reason = "answered 503", ETag = "\"v1\"" };
        await states.SaveAsync(known, None);

        await states.PostponeAsync([known.Feed, .. Enumerable.Range(0, 120).Select(_ => FeedId.Parse(NewId()))], Noon.AddMinutes(10), None);

        var (read, _) = (await states.GetAsync(known.Feed, None))!.Value;
        Assert.Equal(known with { NextPollAt = Noon.AddMinutes(10), Daily = read.Daily, FilteredBy = read.FilteredBy }, read);
    }

    private async Task<FeedStateStore> StoreAsync()
    {
        await TableAsync(FeedStateStore.Table);
        return new FeedStateStore(Tables);
    }

    private static FeedState State() => new(
        FeedId.Parse(NewId()), FeedStatus.Healthy, Noon, Noon.AddMinutes(-5), Noon.AddHours(-1), 0, null, null, "\"v2\"", Noon.AddHours(-2), [], 14, 3, "The feed is not well-formed.");
}

public sealed class FeedNoticeStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_notice_is_read_as_it_was_written_and_of_two_runs_at_once_one_decides()
    {
        await TableAsync(FeedNoticeStore.Table);
        var notices = new FeedNoticeStore(Tables);
        var told = new FeedNotice(FeedId.Parse(NewId()), FeedTrouble.Silent, PersonId.Parse("E-1"), "Borske vesti", "https://news.example/rss", "no new item", Noon.AddHours(-1), Noon, false);
        var untold = told with { Feed = FeedId.Parse(NewId()), Trouble = FeedTrouble.None, Owner = null, Reason = null, Since = null, IsPlanned = true };

        var first = await notices.TrySaveAsync(told, null, None);
        var second = await notices.TrySaveAsync(told with { At = Noon.AddSeconds(1) }, null, None);
        await notices.TrySaveAsync(untold, null, None);
        var all = await notices.ListAsync(None);
        var planned = await notices.TrySaveAsync(told with { IsPlanned = true }, first, None);
        var stale = await notices.TrySaveAsync(told, first, None);
        await notices.DeleteAsync(told.Feed, None);

        Assert.Contains((told, first!.Value), all);
        Assert.Contains(untold, all.Select(one => one.Notice));
        Assert.NotNull(planned);
        Assert.Equal((null, null), (second, stale));
        Assert.DoesNotContain(await notices.ListAsync(None), one => one.Notice.Feed == told.Feed);
    }
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
    public async Task The_first_file_of_a_name_stays_and_is_looked_over_in_one_pass()
    {
        var uploads = await StoreAsync();
        var file = $"{NewId()}/items.csv";
        var content = Encoding.UTF8.GetBytes("id,title\n1,Požar\n");

        var first = await uploads.PutFileAsync(file, new MemoryStream(content), "text/csv; charset=utf-8", overwrite: false, None);
        var second = await uploads.PutFileAsync(file, new MemoryStream([1]), null, overwrite: false, None);
        var scan = (await uploads.ScanAsync(file, 1000, None))!.Value;

        Assert.Equal((true, false), (first, second));
        Assert.Equal((StableHash.Of(content), content.Length), (scan.Hash, scan.Length));
        Assert.Equal((true, true, "text/csv; charset=utf-8"), (scan.Head.IsWhole, scan.Head.IsUtf8, scan.Head.ContentType));
        Assert.Null(await uploads.ScanAsync(file + "x", 1000, None));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_looked_over()
    {
        var uploads = await StoreAsync();
        var file = $"{NewId()}/big.csv";
        await uploads.PutFileAsync(file, new MemoryStream(new byte[11]), null, overwrite: false, None);

        var scan = (await uploads.ScanAsync(file, 10, None))!.Value;

        Assert.Equal((11, 0), (scan.Length, scan.Head.Bytes.Length));
    }

    [Fact]
    public async Task A_part_of_a_file_is_read_alone_unless_the_file_was_replaced()
    {
        var uploads = await StoreAsync();
        var id = NewId();
        var file = $"{id}/items.csv";
        await uploads.PutFileAsync(file, new MemoryStream("0123456789"u8.ToArray()), null, overwrite: true, None);
        var progress = new UploadProgress(file, (await uploads.ScanAsync(file, 100, None))!.Value.ETag, false, 0, null, new RowPosition(3, 1), null);

        var part = await uploads.ReadAsync(id, progress, 4, None);
        await uploads.PutFileAsync(file, new MemoryStream("abcdefghij"u8.ToArray()), null, overwrite: true, None);

        Assert.Equal("3456", Encoding.UTF8.GetString(part!.Value.Span));
        Assert.Null(await uploads.ReadAsync(id, progress, 4, None));
    }

    [Fact]
    public async Task What_became_of_an_upload_is_read_as_it_was_written_and_only_one_of_two_writers_gets_on()
    {
        var uploads = await StoreAsync();
        var upload = new Upload(NewId(), "sites.csv", UploadStatus.Imported, UploadKind.Sites, 3, 1, 2, [new RowError(4, "lat", "is missing")], "One column is not known.", Noon) { Entries = [new("a", "b", null)] };
        var progress = new UploadProgress("f", "e", true, 7, new RowLayout(UploadKind.Sites, RowForm.Csv, ';', ["id"]), new RowPosition(12345678901, 99), null);

        var etag = await uploads.SaveAsync(upload, progress, null, None);
        var read = (await uploads.FindAsync(upload.Id, None))!.Value;
        await uploads.SaveAsync(upload, progress, etag, None);

        Assert.Equal(upload.Rejected, read.Upload.Rejected);
        Assert.Equal(upload.Entries, read.Upload.Entries);
        Assert.Equal(upload with { Rejected = read.Upload.Rejected, Entries = read.Upload.Entries }, read.Upload);
        Assert.Equal(["id"], read.Progress!.Layout!.Columns);
        Assert.Equal((7, 12345678901, 99), (read.Progress.Slice, read.Progress.At.Offset, read.Progress.At.Line));
        Assert.Equal(412, (await Assert.ThrowsAsync<Azure.RequestFailedException>(() => uploads.SaveAsync(upload, progress, etag, None))).Status);
        Assert.Null(await uploads.FindAsync(NewId(), None));
    }

    [Fact]
    public async Task An_open_import_is_listed_while_it_waits_and_again_when_it_was_released_long_ago()
    {
        var uploads = await StoreAsync();
        var (waiting, released, closed) = (NewId(), NewId(), NewId());
        await uploads.OpenAsync(waiting, 3, null, None);
        await uploads.OpenAsync(released, 4, Noon, None);
        await uploads.OpenAsync(closed, 5, null, None);
        await uploads.CloseAsync(closed, None);

        var before = await uploads.ListOpenAsync(Noon, None);
        var after = await uploads.ListOpenAsync(Noon.AddSeconds(1), None);

        Assert.Equal([(true, false, false), (true, true, false)], new[] { before, after }.Select(list => (
            list.Contains(new UploadSliceDue(waiting, 3)), list.Contains(new UploadSliceDue(released, 4)), list.Any(due => due.Upload == closed))));
    }

    private async Task<UploadStore> StoreAsync()
    {
        await TableAsync(UploadStore.Table);
        await ContainerAsync(UploadStore.Container, UploadStore.TextContainer, UploadStore.Quarantine);
        return new UploadStore(Tables, Blobs);
    }
}
