using System.IO.Compression;
using System.Text;
using EsgFunctions.Benchmarks.Reading;

namespace EsgFunctions.Benchmarks.Fuzzing;

/// <summary>What is mutated: small documents of every kind that the app takes in, and the files of the sets where they are at hand.</summary>
internal static class Originals
{
    /// <summary>Longer files are cut: what they show is in their beginning, and many short cases find more than a few long ones.</summary>
    private const int MaxLength = 48 * 1024;

    private static readonly string[] BuiltIn =
    [
        """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:georss="http://www.georss.org/georss" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News &amp; more</title><link>http://news.example/</link><language>en</language><ttl>60</ttl><item><title>A &lt;b&gt;bus&lt;/b&gt;</title><link>/1</link><guid isPermaLink="false">1</guid><pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate><author>ann@example.com (Ann)</author><category>Roads</category><description><![CDATA[<p>Two <a href="/x">hurt</a></p>]]></description><content:encoded>&lt;div&gt;More&lt;/div&gt;</content:encoded><georss:point>44.1 22.1</georss:point></item></channel></rss>""",
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="http://news.example/"><title type="html">T&amp;eacute;</title><link rel="self" href="/feed"/><entry><id>urn:1</id><title>Un</title><updated>2026-03-03T10:00:00Z</updated><link href="1"/><author><name>B</name></author><category term="x" label="y"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Deux</p></div></content></entry></feed>""",
        """<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a1</identifier><sender>s</sender><sent>2026-03-03T10:00:00-00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><category>Met</category><event>Flood</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty><headline>Flood</headline><area><areaDesc>Bor</areaDesc><polygon>44,22 44,23 45,23 44,22</polygon><circle>44,22 10</circle></area></info></alert>""",
        """{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"http://news.example/","items":[{"id":"1","url":"/1","title":"One","content_html":"<p>Text</p>","date_published":"2026-03-03T10:00:00Z","authors":[{"name":"A"}],"tags":["t"]}]}""",
        """{"type":"FeatureCollection","features":[{"type":"Feature","id":"u1","properties":{"mag":5.2,"place":"10 km N of Bor","time":1772532000000,"type":"earthquake","alert":"green"},"geometry":{"type":"Point","coordinates":[22.1,44.1,10]}}]}""",
        """<opml version="2.0"><head><title>L</title></head><body><outline text="Serbia"><outline type="rss" text="A" xmlUrl="http://a.example/rss" htmlUrl="http://a.example/"/><outline text="B & C" xmlUrl="http://b.example/rss"/></outline></body></opml>""",
        "id,name,country,lat,lon,criticality\nbor,\"Bor, mine\",RS,44.07,22.1,high\nlima,Lima office,PE,-12.05,-77.04,\n",
        "sep=;\nname;email;phone;language\nAnn;ann@example.com;+381601234567;sr-Latn\n\"B\"\"o\";b@example.com;;en\n",
        "title\ttext\turl\tpublished\nA bus\tTwo\thttp://news.example/1\t2026-03-03T10:00:00Z\n",
        """{"type":"rosters","rows":[{"site":"bor","person":"ann","from":"2026-01-01T00:00:00Z"},{"site":"bor","person":"bo"}]}""",
        """[{"person":"ann","country":"PE","from":"2026-01-01T00:00:00Z","to":"2026-01-09T00:00:00Z","segments":[{"country":"PE","lat":-12.05,"lon":-77.04}]}]""",
        "{\"title\":\"One\",\"lat\":44.1,\"lon\":22.1}\n{\"title\":\"Two\",\"country\":\"RS\"}\n",
    ];

    public static IReadOnlyList<byte[]> Load(string data) =>
    [
        .. BuiltIn.Select(Encoding.UTF8.GetBytes),
        Zip("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>name</t></is></c></row></sheetData></worksheet>"),
        .. FeedCorpus.Files(data, "dev").Concat(Lists(data)).Select(file => File.ReadAllBytes(file)).Select(content => content.Length > MaxLength ? content[..MaxLength] : content),
    ];

    private static IEnumerable<string> Lists(string data) => new[] { Path.Combine(data, "opml"), Path.Combine(data, "cap", "dev") }.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Where(file => Path.GetExtension(file) is ".opml" or ".cap" or ".xml" or ".atom" or ".rss")
        .Order(StringComparer.Ordinal);

    private static byte[] Zip(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            // The time of an entry is the present else, and the case another at every run.
            var entry = zip.CreateEntry(name);
            entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var writer = new StreamWriter(entry.Open());
            writer.Write(text);
        }

        return bytes.ToArray();
    }
}
