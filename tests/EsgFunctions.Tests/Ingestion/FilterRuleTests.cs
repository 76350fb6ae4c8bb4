using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class FilterRuleTests
{
    private static readonly FoundItem Item = new()
    {
        Key = "1",
        Title = "Štrajk u Boru",
        Text = "Miners walked out",
        Url = "https://news.example/economy/1",
        Authors = ["Ana Petrović"],
        Categories = ["Mining"],
    };

    [Fact]
    public void Without_lists_everything_is_kept() => Assert.Equal(FilterReason.Kept, FilterRule.Decide(Item, AFeed.Of()).Reason);

    [Theory]
    [InlineData("ŠTRAJK")]
    [InlineData("walked")]
    [InlineData("/economy/")]
    [InlineData("petrović")]
    [InlineData("mining")]
    public void A_word_is_sought_in_every_field_and_in_any_case(string word)
    {
        Assert.Equal(FilterReason.Kept, FilterRule.Decide(Item, AFeed.Of(include: ["nowhere", word])).Reason);
        Assert.Equal(FilterReason.Excluded, FilterRule.Decide(Item, AFeed.Of(exclude: ["nowhere", word])).Reason);
    }

    [Fact]
    public void What_holds_no_included_word_is_left_out() => Assert.Equal(FilterReason.NotIncluded, FilterRule.Decide(Item, AFeed.Of(include: ["football"])).Reason);

    [Fact]
    public void Exclusion_wins_over_inclusion() => Assert.Equal(FilterReason.Excluded, FilterRule.Decide(Item, AFeed.Of(include: ["Bor"], exclude: ["Mining"])).Reason);

    [Theory]
    [InlineData("title:štrajk", true)]
    [InlineData("title:walked", false)]
    [InlineData("text: Walked", true)]
    [InlineData("text:Boru", false)]
    [InlineData("url:/economy/", true)]
    [InlineData("url:mining", false)]
    [InlineData("author:ana", true)]
    [InlineData("author:bor", false)]
    [InlineData("category:mining", true)]
    [InlineData("Category:petrović", false)]
    [InlineData("language:sr", true)]
    [InlineData("language:en", false)]
    [InlineData("https://news", true)]
    [InlineData("weather:štrajk", false)]
    public void A_word_may_name_the_one_field_where_it_is_sought(string word, bool found) => Assert.Equal(
        found ? FilterReason.Excluded : FilterReason.Kept, FilterRule.Decide(Item with { Language = "sr-Latn" }, AFeed.Of(exclude: [word])).Reason);

    [Fact]
    public void What_is_kept_out_names_the_rule_that_did_it()
    {
        Assert.Equal("exclude: Mining", FilterRule.Decide(Item, AFeed.Of(exclude: ["football", "Mining"])).Rule);
        Assert.Equal("include: none", FilterRule.Decide(Item, AFeed.Of(include: ["football"])).Rule);
        Assert.Null(FilterRule.Decide(Item, AFeed.Of()).Rule);
    }

    [Fact]
    public void Items_are_counted_by_rule_and_the_count_of_a_rule_goes_with_it()
    {
        IReadOnlyList<FilterCount> before = [new("exclude: sport", 7), new("exclude: fashion", 3)];

        var counts = FilterRule.Count(before, ["exclude: sport", "include: none", "exclude: sport"], AFeed.Of(include: ["mine"], exclude: ["sport"]));

        Assert.Equal([new("exclude: sport", 9), new("include: none", 1)], counts);
    }
}
