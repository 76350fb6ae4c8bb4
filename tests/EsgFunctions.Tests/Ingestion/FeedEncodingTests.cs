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

    [Theory]
    [InlineData("shift_jis", "鉱山で爆発が発生し、作業員が閉じ込められています")]
    [InlineData("euc-jp", "鉱山で爆発が発生し、作業員が閉じ込められています")]
    [InlineData("euc-kr", "광산에서 폭발이 발생하여 작업자들이 갇혔다")]
    [InlineData("gb18030", "矿山发生爆炸，多名工人被困井下，救援正在进行")]
    [InlineData("big5", "礦山發生爆炸，多名工人被困井下，救援正在進行")]
    [InlineData("windows-1251", "Взрыв на шахте в Кемерово: десятки рабочих остаются под землёй")]
    [InlineData("koi8-r", "Взрыв на шахте в Кемерово: десятки рабочих остаются под землёй")]
    [InlineData("iso-8859-5", "Експлозија у руднику код Бора, рудари су остали под земљом")]
    [InlineData("windows-1253", "Έκρηξη σε ορυχείο κοντά στην πόλη, εγκλωβισμένοι εργάτες")]
    [InlineData("windows-1255", "פיצוץ במכרה ליד העיר, עובדים לכודים מתחת לאדמה")]
    [InlineData("windows-1256", "انفجار في منجم قرب المدينة والعمال محاصرون تحت الأرض")]
    [InlineData("windows-874", "เกิดระเบิดในเหมืองใกล้เมือง คนงานติดอยู่ใต้ดินจำนวนมาก")]
    public void An_encoding_that_nobody_declares_is_known_by_its_letters(string written, string title)
    {
        var feed = FeedReader.Read(Bytes(Xml(null, title), written));

        Assert.Equal((title, written), (feed.Items[0].Title, feed.Encoding));
    }

    [Theory]
    [InlineData("text/xml", null, "us-ascii")]
    [InlineData("text/rss+xml", "iso-8859-1", "us-ascii")]
    [InlineData("application/xml", "iso-8859-1", "iso-8859-1")]
    [InlineData("application/xml", null, "utf-8")]
    [InlineData("application/xml; charset=us-ascii", "iso-8859-1", "us-ascii")]
    [InlineData(null, "windows-1251", "windows-1251")]
    public void Ascii_is_called_what_it_was_said_to_be(string? contentType, string? declared, string name) =>
        Assert.Equal(name, FeedReader.Read(Bytes(Xml(declared, "Strike"), "utf-8"), contentType).Encoding);

    [Theory]
    [InlineData("Grève à la mine", "iso-8859-1")]
    [InlineData("Grève – mine", "windows-1252")]
    public void Latin_1_is_windows_1252_only_where_it_uses_that(string title, string name) =>
        Assert.Equal((title, name), (FeedReader.Read(Bytes(Xml("iso-8859-1", title), "windows-1252")) is var feed ? feed.Items[0].Title : "", feed.Encoding));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Text_is_read_over_the_borders_of_what_was_looked_at(int shift)
    {
        var title = new string('a', shift) + string.Concat(Enumerable.Repeat("č矿😀 ", 60_000)).Trim();
        var feed = FeedReader.Read(Encoding.UTF8.GetBytes($"<rss><channel><description>{new string('x', 300_000)}</description><item><guid>1</guid><description>{title}</description></item></channel></rss>"));

        Assert.Equal(title[..100_000], feed.Items[0].Text + (feed.Items[0].Text.Length < 100_000 ? title[feed.Items[0].Text.Length..100_000] : ""));
        Assert.Empty(feed.Problems);
    }

    [Fact]
    public void A_byte_that_comes_late_is_still_read()
    {
        var feed = FeedReader.Read(Bytes(Xml(null, new string('a', 900) + "</title><description>" + new string('x', 700_000) + "</description><author>Živko</author><title>"), "windows-1250"), "application/xml; charset=windows-1250");

        Assert.Equal("windows-1250", feed.Encoding);
        Assert.Equal(["Živko"], feed.Items[0].Authors);
    }

    private static string Xml(string? declared, string title) =>
        $"<?xml version=\"1.0\"{(declared is null ? "" : $" encoding='{declared}'")}?><rss><channel><item><title>{title}</title></item></channel></rss>";

    private static byte[] Bytes(string text, string encoding) =>
        (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);
}
