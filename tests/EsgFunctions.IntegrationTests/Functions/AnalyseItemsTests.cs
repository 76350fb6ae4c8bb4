using EsgFunctions.Analysis;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using Microsoft.Extensions.DependencyInjection;

namespace EsgFunctions.IntegrationTests.Functions;

public sealed class AnalyseItemsTests(AzuriteFixture azurite) : FunctionContract(azurite)
{
    private static readonly DateTimeOffset Day = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly CountryCode Comoros = new("KM");
    private static readonly FeedId Paper = FeedId.Parse("al-watwan");

    [Theory]
    [InlineData(5)]
    [InlineData(28)]
    public async Task An_item_that_changes_when_its_story_is_no_longer_open_stays_in_that_story(int daysLater)
    {
        var key = NewId();
        await AnalyseAsync(key, "Two killed in shooting at Moroni market", Day);
        var first = await StoryOfAsync(key);

        await AnalyseAsync(key, "Three killed in shooting at Moroni market, police say", Day.AddDays(daysLater));

        var then = await StoryOfAsync(key);
        Assert.Equal(first.Id, then.Id);
        Assert.Equal((2, "Three killed in shooting at Moroni market, police say"), (then.Revision, Assert.Single(then.Tellings).Title));
    }

    [Fact]
    public async Task A_story_whose_opening_died_before_it_was_listed_is_listed_by_the_next_try()
    {
        var key = NewId();
        var message = await AnalyseAsync(key, "Two killed in shooting at the port of Mutsamudu", Day.AddYears(-3));
        var story = await StoryOfAsync(key);
        var days = Get<TableServiceClient>().GetTableClient(StoryStore.DayTable);
        await foreach (var row in days.QueryAsync(TableClient.CreateQueryFilter($"Story eq {story.Id.Value}")))
        {
            await days.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        }

        await Get<AnalyseItemsFunction>().RunAsync(message, None).WaitAsync(Patience);

        var (listed, _) = await Get<StoryStore>().ListDayAsync(DateOnly.FromDateTime(Day.AddYears(-3).UtcDateTime), 200, null, None);
        Assert.Contains(story.Id, listed);
        Assert.Equal(1, (await StoryOfAsync(key)).Revision);
    }

    [Fact]
    public async Task A_wire_story_that_ten_feeds_bring_at_once_is_one_story_of_one_source()
    {
        const string Wire = "Gunmen attacked a convoy near the airport of Moroni on Tuesday, killing four soldiers and wounding nine, the army said. Nobody has claimed the attack, the third this month on the road between the airport and the capital.";
        var papers = Enumerable.Range(1, 10).Select(number => FeedId.Parse($"{NewId()}-{number}")).ToList();

        await Task.WhenAll(papers.Select((paper, number) => AnalyseAsync(
            "wire-7", "Four soldiers killed in attack on convoy near Moroni", Day.AddYears(-1).AddMinutes(number * 7), Wire, paper, $"Reporter {number}")));

        var stories = (await Task.WhenAll(papers.Select(paper => StoryOfAsync("wire-7", paper)))).DistinctBy(story => story.Id);
        var story = Assert.Single(stories);
        Assert.Equal((10, 1), (story.Tellings.Count, story.IndependentSources));
    }

    [Fact]
    public async Task An_item_that_names_no_place_joins_the_story_that_another_instance_opened_in_a_country()
    {
        var (placed, unplaced, other) = (NewId(), NewId(), NewId());
        var now = DateTimeOffset.UtcNow;
        await AnalyseAsync(placed, "Copper smelter explosion at Karthala works kills seven foundrymen", now, $"Molten matte met water in converter {placed}.");
        await using var another = AnotherInstance();

        await AnalyseAsync(unplaced, "Seven foundrymen killed as Karthala works copper smelter explodes", now.AddHours(2), $"Converter {placed} held molten matte when water got in.", placed: false, by: another.Services);
        await AnalyseAsync(other, "Bus plunges into ravine, thirty passengers dead", now.AddHours(2), "The brakes had failed on the hill.", placed: false, by: another.Services);

        var story = await StoryOfAsync(placed);
        Assert.Equal(story.Id, (await StoryOfAsync(unplaced)).Id);
        Assert.Equal((2, Comoros), (story.Tellings.Count, story.Place.Country));
        Assert.NotEqual(story.Id, (await StoryOfAsync(other)).Id);
    }

    [Fact]
    public async Task An_event_that_was_begun_twice_is_one_story_once_both_have_two_tellings()
    {
        var (first, second) = (await BegunAsync("one", 0), await BegunAsync("two", 1));
        Assert.NotEqual(first.Id, second.Id);

        await Get<AssessStoryFunction>().RunAsync(new StoryChanged(second.Id, second.Revision), None).WaitAsync(Patience);

        var (elder, younger) = ((await Get<StoryStore>().GetAsync(first.Id, None))!.Value.Story, (await Get<StoryStore>().GetAsync(second.Id, None))!.Value.Story);
        Assert.Equal(4, elder.Tellings.Count);
        Assert.Equal(elder.Id, younger.Desk.MergedInto);
        Assert.Null(Assert.Single(elder.Desk.History).By);

        async Task<Story> BegunAsync(string run, int hours)
        {
            var item = Analysed($"{run}-{NewId()}", hours);
            var opened = StoryRule.Open(item);
            var story = StoryRule.Join(opened, Analysed($"{run}-{NewId()}", hours), JoinReason.AlikeInWords);
            await Get<StoryStore>().OpenAsync(story, await Get<StoryStore>().ListOpenAsync(story.Id.Country, story.LastSeen, StoryJoinRule.Window, None), None);
            return story;
        }

        AnalysedItem Analysed(string key, int hours)
        {
            var feed = FeedId.Parse(NewId());
            var item = new FoundItem { Key = key, Title = "Ferry sinks off Anjouan, 40 missing", Text = "The ferry left Anjouan at dawn.", Published = Day.AddMonths(-7).AddHours(hours) };
            var batch = new FoundBatch(feed, key, SourceReliability.C, false, "en", Comoros, item.Published.Value, []);
            var analyst = Get<ItemAnalyst>();
            return AnalysedItem.Of(new FoundEntry(ItemId.For(feed, key), false, item), batch, analyst.ReadText(item, AnalysisRules.Embedded, item.Published), analyst)!;
        }
    }

    [Fact]
    public async Task An_item_shows_what_each_stage_made_of_what_the_one_before_gave_it()
    {
        var key = NewId();
        var message = await AnalyseAsync(key, "Two killed in shooting at Domoni", Day.AddYears(-2));
        var first = (await Get<ItemStore>().GetAsync(ItemId.For(Paper, key), None))!.Stages;
        await Get<AnalyseItemsFunction>().RunAsync(message, None).WaitAsync(Patience);

        var second = (await Get<ItemStore>().GetAsync(ItemId.For(Paper, key), None))!.Stages;
        var story = await StoryOfAsync(key);

        Assert.Equal(["collect", "analyse", "join"], first.Select(stage => stage.Stage));
        Assert.Equal(["document", first[0].Output, first[1].Output], first.Select(stage => stage.Input));
        Assert.Equal($"{story.Id} r1", first[2].Output);
        Assert.Equal(first.Select(stage => (stage.Input, stage.Output)), second.Select(stage => (stage.Input, stage.Output)));
        Assert.All(first, stage => Assert.NotEmpty(stage.Version));
        Assert.Equal(first.Select(stage => stage.At).Order(), first.Select(stage => stage.At));
    }

    [Fact]
    public async Task A_text_that_says_one_thing_a_thousand_times_still_fits_its_rows()
    {
        var key = NewId();
        var text = string.Join(' ', Enumerable.Range(0, 1500).Select(number => $"Убийство {number}: погибли {number} человек, bomb attack killed {number} people, 恐怖袭击造成{number}人死亡。"));

        await AnalyseAsync(key, new string('恐', 20) + " Bomb attack kills 20 people in Moroni", Day, text);

        var item = (await Get<ItemStore>().GetAsync(ItemId.For(Paper, key), None))!;
        Assert.Equal("analysed", item.Status);
        Assert.InRange(item.Category!.Matches.Count, 1, 50);
        Assert.InRange(item.Severity!.Reasons.Count, 1, 20);
    }

    private async Task<ItemsFound> AnalyseAsync(string key, string title, DateTimeOffset at, string? text = null, FeedId? from = null, string? author = null, bool placed = true, IServiceProvider? by = null)
    {
        var feed = from ?? Paper;
        var item = new FoundItem
        {
            Key = key,
            Title = title,
            Text = text ?? "A gunman opened fire, killing people and injuring five, police said.",
            Published = at,
            Authors = author is null ? [] : [author],
            Place = placed ? new SourcePlace(new GeoPoint(-11.70, 43.25), [], [], null, Comoros) : null,
        };
        var batch = new FoundBatch(feed, $"Paper {feed}", SourceReliability.C, false, "en", placed ? Comoros : CountryCode.Unknown, at, [new FoundEntry(ItemId.For(feed, key), false, item)]) { Document = "document" };
        var blob = await Get<FoundItemStore>().SaveAsync(FoundItemStore.Name(at, feed, NewId()), batch, None);
        var message = Assert.Single(blob.Messages());
        await (by?.GetRequiredService<AnalyseItemsFunction>() ?? Get<AnalyseItemsFunction>()).RunAsync(message, None).WaitAsync(Patience);
        return message;
    }

    private async Task<Story> StoryOfAsync(string key, FeedId? from = null)
    {
        var item = await Get<ItemStore>().GetAsync(ItemId.For(from ?? Paper, key), None);
        return (await Get<StoryStore>().GetAsync(item!.Story!.Value, None))!.Value.Story;
    }
}
