using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class FeedReaderTests
{
    private static readonly Uri Home = new("https://news.example/feeds/all.xml");

    [Fact]
    public void Rss_2_gives_title_text_link_date_author_and_categories()
    {
        var feed = Read("""
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
              <channel>
                <title>Mine &amp; Port News</title><link>https://news.example/</link><language>en-GB</language><ttl>15</ttl>
                <item>
                  <title>Strike closes  the
                    harbour</title>
                  <link>/2026/strike</link><guid isPermaLink="false">n-1</guid>
                  <pubDate>Mon, 05 Jan 2026 08:30:00 +0200</pubDate>
                  <description>Workers walked out&#8230;</description>
                  <content:encoded><![CDATA[<p>Workers walked out at <b>dawn</b>.</p><p>Ships wait.</p>]]></content:encoded>
                  <dc:creator>A. Reporter</dc:creator><author>desk@news.example (News Desk)</author>
                  <category>Ports</category><dc:subject>Labour</dc:subject>
                </item>
              </channel>
            </rss>
            """);

        var item = Assert.Single(feed.Items);
        Assert.Equal((FeedFormat.Rss, "Mine & Port News", "https://news.example/", "en-GB", TimeSpan.FromMinutes(15)), (feed.Format, feed.Title, feed.Link, feed.Language, feed.Ttl));
        Assert.Equal(("n-1", "Strike closes the harbour", "https://news.example/2026/strike"), (item.Key, item.Title, item.Url));
        Assert.Equal("Workers walked out at dawn.\nShips wait.", item.Text);
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 6, 30, 0, TimeSpan.Zero), item.Published);
        Assert.Equal(["A. Reporter", "News Desk"], item.Authors);
        Assert.Equal(["Ports", "Labour"], item.Categories);
        Assert.Equal("en-GB", item.Language);
        Assert.Empty(feed.Problems);
    }

    [Fact]
    public void Atom_takes_the_alternate_link_resolves_it_and_keeps_both_dates()
    {
        var feed = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/a/" xml:lang="sr">
              <title type="html">Vesti &amp;mdash; danas</title><link rel="self" href="self.xml"/><link href="/home"/>
              <entry>
                <id>urn:x:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Poplava u <em>Boru</em></div></title>
                <link rel="enclosure" href="a.mp3"/><link rel="alternate" href="b/1.html"/>
                <published>2026-02-03T04:05:06Z</published><updated>2026-02-03T05:05:06+01:00</updated>
                <author><name>P. Petrović</name><email>p@example.org</email></author>
                <category term="flood" label="Poplave"/>
                <summary>Reka raste.</summary>
              </entry>
            </feed>
            """);

        var item = Assert.Single(feed.Items);
        Assert.Equal((FeedFormat.Atom, "Vesti — danas", "https://base.example/home", "sr"), (feed.Format, feed.Title, feed.Link, feed.Language));
        Assert.Equal(("urn:x:1", "Poplava u Boru", "https://base.example/a/b/1.html", "Reka raste."), (item.Key, item.Title, item.Url, item.Text));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), item.Published);
        Assert.Equal(item.Published, item.Updated);
        Assert.Equal(["P. Petrović"], item.Authors);
        Assert.Equal(["Poplave", "flood"], item.Categories);
    }

    [Fact]
    public void Atom_0_3_with_escaped_content_and_its_own_dates_is_read()
    {
        var feed = Read("""
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title>
            <entry><title>One</title><link rel="alternate" type="text/html" href="https://x.example/1"/><id>1</id>
            <issued>2004-01-01T10:00:00-05:00</issued><modified>2004-01-02T00:00:00Z</modified>
            <content type="text/html" mode="escaped">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>
            """);

        var item = Assert.Single(feed.Items);
        Assert.Equal(("One", "Text", "https://x.example/1"), (item.Title, item.Text, item.Url));
        Assert.Equal(new DateTimeOffset(2004, 1, 1, 15, 0, 0, TimeSpan.Zero), item.Published);
        Assert.Equal(new DateTimeOffset(2004, 1, 2, 0, 0, 0, TimeSpan.Zero), item.Updated);
    }

    [Fact]
    public void Rdf_items_lie_beside_the_channel_and_take_their_key_from_about()
    {
        var feed = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <channel rdf:about="https://r.example/"><title>R</title><link>https://r.example/</link><dc:language>fr</dc:language></channel>
              <item rdf:about="https://r.example/1"><title>Un</title><link>https://r.example/1?utm_source=rss</link><dc:date>2026-01-02T03:04+01:00</dc:date></item>
              <item rdf:about="https://r.example/2"><title>Deux</title></item>
            </rdf:RDF>
            """);

        Assert.Equal(FeedFormat.Rdf, feed.Format);
        Assert.Equal("fr", feed.Language);
        Assert.Equal(["https://r.example/1", "https://r.example/2"], feed.Items.Select(item => item.Key));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 2, 4, 0, TimeSpan.Zero), feed.Items[0].Published);
    }

    [Theory]
    [InlineData("https://jsonfeed.org/version/1")]
    [InlineData("https://jsonfeed.org/version/1.1")]
    public void Json_feed_of_both_versions_is_read(string version)
    {
        var feed = Read($$"""
            { "version": "{{version}}", "title": "J", "home_page_url": "https://j.example/", "language": "es",
              "items": [ { "id": 7, "url": "/seven", "title": "Siete", "content_html": "<p>Uno</p><script>x()</script>", "summary": "Resumen",
                "date_published": "2026-03-01T00:00:00Z", "authors": [ { "name": "Ana" } ], "tags": [ "a", "b" ] },
                { "id": "8", "content_text": "Solo <texto>", "author": { "name": "Luis" } } ] }
            """);

        Assert.Equal((FeedFormat.JsonFeed, "J", "https://j.example/", "es"), (feed.Format, feed.Title, feed.Link, feed.Language));
        Assert.Equal(("7", "Siete", "Resumen\nUno", "https://news.example/seven"), (feed.Items[0].Key, feed.Items[0].Title, feed.Items[0].Text, feed.Items[0].Url));
        Assert.Equal(["a", "b"], feed.Items[0].Categories);
        Assert.Equal(["Luis"], feed.Items[1].Authors);
    }

    [Fact]
    public void A_feed_that_breaks_off_keeps_the_items_before_and_says_where()
    {
        var feed = Read("<rss><channel><title>T</title>\n<item><title>One</title><guid>1</guid></item>\n<item><title>Two</title><guid>2</guid></item>\n<item><title>Thr");

        Assert.Equal(["1", "2"], feed.Items.Select(item => item.Key));
        Assert.Contains("line 4", Assert.Single(feed.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Sloppy_xml_is_read_over()
    {
        var feed = Read("""


            <?xml version="1.1"?><!-- a -- b -->
            <rss><channel><title>A & B&nbsp;&copy;</title><link>https://x.example/?a=1&b=2</link>
            <item><title>Bell rings &mdash; 3 < 4</title><media:thumbnail url="a"b/><guid>g</guid></item></channel></rss>
            """);

        Assert.Equal("A & B ©", feed.Title);
        Assert.Equal("https://x.example/?a=1&b=2", feed.Link);
        Assert.Equal("Bell rings — 3 < 4", Assert.Single(feed.Items).Title);
    }

    [Theory]
    [InlineData("<description>one<br>two</description>")]
    [InlineData("<description>one<p>two</description>")]
    [InlineData("<description>one</b> two</description>")]
    [InlineData("<description>one <i>two</em></description>")]
    [InlineData("<Description>one two</description>")]
    public void End_tags_that_do_not_match_are_put_right(string description)
    {
        var feed = Read($"<rss><channel><item><title>A</title>{description}<guid>1</guid></item><item><guid>2</guid></item></channel></rss>");

        Assert.Equal(["1", "2"], feed.Items.Select(item => item.Key));
        Assert.Equal("one two", feed.Items[0].Text.Replace('\n', ' '));
        Assert.Contains("end tags", Assert.Single(feed.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("&#233;&#xe9;&eacute;", "ééé")]
    [InlineData("&#150;&#x97;", "–—")]
    [InlineData("a&#0;b&#11;c", "a b c")]
    [InlineData("AT&T &unknown; &#nonsense; R&D;", "AT&T &unknown; &#nonsense; R&D;")]
    [InlineData("&hellip;&NotEqualTilde;&nbsp;x", "…≂̸ x")]
    [InlineData("1 &lt; 2 &amp;amp; 3", "1 < 2 & 3")]
    [InlineData("a\u0001b\u001fc", "abc")]
    public void Entities_and_stray_characters_are_put_right(string title, string read) =>
        Assert.Equal(read, Read($"<rss><channel><item><title>{title}</title></item></channel></rss>").Items[0].Title);

    [Theory]
    [InlineData("desk@news.example (News Desk)", "News Desk")]
    [InlineData("News Desk (desk@news.example)", "News Desk")]
    [InlineData("Reuters (Belgrade)", "Reuters (Belgrade)")]
    public void An_author_is_a_name(string author, string name) =>
        Assert.Equal([name], Read($"<rss><channel><item><title>T</title><author>{author}</author></item></channel></rss>").Items[0].Authors);

    [Fact]
    public void Without_guid_the_canonical_link_is_the_key_and_without_link_the_title()
    {
        var feed = Read("""
            <rss><channel><item><title>A</title><link>HTTPS://News.Example:443/a/?utm_medium=rss&amp;id=3#top</link></item>
            <item><title>B</title></item><item><title>B</title></item><item><title>C</title></item></channel></rss>
            """);

        Assert.Equal("https://news.example/a?id=3", feed.Items[0].Key);
        Assert.Equal(feed.Items[1].Key, feed.Items[2].Key);
        Assert.NotEqual(feed.Items[1].Key, feed.Items[3].Key);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/html,x")]
    [InlineData("mailto:a@b.example")]
    public void Only_web_links_are_kept(string link)
    {
        var feed = Read($"<rss><channel><item><title>T</title><link>{link}</link></item></channel></rss>");

        Assert.Null(Assert.Single(feed.Items).Url);
    }

    [Fact]
    public void Text_and_title_have_an_end()
    {
        var feed = Read($"<rss><channel><item><title>{new string('t', 5_000)}</title><description>{new string('d', 300_000)}</description></item></channel></rss>");

        Assert.Equal((1_000, 100_000), (feed.Items[0].Title.Length, feed.Items[0].Text.Length));
    }

    [Fact]
    public void Items_over_the_limit_are_left_unread_and_said_so()
    {
        var items = string.Concat(Enumerable.Range(0, 30).Select(n => $"<item><guid>{n}</guid></item>"));

        var feed = FeedReader.Read(Encoding.UTF8.GetBytes($"<rss><channel>{items}</channel></rss>"), limits: new FeedLimits { MaxItems = 10 });

        Assert.Equal(10, feed.Items.Count);
        Assert.Contains("first 10 items", Assert.Single(feed.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The document is empty")]
    [InlineData(" \r\n\t ", "The document is empty")]
    [InlineData("<!DOCTYPE html><html><body>x</body></html>", "This is an HTML page, not a feed (line 1)")]
    [InlineData("\n<html><head><title>404</title></head></html>", "This is an HTML page, not a feed (line 1)")]
    [InlineData("404 page not found", "This is plain text, not a feed (line 1)")]
    [InlineData("<opml version=\"2.0\"><body/></opml>", "This is an OPML list of feeds, not a feed (line 1)")]
    [InlineData("<note><to>x</to></note>", "Its first element is <note>, which is no feed that we know (line 1)")]
    [InlineData("{\"a\":\n  nonsense}", "This is not valid JSON (line 2, column 4)")]
    [InlineData("{\"a\": 1}", "This is JSON, but neither JSON Feed nor GeoJSON (line 1)")]
    [InlineData("%PDF-1.7", "This is a PDF file, not a feed")]
    public void What_is_no_feed_is_refused_with_a_reason(string content, string reason)
    {
        var refusal = Assert.Throws<FeedFormatException>(() => Read(content));

        Assert.Equal(reason, refusal.Message);
    }

    private static FeedDocument Read(string content) => FeedReader.Read(Encoding.UTF8.GetBytes(content), null, Home);
}
