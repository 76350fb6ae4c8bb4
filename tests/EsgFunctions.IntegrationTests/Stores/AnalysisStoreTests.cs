using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.IntegrationTests.Stores;

public sealed class StoryStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(72);

    // Each test has a country of its own: the head row is shared by all openings of a country and month.
    [Fact]
    public async Task A_story_is_read_as_it_was_written()
    {
        var stories = await StoreAsync();
        var story = Told.Story(NewId(), new CountryCode("AA"), Noon);

        var etag = await stories.OpenAsync(story, await stories.ListOpenAsync(new CountryCode("AA"), Noon, Window, None), None);

        var (read, readTag) = (await stories.GetAsync(story.Id, None))!.Value;
        Assert.Equal(etag, readTag);
        Assert.Equal(
            (story.Headline, story.Place, story.Severity, story.Area!.Circles[0], story.Area.Rings[0][1], story.Tellings[0], story.Score!.Value, story.Score.Factors[0], story.IndependentSources),
            (read.Headline, read.Place, read.Severity, read.Area!.Circles[0], read.Area.Rings[0][1], read.Tellings[0], read.Score!.Value, read.Score.Factors[0], read.IndependentSources));
    }

    [Fact]
    public async Task Of_two_that_open_a_story_at_once_one_wins_and_the_other_is_told_to_look_again()
    {
        var (mine, other) = (await StoreAsync(), await StoreAsync());
        var country = new CountryCode("AB");
        var (mineSaw, otherSaw) = (await mine.ListOpenAsync(country, Noon, Window, None), await other.ListOpenAsync(country, Noon, Window, None));
        var first = Told.Story(NewId(), country, Noon);

        var won = await mine.OpenAsync(first, mineSaw, None);
        var lost = await other.OpenAsync(Told.Story(NewId(), country, Noon), otherSaw, None);
        var again = await other.ListOpenAsync(country, Noon, Window, None);
        var then = await other.OpenAsync(Told.Story(NewId(), country, Noon), again, None);
        var stale = await mine.OpenAsync(Told.Story(NewId(), country, Noon), again, None);

        Assert.Equal([true, false, true, false], new[] { won, lost, then, stale }.Select(etag => etag is not null));
        Assert.Equal([first.Id], again.Stories.Select(one => one.Story.Id));
        Assert.Equal(2, (await mine.ListOpenAsync(country, Noon, Window, None)).Stories.Count);
    }

    [Fact]
    public async Task Of_two_that_change_a_story_at_once_the_slower_must_read_it_again()
    {
        var stories = await StoreAsync();
        var country = new CountryCode("AC");
        var story = Told.Story(NewId(), country, Noon);
        var etag = (await stories.OpenAsync(story, await stories.ListOpenAsync(country, Noon, Window, None), None))!.Value;

        var won = await stories.SaveAsync(story with { Headline = "Three dead", Revision = 2 }, etag, None);
        var lost = await stories.SaveAsync(story with { Headline = "Four dead", Revision = 2 }, etag, None);

        Assert.NotNull(won);
        Assert.Null(lost);
        Assert.Equal("Three dead", (await stories.GetAsync(story.Id, None))!.Value.Story.Headline);
    }

    [Fact]
    public async Task A_story_is_open_within_the_window_also_when_the_month_has_changed()
    {
        var stories = await StoreAsync();
        var country = new CountryCode("AD");
        var evening = new DateTimeOffset(2026, 10, 31, 22, 0, 0, TimeSpan.Zero);
        var story = Told.Story(NewId(), country, evening);
        await stories.OpenAsync(story, await stories.ListOpenAsync(country, evening, Window, None), None);

        var next = await stories.ListOpenAsync(country, evening.AddHours(72), Window, None);
        var late = await stories.ListOpenAsync(country, evening.AddHours(72.1), Window, None);

        Assert.Equal([story.Id], next.Stories.Select(one => one.Story.Id));
        Assert.Equal("AD-202611", next.Partition);
        Assert.Empty(late.Stories);
    }

    [Fact]
    public async Task An_older_item_may_open_a_story_of_the_month_before()
    {
        var stories = await StoreAsync();
        var country = new CountryCode("AE");
        var seen = await stories.ListOpenAsync(country, new DateTimeOffset(2026, 11, 1, 1, 0, 0, TimeSpan.Zero), Window, None);
        var story = Told.Story(NewId(), country, new DateTimeOffset(2026, 10, 31, 23, 0, 0, TimeSpan.Zero));

        Assert.NotNull(await stories.OpenAsync(story, seen, None));
    }

    [Fact]
    public async Task A_day_is_listed_newest_first_page_by_page()
    {
        var stories = await StoreAsync();
        var (country, day) = (new CountryCode("AF"), new DateTimeOffset(2025, 3, 4, 0, 0, 0, TimeSpan.Zero));
        var opened = new List<StoryId>();
        for (var hour = 0; hour < 5; hour++)
        {
            var story = Told.Story(NewId(), country, day.AddHours(hour * 5));
            await stories.OpenAsync(story, await stories.ListOpenAsync(country, story.FirstSeen, Window, None), None);
            opened.Insert(0, story.Id);
        }

        var listed = new List<StoryId>();
        string? next = null;
        var pages = 0;
        do
        {
            (var page, next) = await stories.ListDayAsync(new DateOnly(2025, 3, 4), 2, next, None);
            listed.AddRange(page);
            pages++;
        }
        while (next is not null);

        Assert.Equal(opened, listed);
        Assert.Equal(3, pages);
        Assert.Empty((await stories.ListDayAsync(new DateOnly(2025, 3, 5), 2, null, None)).Stories);
    }

    private async Task<StoryStore> StoreAsync()
    {
        await TableAsync(StoryStore.Table, StoryStore.DayTable);
        return new StoryStore(Tables);
    }
}

public sealed class ItemStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task Verdicts_of_a_day_are_listed_page_by_page_of_one_feed_or_of_all()
    {
        await TableAsync(ItemStore.Table, ItemStore.BatchTable);
        var items = new ItemStore(Tables);
        var day = new DateTimeOffset(2025, 6, 7, 8, 0, 0, TimeSpan.Zero);
        foreach (var (feed, blob, from, count) in new[] { ("bor", "a", 0, 100), ("bor", "a", 100, 7), ("bor", "a", 0, 100), ("bor-2", "b", 0, 3), ("bo", "c", 0, 1) })
        {
            var source = new FoundBatch(FeedId.Parse(feed), feed, SourceReliability.C, false, "sr", new CountryCode("RS"), day, []);
            await items.SaveBatchAsync(new ItemsFound(blob, from, count), source, [.. Enumerable.Range(from, count).Select(number => Verdict(feed, number, day))], None);
        }

        var first = await items.ListAsync(new DateOnly(2025, 6, 7), FeedId.Parse("bor"), 1, null, None);
        var second = await items.ListAsync(new DateOnly(2025, 6, 7), FeedId.Parse("bor"), 1, first.Next, None);
        var all = await items.ListAsync(new DateOnly(2025, 6, 7), null, 50, null, None);

        Assert.Equal((100, 7), (first.Verdicts.Count, second.Verdicts.Count));
        Assert.All(first.Verdicts.Concat(second.Verdicts), verdict => Assert.Equal("bor", verdict.Feed.Value));
        Assert.Equal(111, all.Verdicts.Count);
        Assert.Null(all.Next);
        Assert.Empty((await items.ListAsync(new DateOnly(2025, 6, 8), null, 50, null, None)).Verdicts);
    }

    [Fact]
    public async Task An_item_is_read_as_it_was_written_and_a_second_time_replaces_it()
    {
        await TableAsync(ItemStore.Table, ItemStore.BatchTable);
        var items = new ItemStore(Tables);
        var entry = new FoundEntry(ItemId.Parse(NewId()), false, new FoundItem { Key = "1", Title = "Požar u Boru", Text = new string('ж', 9000), Published = Noon });
        var source = new FoundBatch(FeedId.Reports, "report", SourceReliability.B, false, "sr", new CountryCode("RS"), Noon, [entry]);

        await items.SaveItemAsync(ItemView.Waiting(entry, source, "blob"), None);
        await items.SaveItemAsync(ItemView.Waiting(entry, source, "blob-2"), None);

        var read = await items.GetAsync(entry.Id, None);
        Assert.Equal(("Požar u Boru", 4000, "blob-2", "waiting"), (read!.Title, read.Text.Length, read.Blob, read.Status));
        Assert.Null(await items.GetAsync(ItemId.Parse(NewId()), None));
    }

    private static ItemVerdict Verdict(string feed, int number, DateTimeOffset at) =>
        new(ItemId.Parse($"i{number}"), FeedId.Parse(feed), $"Title {number}", at, "sr", RiskCategory.None, CategoryReason.NoTerms, 0, null, StageRun.Now("analyse", at, "words", "nothing"));
}

public sealed class FingerprintStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task A_text_is_known_again_in_another_instance_once_it_has_looked_again()
    {
        await TableAsync(FingerprintStore.Table);
        var clock = new HandClock(new DateTimeOffset(2027, 1, 2, 3, 30, 0, TimeSpan.Zero));
        var (mine, other) = (new FingerprintStore(Tables, clock), new FingerprintStore(Tables, clock));
        var story = StoryId.For(new CountryCode("RS"), Noon, NewId());
        const ulong Text = 0xAAAA_5555_1234_0000;

        var before = await other.FindAsync(Text, None);
        await mine.AddAsync([new Fingerprint(Text, story.Pack())], None);
        await mine.AddAsync([new Fingerprint(Text, story.Pack())], None);
        clock.Now += TimeSpan.FromSeconds(19);
        var stale = await other.FindAsync(Text ^ 0b111, None);
        clock.Now += TimeSpan.FromSeconds(1);
        var found = await other.FindAsync(Text ^ 0b111, None);
        var unlike = await other.FindAsync(Text ^ 0b1111, None);

        Assert.Equal([null, null, story, null], new[] { before, stale, found, unlike });
    }

    [Fact]
    public async Task A_text_is_remembered_for_72_hours()
    {
        await TableAsync(FingerprintStore.Table);
        var clock = new HandClock(new DateTimeOffset(2028, 1, 2, 3, 30, 0, TimeSpan.Zero));
        var store = new FingerprintStore(Tables, clock);
        var story = StoryId.For(new CountryCode("RS"), Noon, NewId());
        await store.AddAsync([new Fingerprint(0xBBBB_5555_0000_1111, story.Pack())], None);

        clock.Now += TimeSpan.FromHours(72);
        await store.ForgetAsync(clock.Now, None);
        var kept = await store.FindAsync(0xBBBB_5555_0000_1111, None);
        clock.Now += TimeSpan.FromHours(1);
        await store.ForgetAsync(clock.Now, None);
        var gone = await store.FindAsync(0xBBBB_5555_0000_1111, None);
        var forgotten = await new FingerprintStore(Tables, clock).FindAsync(0xBBBB_5555_0000_1111, None);

        Assert.Equal([story, null, null], new[] { kept, gone, forgotten });
    }

    [Fact]
    public async Task More_texts_of_an_hour_than_a_block_go_to_the_next()
    {
        await TableAsync(FingerprintStore.Table);
        var clock = new HandClock(new DateTimeOffset(2029, 1, 2, 3, 30, 0, TimeSpan.Zero));
        var store = new FingerprintStore(Tables, clock);
        var story = StoryId.For(new CountryCode("RS"), Noon, NewId()).Pack();
        await store.AddAsync([.. Enumerable.Range(1, FingerprintBlock.Capacity - 1).Select(number => new Fingerprint((ulong)number * 0x9E37_79B9_7F4A_7C15, story))], None);

        await store.AddAsync([new Fingerprint(0xCCCC_0000_5555_0001, story), new Fingerprint(0x3333_FFFF_AAAA_FFFE, story)], None);

        Assert.Equal(StoryId.Unpack(story), await store.FindAsync(0xCCCC_0000_5555_0001, None));
        Assert.Equal(StoryId.Unpack(story), await store.FindAsync(0x3333_FFFF_AAAA_FFFE, None));
    }
}
