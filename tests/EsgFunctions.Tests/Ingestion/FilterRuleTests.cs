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
    public void Without_lists_everything_is_kept() => Assert.Equal(FilterReason.Kept, FilterRule.Decide(Item, AFeed.Of()));

    [Theory]
    [InlineData("ŠTRAJK")]
    [InlineData("walked")]
    [InlineData("/economy/")]
    [InlineData("petrović")]
    [InlineData("mining")]
    public void A_word_is_sought_in_every_field_and_in_any_case(string word)
    {
        Assert.Equal(FilterReason.Kept, FilterRule.Decide(Item, AFeed.Of(include: ["nowhere", word])));
        Assert.Equal(FilterReason.Excluded, FilterRule.Decide(Item, AFeed.Of(exclude: ["nowhere", word])));
    }

    [Fact]
    public void What_holds_no_included_word_is_left_out() => Assert.Equal(FilterReason.NotIncluded, FilterRule.Decide(Item, AFeed.Of(include: ["football"])));

    [Fact]
    public void Exclusion_wins_over_inclusion() => Assert.Equal(FilterReason.Excluded, FilterRule.Decide(Item, AFeed.Of(include: ["Bor"], exclude: ["Mining"])));
}
