using System.Diagnostics;
using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class HostileFeedTests
{
    [Fact]
    public void Billion_laughs_are_refused_at_once()
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(n => $"<!ENTITY lol{n} \"{string.Concat(Enumerable.Repeat($"&lol{n - 1};", 10))}\">"));

        Refused($"<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY lol0 \"lol\">{entities}]><rss><channel><title>&lol9;</title></channel></rss>", "entity");
    }

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY x PUBLIC \"p\" \"http://127.0.0.1/x\">]>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY % x SYSTEM \"http://127.0.0.1/x.dtd\"> %x;]>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"<script>\">]>")]
    [InlineData("<!DOCTYPE rss [")]
    public void Entities_that_point_outside_or_hold_markup_are_refused(string type) =>
        Refused($"{type}<rss><channel><item><title>&x;</title></item></channel></rss>", "");

    [Fact]
    public void A_harmless_document_type_is_read_over()
    {
        var feed = Read("""
            <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd" [
              <!ENTITY % HTMLlat1 PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml-lat1.ent">
              <!ENTITY company "Acme Mines"> ]>
            <rss version="0.91"><channel><title>&company; caf&eacute;</title><item><title>T</title></item></channel></rss>
            """);

        Assert.Equal("Acme Mines café", feed.Title);
        Assert.Single(feed.Items);
    }

    [Fact]
    public void Elements_too_deep_within_each_other_are_refused() =>
        Refused("<rss><channel><item>" + string.Concat(Enumerable.Repeat("<a>", 500_000)), "deep");

    [Fact]
    public void An_item_of_too_many_elements_is_refused() =>
        Refused("<rss><channel><item>" + string.Concat(Enumerable.Repeat("<a/>", 500_000)) + "</item></channel></rss>", "elements");

    [Fact]
    public void Json_too_deep_is_refused() => Refused(new string('[', 1_000_000), "JSON");

    [Theory]
    [InlineData("<a b=\"")]
    [InlineData("<a b='x' ")]
    [InlineData("<!--")]
    [InlineData("<![CDATA[")]
    [InlineData("&amp")]
    [InlineData("&#")]
    [InlineData("<a b=\"<c d=\"")]
    [InlineData("<a xmlns:b=\"u\">")]
    [InlineData("\"> <")]
    [InlineData("</")]
    [InlineData("</a>")]
    [InlineData("<a></b>")]
    [InlineData("<a><b></a>")]
    [InlineData("<!DOCTYPE a>")]
    [InlineData("<?a ?>")]
    public void Fragments_without_end_are_dealt_with_in_time(string fragment)
    {
        var content = Encoding.UTF8.GetBytes("<rss><channel><item><title>T</title><guid>1</guid></item><item><title>" + string.Concat(Enumerable.Repeat(fragment, 100_000)));
        var watch = Stopwatch.StartNew();

        var refusal = Record.Exception(() => FeedReader.Read(content));

        Assert.True(refusal is null or FeedFormatException, refusal?.ToString());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_value_full_of_tags_is_dealt_with_in_time()
    {
        var content = Encoding.UTF8.GetBytes("<feed><title type=\"html" + string.Concat(Enumerable.Repeat("<b", 300_000)) + "\"><![CDATA[T]]></title></feed>");
        var watch = Stopwatch.StartNew();

        var refusal = Record.Exception(() => FeedReader.Read(content));

        Assert.True(refusal is null or FeedFormatException, refusal?.ToString());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public void Values_that_no_quote_ends_are_searched_through_once()
    {
        var content = Encoding.UTF8.GetBytes("<rss><channel><item><title>T</title><x " + string.Concat(Enumerable.Repeat("y=\"a, b\" t\t<z ", 6_000)) + "> </item>");
        var watch = Stopwatch.StartNew();

        var refusal = Record.Exception(() => FeedReader.Read(content));

        Assert.True(refusal is null or FeedFormatException, refusal?.ToString());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"{watch.Elapsed}");
    }

    [Fact]
    public void Many_namespaces_are_refused() =>
        Refused("<rss " + string.Concat(Enumerable.Range(0, 5_000).Select(n => $"xmlns:p{n}='u{n}' ")) + "><channel/></rss>", "namespaces");

    [Fact]
    public void Any_bytes_are_a_feed_or_a_refusal()
    {
        var seeds = new[] { "<rss><channel><item><title>a&lt;b</title></item></channel></rss>", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><div>x</div></content></entry></feed>", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\"}]}" };
        var random = new Random(17);

        for (var round = 0; round < 3_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(seeds[round % seeds.Length]);
            for (var change = 0; change < 4; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var failure = Record.Exception(() => FeedReader.Read(bytes));
            Assert.True(failure is null or FeedFormatException, Encoding.Latin1.GetString(bytes) + failure);
        }
    }

    [Fact]
    public void Any_bytes_are_rows_or_a_list_or_a_refusal()
    {
        var seeds = new[]
        {
            "title;text\n\"a \"\"b\"\"\";c\nd;\"e\nf\"\n", "sep=|\ntitle|lat|lon\nx|1|2\n", "[{\"title\":\"a\",\"lat\":1},\n{\"title\":\"b\"}]",
            "{\"type\":\"items\",\"rows\":[{\"title\":\"a\"}]}", "{\"title\":\"a\"}\n{\"title\":\"b\"}", "<opml><body><outline text=\"a\" xmlUrl=\"http://a.example/\"/></body></opml>",
        };
        var random = new Random(23);

        for (var round = 0; round < 6_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(seeds[round % seeds.Length]);
            for (var change = 0; change < 3; change++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var failure = Record.Exception(() =>
            {
                foreach (var row in AFile.Read(bytes).Rows)
                {
                    ItemRow.Read(row);
                }
            });
            var ofList = Record.Exception(() => OpmlReader.Read(bytes));
            Assert.True(failure is null or FeedFormatException && ofList is null or FeedFormatException, Encoding.Latin1.GetString(bytes) + failure + ofList);
        }
    }

    private static void Refused(string content, string word)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var watch = Stopwatch.StartNew();

        var refusal = Assert.Throws<FeedFormatException>(() => FeedReader.Read(bytes));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    private static FeedDocument Read(string content) => FeedReader.Read(Encoding.UTF8.GetBytes(content));

    [Fact]
    public void A_broken_tag_of_ten_thousand_attributes_is_dealt_with_in_time()
    {
        var tag = "<item a & " + string.Concat(Enumerable.Range(0, 10_000).Select(number => $" a{number}=''")) + ">";
        var watch = Stopwatch.StartNew();

        var item = Assert.Single(FeedReader.Read(Encoding.UTF8.GetBytes($"<rss><channel>{tag}<title>t</title><guid>1</guid></item></channel></rss>")).Items);

        Assert.Equal("t", item.Title);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }

    [Fact]
    public void An_item_whose_link_has_a_spoilt_host_is_read_without_the_link()
    {
        const string Feed = "<rss><channel><item><title>t</title><link>http://a&#xFFFD;b.example/</link></item></channel></rss>";

        var item = Assert.Single(FeedReader.Read(Encoding.UTF8.GetBytes(Feed)).Items);

        Assert.Equal(("t", null), (item.Title, item.Url));
    }
}
