using System.Globalization;
using System.Xml.Linq;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Captures of the Global Disaster Alert and Coordination System, whose items carry their own labels: alert colour, point, country.</summary>
internal sealed class GeoFeedsSet : IEvaluatedSet
{
    private static readonly XNamespace Gdacs = "http://www.gdacs.org";
    private static readonly XNamespace Geo = "http://www.w3.org/2003/01/geo/wgs84_pos#";

    public string Name => "geo-feeds";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var level = new Tally("geo.gdacs.level");
        var place = new Tally("geo.gdacs.place");
        foreach (var file in folder.Files("gdacs"))
        {
            var content = folder.Bytes(file);
            var (document, fault) = FeedAttempt.Read(content);
            using var stream = new MemoryStream(content);
            foreach (var item in XDocument.Load(stream).Descendants("item"))
            {
                Compare(item, document, fault, file, level, place);
            }
        }

        return [level, place];
    }

    private static void Compare(XElement item, FeedDocument? document, string? fault, string file, Tally level, Tally place)
    {
        var id = item.Element("guid")!.Value.Trim();
        var ours = document?.Items.FirstOrDefault(one => one.Key == id);
        var missing = fault ?? (ours is null ? "no such item" : null);
        if (item.Element(Gdacs + "alertlevel")?.Value.Trim() is { Length: > 0 } colour)
        {
            level.Check(ours?.Official is { Scheme: "gdacs" } official && official.Level == colour, file, id, colour, missing ?? ours!.Official?.Level);
        }

        if (item.Element(Geo + "Point") is { } point)
        {
            var (latitude, longitude) = (Number(point.Element(Geo + "lat")), Number(point.Element(Geo + "long")));
            var isThere = ours?.Place?.Point is { } found && FieldComparison.SameDegrees(latitude, found.Lat) && FieldComparison.SameDegrees(longitude, found.Lon);
            place.Check(isThere, file, id + " point", $"{latitude} {longitude}", missing ?? ours!.Place?.Point.ToString());
        }

        if (item.Element(Gdacs + "iso3")?.Value.Trim() is { Length: 3 } iso3)
        {
            place.Check(ours?.Place?.Country == Countries.ByIso(iso3), file, id + " country", iso3, missing ?? ours!.Place?.Country.ToString());
        }
    }

    private static double Number(XElement? element) => double.Parse(element!.Value, CultureInfo.InvariantCulture);
}
