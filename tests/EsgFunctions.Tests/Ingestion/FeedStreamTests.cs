using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class FeedStreamTests
{
    private const string Head = "<rss><channel><title>Bor</title><link>https://bor.example/</link><language>sr</language><ttl>30</ttl>";

    [Fact]
    public void Items_come_before_the_rest_is_read_and_the_feed_is_known_by_then()
    {
        using var endless = new EndlessFeed();
        using var reader = new FeedReader(endless);

        var items = reader.Items().Take(3).ToList();

        Assert.Equal(["1", "2", "3"], items.Select(item => item.Key));
        Assert.Equal(("Bor", "https://bor.example/", "sr", TimeSpan.FromMinutes(30)), (reader.Facts.Title, reader.Facts.Link, reader.Facts.Language, reader.Facts.Ttl));
        Assert.True(endless.Given < 300_000, $"{endless.Given} bytes were read for three items");
    }

    [Fact]
    public void A_feed_without_end_ends_where_the_limits_say()
    {
        using var reader = new FeedReader(new EndlessFeed(), limits: new FeedLimits { MaxItems = 50 });

        Assert.Equal(50, reader.Items().Count());
        Assert.Contains("first 50 items", Assert.Single(reader.Facts.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void How_a_stream_is_cut_does_not_matter(int block)
    {
        var content = Encoding.UTF8.GetBytes(Head + "<item><guid>1</guid><title>Vesti — 矿山 😀 & <b>x</title></item><item><guid>2</guid><title>B</title></item></channel></rss>");
        using var reader = new FeedReader(new CutStream(content, block));

        var items = reader.Items().ToList();

        Assert.Equal(["1", "2"], items.Select(item => item.Key));
        Assert.Equal("Vesti — 矿山 😀 & x", items[0].Title);
    }

    /// <summary>The strict reader is refused by the version; the tolerant one must say the same of every document.</summary>
    [Theory]
    [InlineData("<rss><channel><title>A</title><item><title>B &amp; C</title><description><![CDATA[<p>x</p>]]></description></item></channel></rss>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='sr'><entry xml:base='http://a.example/b/'><id>1</id><link href='c'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>c</b> <i>d</i><br/>e</div></content></entry></feed>")]
    [InlineData("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel r:about='x'><title>t</title></channel><item r:about='u'>\r\n<title>v\r\nw</title></item></r:RDF>")]
    [InlineData("<rss><channel><item><title>&#233;&#x4e2d;&#150;</title><link>http://a.example/?a=1&amp;b=2</link><x y='&amp;copy=1 &lt;' /></item></channel></rss>")]
    public void The_tolerant_reader_says_what_the_strict_one_says(string document)
    {
        var (strict, tolerant) = (Read(document), Read("<?xml version='1.1'?>" + document));

        Assert.Equal(Said(strict), Said(tolerant));
    }

    [Theory]
    [InlineData("&")]
    [InlineData("&nbsp;")]
    [InlineData("<")]
    [InlineData("</b>")]
    [InlineData("<br>")]
    [InlineData("<a b=c>d</a>")]
    [InlineData("\u0001")]
    [InlineData("<b a='1' a='2'>x</b>")]
    [InlineData("]]>")]
    [InlineData("<!DOCTYPE html>")]
    public void A_fault_costs_nothing_before_or_behind_it(string fault)
    {
        var items = Enumerable.Range(1, 400).Select(number => $"<item>\n<guid>{number}</guid><title>Item\r\n {number}</title><description>text {(number == 300 ? fault : "")} of {number}</description></item>");

        var feed = Read(Head + string.Concat(items) + "</channel></rss>");

        Assert.Equal(Enumerable.Range(1, 400).Select(number => $"{number}"), feed.Items.Select(item => item.Key));
        Assert.Equal("Item 300", feed.Items[299].Title);
        Assert.StartsWith("text", feed.Items[299].Text, StringComparison.Ordinal);
        Assert.EndsWith("of 300", feed.Items[299].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_end_of_an_item_does_not_swallow_the_next()
    {
        var feed = Read("<rss><channel><item><guid>1</guid><title>A</title><item><guid>2</guid><title>B</title></item></channel></rss>&");

        Assert.Equal(["1", "2"], feed.Items.Select(item => item.Key));
    }

    [Fact]
    public void Line_breaks_without_end_are_no_depth()
    {
        var feed = Read($"<rss><channel><item><description>{string.Concat(Enumerable.Repeat("a<br>", 500))}</description><guid>1</guid></item></channel></rss>");

        Assert.Equal("1", Assert.Single(feed.Items).Key);
    }

    private static FeedDocument Read(string document) => FeedReader.Read(Encoding.UTF8.GetBytes(document));

    private static string Said(FeedDocument feed) => string.Join(
        '\n', feed.Items.Select(item => $"{feed.Title}|{item.Key}|{item.Title}|{item.Text}|{item.Html}|{item.Url}|{item.Language}|{item.Published}"));

    /// <summary>Items without end.</summary>
    private sealed class EndlessFeed : Stream
    {
        private byte[] _next = Encoding.UTF8.GetBytes(Head);
        private int _at;
        private int _number;

        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _next.Length)
            {
                (_next, _at) = (Encoding.UTF8.GetBytes($"<item><guid>{++_number}</guid><title>{new string('x', 2_000)}</title></item>"), 0);
            }

            var given = Math.Min(count, _next.Length - _at);
            _next.AsSpan(_at, given).CopyTo(buffer.AsSpan(offset));
            _at += given;
            Given += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>Gives no more than a few bytes at a time, as a network does.</summary>
    private sealed class CutStream(byte[] content, int block) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, block));
    }
}
