using EsgFunctions.Places;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class StoryIdTests
{
    private static readonly DateTimeOffset NewYear = new(2027, 1, 1, 0, 30, 0, TimeSpan.FromHours(1));

    [Fact]
    public void An_id_begins_with_the_country_and_the_month_of_opening_in_utc()
    {
        var id = StoryId.For(new CountryCode("RS"), NewYear, "item-1");

        Assert.Equal("RS-202612", id.Partition);
        Assert.Matches("^RS-202612-[a-z2-7]{16}$", id.Value);
        Assert.Equal(id, StoryId.Parse(id.Value));
    }

    [Fact]
    public void The_same_item_opens_the_same_story_on_every_try()
    {
        Assert.Equal(StoryId.For(new CountryCode("RS"), NewYear, "item-1"), StoryId.For(new CountryCode("RS"), NewYear, "item-1"));
        Assert.NotEqual(StoryId.For(new CountryCode("RS"), NewYear, "item-1"), StoryId.For(new CountryCode("RS"), NewYear, "item-2"));
    }

    [Fact]
    public void What_was_packed_is_unpacked() => Prop.ForAll<byte, byte, NonNull<string>>((a, b, item) =>
    {
        var country = new CountryCode($"{(char)('A' + a % 26)}{(char)('A' + b % 26)}");
        var id = StoryId.For(country, NewYear.AddMonths(a * b % 1200), item.Get);

        return StoryId.Unpack(id.Pack()) == id;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_story_of_no_known_country_can_be_packed_too()
    {
        var id = StoryId.For(CountryCode.Unknown, NewYear, "item-1");

        Assert.StartsWith("ZZ-202612-", id.Value, StringComparison.Ordinal);
        Assert.Equal(id, StoryId.Unpack(id.Pack()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RS-202612")]
    [InlineData("RS-202612-abcdefghijklmnopq")]
    [InlineData("RS/202612/abcdefghijklmnop")]
    [InlineData("rs-202612-abcdefghijklmnop")]
    [InlineData("RS-2026XX-abcdefghijklmnop")]
    [InlineData("RS-202612-ABCDEFGHIJKLMNOP")]
    [InlineData("RS-202612-abcdefghijklmn18")]
    public void What_is_no_story_id_is_refused(string text) => Assert.Throws<ArgumentException>(() => StoryId.Parse(text));
}
