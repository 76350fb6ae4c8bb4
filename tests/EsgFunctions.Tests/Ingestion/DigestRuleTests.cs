using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class DigestRuleTests
{
    [Fact]
    public void Each_link_of_a_list_is_an_item_with_its_own_title_text_and_address()
    {
        var items = Split("""
            <p>The week in Bor:</p>
            <ul>
            <li><a href="https://a.example/1?utm_source=mail">Fire at the Bor smelter</a>: two workers were hurt.</li>
            <li><a href="/2">Strike in Majdanpek enters its third day</a></li>
            </ul>
            """);

        Assert.Equal(
        [
            ("Fire at the Bor smelter", "Fire at the Bor smelter: two workers were hurt.", "https://a.example/1?utm_source=mail"),
            ("Strike in Majdanpek enters its third day", "", "https://bulletin.example/2"),
        ], items.Select(item => (item.Title, item.Text, item.Url!)));
        Assert.All(items, item => Assert.Equal((Bulletin.Published, "en"), (item.Published, item.Language)));
    }

    [Fact]
    public void Several_links_in_one_paragraph_have_their_own_part_of_it()
    {
        var items = Split("""<p>Today <a href="https://a.example/1">two were killed in Bor</a>, police said, and <a href="https://a.example/2">a bridge fell near Zaječar</a> at noon.</p>""");

        Assert.Equal(["Today two were killed in Bor, police said, and", "a bridge fell near Zaječar at noon."], items.Select(item => item.Text));
    }

    [Fact]
    public void Paragraphs_below_a_headline_belong_to_it_and_a_link_to_read_more_adds_no_second_item()
    {
        var items = Split("""
            <h2><a href="https://a.example/1">Fire at the Bor smelter</a></h2><p>Two workers were hurt.</p><p><a href="https://a.example/1#more">Read more</a></p>
            <h2><a href="https://a.example/2">Strike in Majdanpek</a></h2><p>It enters its third day.</p><p>Talks go on.</p>
            """);

        Assert.Equal(["Fire at the Bor smelter", "Strike in Majdanpek"], items.Select(item => item.Title));
        Assert.Equal(["Fire at the Bor smelter\nTwo workers were hurt.", "Strike in Majdanpek\nIt enters its third day.\nTalks go on."], items.Select(item => item.Text));
    }

    [Fact]
    public void Words_that_say_nothing_give_way_to_what_stands_before_them()
    {
        var items = Split("""
            <p>Two killed in a shooting in Bor. Police search for a man. <a href="https://a.example/1">Read more</a></p>
            <p>A bridge fell near Zaječar. Nobody was hurt.</p><p><a href="https://a.example/2">more</a></p>
            <p><a href="https://a.example/3">铜矿发生火灾</a></p>
            """);

        Assert.Equal(["Two killed in a shooting in Bor", "A bridge fell near Zaječar", "铜矿发生火灾"], items.Select(item => item.Title));
    }

    [Fact]
    public void The_key_is_the_address_so_that_the_next_reading_and_the_next_bulletin_find_the_same_item()
    {
        var first = Split("""<p><a href="https://a.example/1?utm_source=monday">Fire at the Bor smelter</a></p>""").Single();
        var second = Split("""<p>Still burning: <a href="https://A.example/1/#top">Fire at the Bor smelter, day two</a></p>""").Single();

        Assert.Equal("https://a.example/1", first.Key);
        Assert.Equal(first.Key, second.Key);
    }

    [Fact]
    public void Links_that_lead_nowhere_else_are_none()
    {
        var items = Split("""
            <p><a href="#top">Back to the top of this page</a> <a href="mailto:desk@paper.example">Write to the desk of the paper</a> <a href="javascript:alert(1)">Run this program now</a>
            <a href="https://bulletin.example/week-47">This bulletin in your browser</a> <a href="https://a.example/pixel"><img src="x.png"></a> <a>Nothing at all here</a></p>
            """);

        Assert.Equal((Bulletin.Key, Bulletin.Title), (items.Single().Key, items[0].Title));
    }

    [Fact]
    public void Scripts_are_not_read_and_what_was_escaped_twice_is() => Assert.Equal(
        ["Fire at the Bor smelter"],
        Split("""&lt;p&gt;&lt;a href="https://a.example/1"&gt;Fire at the Bor smelter&lt;/a&gt;&lt;script&gt;&lt;a href="https://evil.example"&gt;Evil things happen here&lt;/a&gt;&lt;/script&gt;""").Select(item => item.Title));

    [Fact]
    public void A_bulletin_brings_at_most_two_hundred_items() =>
        Assert.Equal(200, Split(string.Concat(Enumerable.Range(0, 1_000).Select(number => $"<p><a href=\"https://a.example/{number}\">Fire number {number} at the smelter</a></p>"))).Count);

    [Theory]
    [InlineData("<a href=\"https://a.example/1\">")]
    [InlineData("<p>x")]
    [InlineData("<a href='https://a.example/1'><b>")]
    public void Endless_repetition_ends_soon(string part)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Split(new StringBuilder().Insert(0, part, 900_000 / part.Length).ToString());

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><title>B</title><item><guid>47</guid><title>Week 47</title><description>%</description></item></channel></rss>", true)]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>B</title><entry><id>urn:47</id><title>Week 47</title><content type=\"html\">%</content></entry></feed>", true)]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>B</title><entry><id>urn:47</id><title>Week 47</title><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">%</div></content></entry></feed>", false)]
    public void A_feed_of_bulletins_is_split_only_where_it_is_marked_as_one(string feed, bool escaped)
    {
        const string Html = "<p><a href=\"/1\">Fire at the Bor smelter</a></p><p><a href=\"/2\">Strike in Majdanpek</a></p>";
        var fetched = AFeed.Body(feed.Replace("%", escaped ? System.Net.WebUtility.HtmlEncode(Html) : Html, StringComparison.Ordinal));
        var state = FeedState.Fresh(AFeed.Of().Id, AFeed.Noon);

        var whole = FetchRule.Read(fetched, AFeed.Of(), state, SeenItems.Empty, AFeed.Noon);
        var split = FetchRule.Read(fetched, AFeed.Of() with { Digest = true }, state, SeenItems.Empty, AFeed.Noon);
        var again = FetchRule.Read(fetched, AFeed.Of() with { Digest = true }, split.State, split.Seen, AFeed.Noon.AddHours(1));

        Assert.Equal(["Week 47"], whole.Batch!.Items.Select(entry => entry.Item.Title));
        Assert.Equal(["https://news.example/1", "https://news.example/2"], split.Batch!.Items.Select(entry => entry.Item.Url));
        Assert.Null(again.Batch);
    }

    private static readonly FoundItem Bulletin = new() { Key = "47", Title = "Week 47", Text = "The week", Url = "https://bulletin.example/week-47", Published = AFeed.Noon, Language = "en" };

    private static List<FoundItem> Split(string html) => [.. DigestRule.Split(Bulletin with { Source = new HtmlSource(html, new Uri(Bulletin.Url!)) })];
}
