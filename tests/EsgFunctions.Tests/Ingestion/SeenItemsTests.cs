using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

public class SeenItemsTests
{
    [Fact]
    public void An_item_is_new_then_known_then_revised_when_its_words_change()
    {
        var item = AFeed.Item("1", "Fire in Bor", "Two hurt");
        var seen = SeenItems.Empty.With([item]);

        Assert.Equal(Sighting.New, SeenItems.Empty.Look(item));
        Assert.Equal(Sighting.Known, seen.Look(item));
        Assert.Equal(Sighting.Revised, seen.Look(item with { Title = "Large fire in Bor" }));
        Assert.Equal(Sighting.Revised, seen.Look(item with { Text = "Two dead" }));
        Assert.Equal(Sighting.New, seen.Look(item with { Key = "2" }));
    }

    [Fact]
    public void Authors_and_dates_do_not_make_a_revision()
    {
        var item = AFeed.Item("1");
        var seen = SeenItems.Empty.With([item]);

        var touched = item with { Authors = ["Newsroom"], Published = AFeed.Noon, Updated = AFeed.Noon.AddHours(1), Categories = ["local"], Url = "https://news.example/1?x" };

        Assert.Equal(Sighting.Known, seen.Look(touched));
    }

    [Theory]
    [InlineData("https://news.example/articles/c1#0", "https://news.example/articles/c1#1", "https://news.example/articles/c1?at_campaign=rss", Sighting.Revised)]
    [InlineData("https://news.example/live#1", "https://news.example/live#2", "https://news.example/live#2", Sighting.New)]
    [InlineData("https://news.example/a#top", "https://news.example/a#end", "https://news.example/a", Sighting.New)]
    [InlineData("tag:news.example,2026:1#0", "tag:news.example,2026:1#1", "https://news.example/a", Sighting.New)]
    [InlineData("https://id.example/1#0", "https://id.example/1#1", "https://news.example/a", Sighting.New)]
    public void A_counter_behind_the_address_of_an_item_makes_no_other_item(string before, string after, string link, Sighting sighting)
    {
        var item = AFeed.Item(before, "Fire in Bor", "Two hurt") with { Url = link };

        Assert.Equal(sighting, SeenItems.Empty.With([item]).Look(item with { Key = after, Text = "Three hurt" }));
    }

    [Fact]
    public void Another_official_level_is_a_revision()
    {
        var orange = AFeed.Item("EQ1") with { Official = new OfficialAlert("gdacs", "Orange", Severity.Severe, "EQ", null, null, null) };

        var sighting = SeenItems.Empty.With([orange]).Look(orange with { Official = orange.Official! with { Level = "Red", Severity = Severity.Extreme } });

        Assert.Equal(Sighting.Revised, sighting);
    }

    [Fact]
    public void A_row_remembers_4096_items_and_forgets_the_oldest_first()
    {
        var seen = SeenItems.Empty.With(Items(0, 4096));

        var next = seen.With(Items(5000, 2));

        Assert.Equal((4096, 4096, 65_536), (SeenItems.Capacity, next.Count, next.Encode().Length));
        Assert.Equal(Sighting.Known, next.Look(AFeed.Item("5001")));
        Assert.Equal(Sighting.Known, next.Look(AFeed.Item("4093")));
        Assert.Equal(Sighting.New, next.Look(AFeed.Item("4094")));
        Assert.Equal(Sighting.New, next.Look(AFeed.Item("4095")));
    }

    [Fact]
    public void What_is_shown_again_is_kept_longest()
    {
        var seen = SeenItems.Empty.With(Items(0, 4096)).With([AFeed.Item("4095")]).With(Items(5000, 4095));

        Assert.Equal(Sighting.Known, seen.Look(AFeed.Item("4095")));
        Assert.Equal(Sighting.New, seen.Look(AFeed.Item("0")));
    }

    [Fact]
    public void What_was_encoded_is_decoded() => Prop.ForAll<int[]>(keys =>
    {
        var seen = SeenItems.Empty.With(keys.Select(key => AFeed.Item($"{key}", $"title {key % 7}")));

        var read = SeenItems.Decode(seen.Encode());

        return read.Encode().AsSpan().SequenceEqual(seen.Encode()) && keys.All(key => read.Look(AFeed.Item($"{key}", $"title {key % 7}")) == Sighting.Known);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Seeing_twice_is_seeing_once() => Prop.ForAll<int[]>(keys =>
    {
        var items = keys.Select(key => AFeed.Item($"{key}")).ToList();
        var once = SeenItems.Empty.With(items);

        return once.With(items).Encode().AsSpan().SequenceEqual(once.Encode());
    }).QuickCheckThrowOnFailure();

    private static IEnumerable<FoundItem> Items(int from, int count) => Enumerable.Range(from, count).Select(number => AFeed.Item($"{number}"));
}
