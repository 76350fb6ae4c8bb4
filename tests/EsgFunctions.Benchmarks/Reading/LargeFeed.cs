using System.Globalization;
using System.Text;

namespace EsgFunctions.Benchmarks.Reading;

/// <summary>An RSS feed of 10,000 entries and about 20 MB, the same at every run: summaries in escaped HTML, content in CDATA, as news sites write them.</summary>
internal static class LargeFeed
{
    public const int Entries = 10_000;

    private const int SummaryWords = 40;
    private const int ContentWords = 210;

    private static readonly string[] Words =
        ("police said on tuesday that a convoy was stopped near the mine after heavy rain had closed the road to the capital while officials from the ministry met "
        + "workers and villagers who asked for water power schools and safer roads and a spokesman for the company said production would begin again within days")
        .Split(' ');

    public static void Write(string path)
    {
        var chance = new Random(20);
        var published = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var feed = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        feed.Write("""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>""");
        feed.WriteLine("<title>A large feed</title><link>https://news.example/</link><description>Entries of about two kilobytes</description><language>en</language>");
        for (var entry = 0; entry < Entries; entry++)
        {
            var date = published.AddMinutes(entry).ToString("r", CultureInfo.InvariantCulture);
            feed.WriteLine($"<item><title>{Text(chance, 9)} {entry}</title><link>https://news.example/2026/{entry}?utm_source=rss&amp;utm_medium=feed</link>");
            feed.WriteLine($"<guid isPermaLink=\"false\">news.example/{entry}</guid><pubDate>{date}</pubDate><dc:creator>{Text(chance, 2)}</dc:creator><category>{Text(chance, 1)}</category>");
            feed.WriteLine($"<description>&lt;p&gt;{Text(chance, SummaryWords)} &amp;amp; more&lt;/p&gt;</description>");
            feed.Write($"<content:encoded><![CDATA[<p><a href=\"/2026/{entry}\">{Text(chance, 5)}</a> {Text(chance, ContentWords / 2)}</p>");
            feed.WriteLine($"<p>{Text(chance, ContentWords / 2)} <img src=\"/pictures/{entry}.jpg\" alt=\"\"/></p>]]></content:encoded></item>");
        }

        feed.WriteLine("</channel></rss>");
    }

    private static string Text(Random chance, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[chance.Next(Words.Length)]));
}
