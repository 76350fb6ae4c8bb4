using System.Collections.Frozen;

namespace EsgFunctions.Ingestion;

/// <summary>One short name for each vocabulary, however its namespace was spelt and whatever prefix the feed chose.</summary>
internal static class FeedNamespaces
{
    /// <summary>RSS without namespace, RSS 0.90, 1.0 and 2.0 with one, and Atom: their names do not clash, so they share "".</summary>
    public const string Core = "";

    private static readonly FrozenDictionary<string, string> ByUri = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [""] = Core,
        ["http://backend.userland.com/rss"] = Core,
        ["http://backend.userland.com/rss2"] = Core,
        ["http://backend.userland.com/rss191"] = Core,
        ["http://blogs.law.harvard.edu/tech/rss"] = Core,
        ["http://purl.org/rss/1.0/"] = Core,
        ["http://my.netscape.com/rdf/simple/0.9/"] = Core,
        ["http://channel.netscape.com/rdf/simple/0.9/"] = Core,
        ["http://example.com/newformat#"] = Core,
        ["http://example.com/necho"] = Core,
        ["http://purl.org/echo/"] = Core,
        ["uri/of/echo/namespace#"] = Core,
        ["http://purl.org/pie/"] = Core,
        ["http://purl.org/atom/ns#"] = Core,
        ["http://www.w3.org/2005/atom"] = Core,
        ["http://purl.org/rss/1.0/modules/rss091#"] = Core,
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://purl.org/dc/elements/1.0/"] = "dc",
        ["http://purl.org/dc/terms/"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://purl.org/rss/1.0/modules/syndication/"] = "sy",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://www.georss.org/georss"] = "georss",
        ["http://www.georss.org/georss/10"] = "georss",
        ["http://www.opengis.net/gml"] = "gml",
        ["http://www.opengis.net/gml/3.2"] = "gml",
        ["http://www.w3.org/2003/01/geo/wgs84_pos#"] = "geo",
        ["http://www.w3.org/2003/01/geo/"] = "geo",
        ["http://www.gdacs.org"] = "gdacs",
        ["http://www.gdacs.org/"] = "gdacs",
        ["https://www.gdacs.org"] = "gdacs",
        ["urn:oasis:names:tc:emergency:cap:1.2"] = "cap",
        ["urn:oasis:names:tc:emergency:cap:1.1"] = "cap",
        ["http://www.incident.com/cap/1.0"] = "cap",
        ["http://search.yahoo.com/mrss"] = "media",
        ["http://search.yahoo.com/mrss/"] = "media",
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
        ["http://www.w3.org/XML/1998/namespace"] = "xml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Known = ByUri.Values.Append("atom").ToFrozenSet();

    /// <summary>The short name of a namespace; one we do not know keeps its address as its name.</summary>
    public static string Short(string uri) => ByUri.GetValueOrDefault(uri, uri);

    public static FeedVocabularies VocabularyOf(string ns) => ns switch
    {
        "cap" => FeedVocabularies.Cap,
        "georss" or "gml" or "geo" => FeedVocabularies.Geo,
        "gdacs" => FeedVocabularies.Gdacs,
        _ => FeedVocabularies.None,
    };

    /// <summary>A prefix that the document forgot to declare means what it means everywhere else.</summary>
    public static string OfUndeclared(string prefix) => prefix == "atom" ? Core : Known.Contains(prefix) ? prefix : "?" + prefix;
}
