using System.Globalization;
using System.Text;
using System.Xml;

namespace EsgFunctions.Ingestion;

/// <summary>The registry of feeds as OPML 2.0, which every feed reader takes; nested as their categories are.</summary>
public static class OpmlWriter
{
    public const string MediaType = "text/x-opml";

    public static byte[] Write(IEnumerable<Feed> feeds, DateTimeOffset now)
    {
        using var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("opml");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteStartElement("head");
            xml.WriteElementString("title", "Feeds");
            xml.WriteElementString("dateCreated", now.UtcDateTime.ToString("r", CultureInfo.InvariantCulture));
            xml.WriteEndElement();
            xml.WriteStartElement("body");
            Write(xml, [.. feeds.OrderBy(feed => feed.Category, StringComparer.Ordinal).ThenBy(Title, StringComparer.Ordinal).Select(feed => (feed, Path(feed)))], 0);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return body.ToArray();
    }

    private static void Write(XmlWriter xml, IReadOnlyCollection<(Feed Feed, string[] Path)> feeds, int depth)
    {
        foreach (var (feed, _) in feeds.Where(one => one.Path.Length == depth))
        {
            xml.WriteStartElement("outline");
            xml.WriteAttributeString("type", "rss");
            xml.WriteAttributeString("text", Safe(Title(feed)));
            xml.WriteAttributeString("title", Safe(Title(feed)));
            xml.WriteAttributeString("xmlUrl", feed.Url.AbsoluteUri);
            Attribute(xml, "htmlUrl", feed.Page);
            Attribute(xml, "language", feed.Language);
            xml.WriteEndElement();
        }

        foreach (var group in feeds.Where(one => one.Path.Length > depth).GroupBy(one => one.Path[depth], StringComparer.Ordinal))
        {
            xml.WriteStartElement("outline");
            xml.WriteAttributeString("text", Safe(group.Key));
            Write(xml, [.. group], depth + 1);
            xml.WriteEndElement();
        }
    }

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteAttributeString(name, Safe(value));
        }
    }

    private static string Title(Feed feed) => feed.Name ?? feed.Url.Host;

    private static string[] Path(Feed feed) => (feed.Category ?? "").Split(OpmlFeed.CategoryDivider, OpmlFeed.MaxDepth, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Without the characters that no XML may hold.</summary>
    private static string Safe(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value >= ' ' || rune.Value is '\t').Where(rune => rune.Value is not (0xFFFE or 0xFFFF)));
}
