using System.Text;

namespace EsgFunctions.LocalHost;

/// <summary>The Content-Type that a server would give a feed file, from its name and its first kilobyte.</summary>
public static class FeedMediaType
{
    private static readonly string[] Extensions = [".xml", ".json", ".rss", ".atom", ".rdf", ".cap", ".geojson", ".jsonfeed"];

    public static bool IsFeedFile(string path) =>
        Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    public static string Of(string path, ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 1024)]);
        bool Has(string text) => head.Contains(text, StringComparison.OrdinalIgnoreCase);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JSON" or ".JSONFEED" => Has("jsonfeed.org") ? "application/feed+json" : "application/json",
            ".GEOJSON" => "application/geo+json",
            ".RSS" => "application/rss+xml",
            ".ATOM" => "application/atom+xml",
            ".CAP" => "application/cap+xml",
            ".RDF" => "application/rdf+xml",
            _ when Has("urn:oasis:names:tc:emergency:cap") && Has("<alert") => "application/cap+xml",
            _ when Has("<rss") => "application/rss+xml",
            _ when Has("<feed") => "application/atom+xml",
            _ when Has("<rdf:RDF") => "application/rdf+xml",
            _ => "application/xml",
        };
    }
}
