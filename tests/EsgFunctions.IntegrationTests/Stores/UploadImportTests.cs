using System.IO.Compression;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Places;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EsgFunctions.IntegrationTests.Stores;

/// <summary>The import of a file on the emulator, function by function as the queues would call them, with deaths between any two writes.</summary>
public sealed class UploadImportTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private readonly string _connection = azurite.ConnectionString;

    [Fact]
    public async Task A_file_of_rows_is_read_in_slices_and_tells_how_far_it_has_come()
    {
        var file = Items(NewId(), 20_030);

        var import = await ImportAsync(file);

        Assert.Equal([(20_000, UploadStatus.Importing), (20_030, UploadStatus.Imported)], import.Steps.Select(step => (step.RowsRead, step.Status)));
        Assert.InRange(import.Steps[0].Percent, 99, 99);
        Assert.Equal((20_030, 0, 0, 100), (import.Upload.Accepted, import.Upload.Duplicates, import.Upload.RejectedCount, import.Upload.Percent));
        Assert.Equal((201, 20_030), (import.Messages.Count, import.Messages.Sum(message => message.Count)));
        Assert.All(import.Messages, message => Assert.InRange(message.Count, 1, 100));
        Assert.InRange(import.Messages.Select(message => message.Blob).Distinct().Count(), 21, 21);
    }

    [Theory]
    [InlineData("items")]
    [InlineData("people")]
    public async Task A_death_after_any_write_leaves_no_trace_in_the_end(string kind)
    {
        for (var deaths = 1; ; deaths++)
        {
            // Rows so wide that ten of them are two slices; one is rejected, one says the same as another, and both files share a row.
            var key = NewId();
            var earlier = await ImportAsync(Wide(kind, key, 0, 2));
            var budget = new WriteBudget(deaths);

            var import = await ImportAsync(Wide(kind, key, 1, 10), budget);

            Assert.Equal(UploadStatus.Imported, import.Upload.Status);
            Assert.Equal((11, 8, 2, 1), (import.Upload.RowsRead, import.Upload.Accepted, import.Upload.Duplicates, import.Upload.RejectedCount));
            Assert.Equal(2, import.Slices);
            if (kind == "items")
            {
                Assert.Equal(2, earlier.Items.Count);
                Assert.Equal(Enumerable.Range(2, 8).Select(n => $"{key}-{n}"), import.Items.Order());
            }
            else
            {
                Assert.Equal(10, (await new PersonStore(Tables).FindManyAsync([.. Enumerable.Range(0, 12).Select(n => PersonId.Parse($"{key}-{n}"))], None)).Count);
            }

            if (budget.IsUnused)
            {
                Assert.InRange(deaths, 8, 60);
                return;
            }
        }
    }

    [Fact]
    public async Task Two_deliveries_of_a_slice_at_the_same_time_are_one()
    {
        var world = await WorldAsync(null);
        var due = Assert.Single((await world.Upload.RunAsync(await PutAsync(Wide("people", NewId(), 0, 6)), None)).SlicesDue);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Record.ExceptionAsync(() => world.Slice.RunAsync(due, None))));
        await world.Slice.RunAsync(due, None);

        var upload = (await world.Uploads.FindAsync(due.Upload, None))!.Value.Upload;
        Assert.InRange(both.Count(failure => failure is null), 1, 2);
        Assert.Equal((6, 1), (upload.Accepted, upload.Duplicates));
    }

    [Fact]
    public async Task The_same_file_under_another_name_is_the_same_upload()
    {
        var world = await WorldAsync(null);
        var content = Items(NewId(), 3);
        var first = await ImportAsync(content);
        var again = await world.Upload.RunAsync(await PutAsync(content, "other.csv"), None);

        Assert.Empty(again.SlicesDue);
        Assert.Equal("file.csv", (await world.Uploads.FindAsync(first.Upload.Id, None))!.Value.Upload.Name);
    }

    [Fact]
    public async Task Items_of_an_earlier_file_are_duplicates_unless_their_words_have_changed()
    {
        var key = NewId();
        await ImportAsync(Encoding.UTF8.GetBytes($"id,title,author\n{key}-1,Fire in Bor,Ana\n{key}-2,Strike in Bor,Ana\n"));

        var later = await ImportAsync(Encoding.UTF8.GetBytes($"id,title,author\n{key}-1,Fire in Bor,Bob\n{key}-2,Strike in Bor has ended,Ana\n{key}-3,Flood,Ana\n{key}-3,Flood,Ana\n"));

        Assert.Equal((2, 2), (later.Upload.Accepted, later.Upload.Duplicates));
        Assert.Equal([(true, $"{key}-2"), (false, $"{key}-3")], later.Entries.Select(entry => (entry.Revised, entry.Item.Key)).OrderBy(entry => entry.Key));
    }

    [Fact]
    public async Task A_dry_run_counts_what_the_import_will_and_saves_nothing()
    {
        var content = Wide("items", NewId(), 0, 10);

        var tried = await ImportAsync(content, dryRun: true);
        var triedAgain = await ImportAsync(content, dryRun: true);
        var import = await ImportAsync(content);

        Assert.Equal((UploadStatus.Tried, 10, 1, 1), (tried.Upload.Status, tried.Upload.Accepted, tried.Upload.Duplicates, tried.Upload.RejectedCount));
        Assert.Equal((UploadStatus.Tried, 10, 1, 1), (triedAgain.Upload.Status, triedAgain.Upload.Accepted, triedAgain.Upload.Duplicates, triedAgain.Upload.RejectedCount));
        Assert.Equal((UploadStatus.Imported, 10, 1, 1), (import.Upload.Status, import.Upload.Accepted, import.Upload.Duplicates, import.Upload.RejectedCount));
        Assert.Equal((0, 0, 10), (tried.Messages.Count, triedAgain.Messages.Count, import.Items.Count));
    }

    [Fact]
    public async Task Rejected_rows_of_all_slices_come_back_in_the_order_of_the_file()
    {
        var import = await ImportAsync(Wide("items", NewId(), 0, 10, bad: 3));

        using var csv = new MemoryStream();
        await import.World.Uploads.WriteRejectedAsync(import.Upload.Id, csv, None);

        Assert.Equal((2, 3), (import.Slices, import.Upload.RejectedCount));
        Assert.Equal(["13", "14", "15"], Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[0]));
    }

    [Theory]
    [InlineData("windows-1251", "Забастовка в Норильске: дорога закрыта")]
    [InlineData("utf-16", "Požar u Boru")]
    public async Task A_file_in_another_encoding_is_read_from_a_copy_that_goes_when_it_ends(string encoding, string title)
    {
        var code = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var content = (byte[])[.. code.GetPreamble(), .. code.GetBytes($"id,title\n{NewId()},{title}\n")];

        var import = await ImportAsync(content);

        Assert.Equal((UploadStatus.Imported, null), (import.Upload.Status, import.Upload.Reason));
        Assert.Equal(title, Assert.Single(import.Entries).Item.Title);
        Assert.False((await Blobs.GetBlobContainerClient(UploadStore.TextContainer).GetBlobClient(import.Upload.Id).ExistsAsync()).Value);
    }

    [Fact]
    public async Task A_feed_is_one_slice()
    {
        var key = NewId();

        var import = await ImportAsync(Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><title>Borske vesti</title><item><guid>{key}</guid><title>Fire in Bor</title></item></channel></rss>"));

        Assert.Equal((UploadKind.Rss, 1, 1), (import.Upload.Kind, import.Upload.Accepted, import.Upload.RowsRead));
        Assert.Equal(key, Assert.Single(import.Entries).Item.Key);
    }

    [Fact]
    public async Task A_zip_file_answers_for_each_of_its_files_by_name()
    {
        var key = NewId();
        var rows = Encoding.UTF8.GetBytes($"id,title\n{key},Fire\n");
        var import = await ImportAsync(Zip(("../../rows.csv", rows), ("inner.zip", Zip(("a.csv", rows))), ("bomb.csv", new byte[3_000_000]), ("__MACOSX/x", [1]), ("photo.png", [0x89, 0x50, 0x4E, 0x47])));

        Assert.Equal((UploadStatus.Imported, UploadKind.Zip, 2, 2), (import.Upload.Status, import.Upload.Kind, import.Upload.Accepted, import.Upload.RejectedCount));
        Assert.Equal(
            [("../../rows.csv", StableHash.Of(rows), null), ("inner.zip", null, "A zip file within a zip file is not read."), ("bomb.csv", null, "It is more than 200 times as large as it is packed."), ("photo.png", StableHash.Of([0x89, 0x50, 0x4E, 0x47]), null)],
            import.Upload.Entries.Select(entry => (entry.Name, entry.Upload, entry.Reason)));
        var files = new List<string>();
        await foreach (var blob in Blobs.GetBlobContainerClient(UploadStore.Container).GetBlobsAsync(prefix: $"zip/{import.Upload.Id}/"))
        {
            files.Add(blob.Name);
        }

        Assert.Equal([$"zip/{import.Upload.Id}/0000/rows.csv", $"zip/{import.Upload.Id}/0003/photo.png"], files);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_and_kept()
    {
        var import = await ImportAsync(Encoding.UTF8.GetBytes($"colour,{NewId()}\nred,sweet\n"));
        var empty = await ImportAsync([]);

        Assert.Equal((UploadStatus.Refused, 0), (import.Upload.Status, import.Slices));
        Assert.True((await Blobs.GetBlobContainerClient(UploadStore.Quarantine).GetBlobClient($"{import.Upload.Id}/file.csv").ExistsAsync()).Value);
        Assert.Equal("The file is empty", empty.Upload.Reason);
    }

    private static byte[] Items(string key, int rows) =>
        Encoding.UTF8.GetBytes("id,title\n" + string.Concat(Enumerable.Range(0, rows).Select(n => $"{key}-{n},The library of ward {n} opens on Sunday\n")));

    /// <summary>Rows of 950 KB, then one more of the last and one that is wrong.</summary>
    private static byte[] Wide(string kind, string key, int from, int rows, int bad = 1)
    {
        var (header, row, wrong) = kind == "items"
            ? ("id,title,pad", (Func<int, string>)(n => $"{key}-{n},Fire number {n}"), $"{key}-x,")
            : ("id,name,email,pad", n => $"{key}-{n},Ana {n},ana{n}@mine.example", $"{key}-x,Bob,nowhere");
        var pad = new string('x', 950_000);
        return Encoding.UTF8.GetBytes($"{header}\n" + string.Concat(Enumerable.Range(from, rows - from).Select(n => $"{row(n)},{pad}\n")) + $"{row(rows - 1)},again\n" + string.Concat(Enumerable.Repeat($"{wrong},\n", bad)));
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private async Task<BlobCreated> PutAsync(byte[] content, string name = "file.csv", bool dryRun = false)
    {
        await ContainerAsync(UploadStore.Container);
        var file = $"{(dryRun ? "dry-run/" : "")}{NewId()}/{name}";
        await Blobs.GetBlobContainerClient(UploadStore.Container).GetBlobClient(file).UploadAsync(BinaryData.FromBytes(content));
        return new BlobCreated("1", $"/blobServices/default/containers/uploads/blobs/{file}", Noon, null);
    }

    /// <summary>Delivers each message until it is done, as a queue does, and runs the timer until no import is open.</summary>
    private async Task<Import> ImportAsync(byte[] content, WriteBudget? budget = null, bool dryRun = false)
    {
        var world = await WorldAsync(budget);
        var calm = await WorldAsync(null);
        var file = await PutAsync(content, dryRun: dryRun);
        var due = (await DeliverAsync(() => world.Upload.RunAsync(file, None))).SlicesDue;
        var id = UploadStore.Id(StableHash.Of(content), dryRun);
        var import = new Import(calm, [], [], [], []);
        while (due.Count > 0)
        {
            var slice = Assert.Single(due);
            import.Messages.AddRange((await DeliverAsync(() => world.Slice.RunAsync(slice, None))).ItemsFound);
            import.Steps.Add((await calm.Uploads.FindAsync(id, None))!.Value.Upload);
            due = [.. (await calm.Uploads.ListOpenAsync(Noon, None)).Where(open => open.Upload == id)];
        }

        var items = new FoundItemStore(Blobs);
        foreach (var message in import.Messages.Distinct())
        {
            import.Entries.AddRange((await items.GetAsync(message.Blob, None)).Items.Skip(message.From).Take(message.Count));
        }

        import.Items.AddRange(import.Entries.Select(entry => entry.Item.Key));
        return import with { Upload = (await calm.Uploads.FindAsync(id, None))!.Value.Upload };
    }

    private static async Task<T> DeliverAsync<T>(Func<Task<T>> run)
    {
        while (true)
        {
            try
            {
                return await run();
            }
            catch (Died)
            {
            }
            catch (AggregateException several) when (several.InnerExceptions.All(one => one is Died))
            {
            }
        }
    }

    private async Task<World> WorldAsync(WriteBudget? budget)
    {
        await TableAsync(UploadStore.Table, FeedStore.Table, FeedStateStore.Table, PersonStore.Table, SiteStore.Table, SiteStore.RosterTable);
        await ContainerAsync(UploadStore.Container, UploadStore.TextContainer, UploadStore.Quarantine, UploadedItemsStore.Container, FoundItemStore.Container);
        var (blobOptions, tableOptions) = (new BlobClientOptions(), new TableClientOptions());
        if (budget is not null)
        {
            blobOptions.AddPolicy(budget, HttpPipelinePosition.PerCall);
            tableOptions.AddPolicy(budget, HttpPipelinePosition.PerCall);
        }

        var blobs = new BlobServiceClient(_connection, blobOptions);
        var tables = new TableServiceClient(_connection, tableOptions);
        var uploads = new UploadStore(tables, blobs);
        var items = new UploadedItemsStore(blobs, new FoundItemStore(blobs));
        var options = Options.Create(new IngestionOptions());
        var time = new HandClock(Noon);
        var sites = new SiteStore(tables, time);
        return new World(
            uploads,
            new ImportUploadFunction(uploads, items, new ArchiveReader(uploads), options, time, NullLogger<ImportUploadFunction>.Instance),
            new ImportSliceFunction(
                uploads, items, new OutlineStore(new FeedStore(tables), new FeedStateStore(tables), time),
                [new PersonRowStore(new PersonStore(tables)), new SiteRowStore(sites), new RosterRowStore(sites)], options, NullLogger<ImportSliceFunction>.Instance));
    }

    private sealed record World(UploadStore Uploads, ImportUploadFunction Upload, ImportSliceFunction Slice);

    private sealed record Import(World World, List<Upload> Steps, List<ItemsFound> Messages, List<FoundEntry> Entries, List<string> Items)
    {
        public Upload Upload { get; init; } = null!;

        public int Slices => Steps.Count;
    }

    private sealed class Died : Exception;

    /// <summary>A machine that dies once: just after so many writes have reached the store.</summary>
    private sealed class WriteBudget(int writes) : HttpPipelinePolicy
    {
        private int _left = writes;

        public bool IsUnused => _left > 0;

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await ProcessNextAsync(message, pipeline);
            if (message.Request.Method != RequestMethod.Get && message.Request.Method != RequestMethod.Head && Interlocked.Decrement(ref _left) == 0)
            {
                throw new Died();
            }
        }
    }
}
