using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class OpmlReaderTests
{
    [Fact]
    public void Nested_outlines_give_feeds_with_their_categories()
    {
        var list = Read("""
            <?xml version="1.0"?><opml version="2.0"><head><title>Mining &amp; ports</title></head><body>
            <outline text="Serbia"><outline text="Mining">
              <outline type="rss" text="RTB" title="RTB Bor" xmlUrl="https://bor.example/rss" htmlUrl="https://bor.example/"/></outline>
              <outline text="Ports" xmlUrl="feed://ports.example/atom"/></outline>
            <outline xmlUrl="https://plain.example/feed" category="/World/News"/>
            </body></opml>
            """);

        Assert.Equal("Mining & ports", list.Title);
        Assert.Equal(
            [
                new OpmlFeed("RTB Bor", "https://bor.example/rss", "https://bor.example/", "Serbia / Mining"),
                new OpmlFeed("Ports", "http://ports.example/atom", null, "Serbia"),
                new OpmlFeed("plain.example", "https://plain.example/feed", null, "World/News"),
            ],
            list.Feeds);
        Assert.Empty(list.Problems);
    }

    [Theory]
    [InlineData("<outline text=\"A & B\" xmlUrl=\"https://a.example/?x=1&y=2\"/>")]
    [InlineData("<outline text=\"The \"best\" news\" xmlUrl=\"https://a.example/?x=1&amp;y=2\"/>")]
    [InlineData("<outline description=\"By <a href=\"https://b.example\" rel=\"x\">b</a> <3\" xmlUrl=\"https://a.example/?x=1&y=2\" type=\"rss\" />")]
    [InlineData("<outline text='a'xmlUrl='https://a.example/?x=1&amp;y=2'/>")]
    [InlineData("<outline checked text=a xmlUrl=\"https://a.example/?x=1&amp;y=2\"/>")]
    [InlineData("<outline text=\"a\" text=\"b\" xmlUrl=\"https://a.example/?x=1&amp;y=2\"/>")]
    public void Malformed_outlines_are_recovered(string outline)
    {
        var list = Read($"<opml><body>{outline}<outline xmlUrl=\"https://next.example/\"/></body></opml>");

        Assert.Equal(["https://a.example/?x=1&y=2", "https://next.example/"], list.Feeds.Select(feed => feed.Url));
    }

    [Fact]
    public void What_cannot_be_used_is_named()
    {
        var list = Read("""
            <opml><body><outline text="X" xmlUrl="file:///x"/><outline text="A" xmlUrl="https://a.example/"/><outline text="Again" xmlUrl="https://a.example/"/></body>
            """);

        Assert.Single(list.Feeds);
        Assert.Collection(
            list.Problems,
            problem => Assert.Equal("'X': 'file:///x' is no web address.", problem),
            problem => Assert.Equal("'Again': https://a.example/ is listed twice.", problem),
            problem => Assert.Contains("broken", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_feed_is_no_list() =>
        Assert.Contains("<rss>", Assert.Throws<FeedFormatException>(() => Read("<rss><channel/></rss>")).Message, StringComparison.Ordinal);

    private static OpmlDocument Read(string content) => OpmlReader.Read(Encoding.UTF8.GetBytes(content));
}
