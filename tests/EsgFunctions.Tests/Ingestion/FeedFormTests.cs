using EsgFunctions.Ingestion;
using EsgFunctions.People;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Ingestion;

public class FeedFormTests
{
    private const string Url = "https://news.example/rss";

    [Fact]
    public void A_feed_needs_no_more_than_an_id_and_an_address()
    {
        var (feed, errors) = new FeedForm($" {Url} ").Check("bor");

        Assert.Empty(errors);
        Assert.Equal((FeedKind.News, SourceReliability.F, false, null, false, false), (feed!.Kind, feed.Reliability, feed.Country.IsKnown, feed.PollMinutes, feed.Digest, feed.IsOfficial));
        Assert.Equal(new Uri(Url), feed.Url);
    }

    [Fact]
    public void A_feed_is_read_whole()
    {
        var (feed, _) = new FeedForm(Url, " Bor ", "GDACS", "a", "sr", "rs", 10, [" strike ", ""], ["sport"], "E-1", true).Check("bor");

        Assert.Equal(("Bor", FeedKind.Gdacs, SourceReliability.A, "sr", "RS", 10, true, true), (feed!.Name, feed.Kind, feed.Reliability, feed.Language, feed.Country.Value, feed.PollMinutes, feed.Digest, feed.IsOfficial));
        Assert.Equal(["strike"], feed.Include);
        Assert.Equal(["sport"], feed.Exclude);
        Assert.Equal(PersonId.Parse("E-1"), feed.Owner);
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_field()
    {
        string[] many = [.. Enumerable.Range(0, 101).Select(number => $"w{number}")];

        var (feed, errors) = new FeedForm("ftp://news.example", null, "blog", "G", null, "Serbia", 1441, many, many, "no one").Check("b or");

        Assert.Null(feed);
        Assert.Equal(
            ["country", "exclude", "id", "include", "kind", "owner", "pollMinutes", "reliability", "url"],
            errors.Select(error => error.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("http://news.example", true)]
    [InlineData("https://user:secret@news.example/rss", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/rss", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void An_address_is_absolute_and_holds_no_password(string? url, bool isOne) =>
        Assert.Equal(isOne, new FeedForm(url).Check("bor").Feed is not null);

    [Theory]
    [InlineData("3")]
    [InlineData("9")]
    [InlineData("AB")]
    public void A_reliability_is_a_letter_and_not_a_number(string reliability) =>
        Assert.Equal("reliability", Assert.Single(new FeedForm(Url, Reliability: reliability).Check("bor").Errors).Field);

    [Fact]
    public void A_kind_is_a_word_and_not_a_number() => Assert.Equal("kind", Assert.Single(new FeedForm(Url, Kind: "2").Check("bor").Errors).Field);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1440, true)]
    [InlineData(1441, false)]
    public void An_interval_is_from_a_minute_to_a_day(int minutes, bool isOne) =>
        Assert.Equal(isOne, new FeedForm(Url, PollMinutes: minutes).Check("bor").Feed is not null);
}
