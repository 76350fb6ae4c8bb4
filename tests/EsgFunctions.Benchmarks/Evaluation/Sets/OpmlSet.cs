using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Lists of feeds as people export them, most of them not well-formed: every address in an <c>xmlUrl</c> must be found.</summary>
internal sealed partial class OpmlSet : IEvaluatedSet
{
    public string Name => "opml";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var feeds = new Tally("opml.feeds");
        foreach (var entry in folder.Manifest())
        {
            var file = (string)entry["file"]!;
            var content = folder.Bytes(file);
            var addresses = XmlUrl().Matches(Encoding.UTF8.GetString(content)).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(address => address.Length > 0).ToList();
            if (addresses.Count != (int)entry["xmlUrl_count"]!)
            {
                feeds.Note($"{file} has {addresses.Count} addresses, its manifest says {entry["xmlUrl_count"]}.");
            }

            var (found, fault) = Read(content);
            foreach (var address in addresses)
            {
                feeds.Check(found.Any(one => FieldComparison.SameLink(address, one)), file, "xmlUrl", address, fault);
            }
        }

        return [feeds];
    }

    private static (IReadOnlyList<string> Addresses, string? Fault) Read(byte[] content)
    {
        try
        {
            return ([.. OpmlReader.Read(content).Feeds.Select(feed => feed.Url)], null);
        }
        catch (Exception failure)
        {
            return ([], $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    [GeneratedRegex(@"\bxmlUrl\s*=\s*""([^""]*)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex XmlUrl();
}
