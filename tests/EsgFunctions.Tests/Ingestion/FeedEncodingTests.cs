using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class FeedEncodingTests
{
    public static TheoryData<string, string, string, string> Declared => new()
    {
        { "utf-8", "utf-8", "Protest u Nišu — Čačak, Šabac", "utf-8" },
        { "windows-1251", "windows-1251", "Взрыв на шахте в Кемерово", "windows-1251" },
        { "windows-1250", "windows-1250", "Štrajk rudara u Boru, žrtve", "windows-1250" },
        { "iso-8859-1", "windows-1252", "Grève à la mine – « Été »", "windows-1252" },
        { "iso-8859-2", "iso-8859-2", "Štrajk rudára, čeká se", "iso-8859-2" },
        { "iso-8859-5", "iso-8859-5", "Протест рудара у Бору", "iso-8859-5" },
        { "koi8-r", "koi8-r", "Забастовка шахтёров", "koi8-r" },
        { "gb2312", "gb18030", "矿山发生爆炸，多人被困井下", "gb18030" },
        { "gbk", "gb18030", "矿山发生爆炸，多人被困井下", "gb18030" },
        { "big5", "big5", "礦山發生爆炸，多人被困", "big5" },
        { "shift_jis", "shift_jis", "鉱山で爆発が発生しました", "shift_jis" },
        { "euc-kr", "euc-kr", "광산에서 폭발이 발생했다", "euc-kr" },
        { "windows-1254", "windows-1254", "Madende patlama: işçiler mahsur kaldı", "windows-1254" },
    };

    [Theory]
    [MemberData(nameof(Declared))]
    public void The_declaration_is_believed_where_it_fits(string declared, string written, string title, string found)
    {
        var feed = FeedReader.Read(Bytes(Xml(declared, title), written));

        Assert.Equal((title, found), (feed.Items[0].Title, feed.Encoding));
        Assert.Empty(feed.Problems);
    }

    [Theory]
    [MemberData(nameof(Declared))]
    public void The_charset_of_the_answer_is_believed_where_it_fits(string declared, string written, string title, string found)
    {
        var feed = FeedReader.Read(Bytes(Xml(null, title), written), $"application/rss+xml; charset=\"{declared}\"");

        Assert.Equal((title, found), (feed.Items[0].Title, feed.Encoding));
    }

    [Theory]
    [InlineData("windows-1251", "Взрыв на шахте в Кемерово: десятки рабочих")]
    [InlineData("gb2312", "矿山发生爆炸，多人被困井下，救援正在进行")]
    [InlineData("iso-8859-1", "Čačak, Šabac, Niš: štrajk")]
    public void Utf_8_under_a_wrong_declaration_is_seen(string declared, string title)
    {
        var feed = FeedReader.Read(Bytes(Xml(declared, title), "utf-8"));

        Assert.Equal(title, feed.Items[0].Title);
        Assert.Contains("written in utf-8", Assert.Single(feed.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-8", true)]
    public void Wide_encodings_are_known_by_their_first_bytes(string written, bool withMark)
    {
        var encoding = Encoding.GetEncoding(written);
        byte[] content = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Xml("us-ascii", "Štrajk 矿山"))];

        var feed = FeedReader.Read(content);

        Assert.Equal("Štrajk 矿山", feed.Items[0].Title);
    }

    [Fact]
    public void Latin_text_without_any_declaration_is_windows_1252()
    {
        var feed = FeedReader.Read(Bytes(Xml(null, "Grève – été"), "windows-1252"));

        Assert.Equal(("Grève – été", "windows-1252"), (feed.Items[0].Title, feed.Encoding));
    }

    [Fact]
    public void A_few_spoilt_bytes_cost_only_themselves()
    {
        byte[] content = [.. Bytes(Xml("utf-8", "Взрыв на шахте в Кемерово X").Replace("X", "X", StringComparison.Ordinal), "utf-8")];
        content[Array.LastIndexOf(content, (byte)'X')] = 0xFF;

        var feed = FeedReader.Read(content);

        Assert.StartsWith("Взрыв на шахте в Кемерово", feed.Items[0].Title, StringComparison.Ordinal);
        Assert.Contains("spoilt", Assert.Single(feed.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-encoding")]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    public void A_declaration_that_cannot_be_is_named(string declared)
    {
        var feed = FeedReader.Read(Bytes(Xml(declared, "Čačak"), "utf-8"));

        Assert.Equal("Čačak", feed.Items[0].Title);
        Assert.Contains(declared, Assert.Single(feed.Problems), StringComparison.Ordinal);
    }

    private static string Xml(string? declared, string title) =>
        $"<?xml version=\"1.0\"{(declared is null ? "" : $" encoding='{declared}'")}?><rss><channel><item><title>{title}</title></item></channel></rss>";

    private static byte[] Bytes(string text, string encoding) =>
        (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);
}
