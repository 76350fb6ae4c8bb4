using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>Where an item says it is: GeoRSS simple and GML, W3C geo, and the places of GDACS and of CAP elements within an entry.</summary>
internal static class GeoRss
{
    private const double MetresPerKm = 1000;

    public static SourcePlace? Read(FeedElement item)
    {
        var polygons = Polygons(item).Take(FeedLimits.ListLength).ToList();
        var circles = Circles(item).Take(FeedLimits.ListLength).ToList();
        var point = Point(item) ?? circles.FirstOrDefault()?.Centre;
        var name = Name(item);
        var country = Countries.ByIso(item.TextOf("gdacs", "iso3"));
        country = country.IsKnown ? country : CapAlert.CountryOf(item);
        return point is null && polygons.Count == 0 && name is null && !country.IsKnown
            ? null
            : new SourcePlace(point, [.. circles.Where(circle => circle.RadiusKm > 0)], polygons, name, country);
    }

    private static GeoPoint? Point(FeedElement item)
    {
        foreach (var node in item.Children)
        {
            var found = (node.Ns, node.Name) switch
            {
                ("georss", "point") => First(node.Text),
                ("georss", "where") => node.Descendants("gml", "point").Select(Position).FirstOrDefault(point => point is not null),
                ("gml", "point") => Position(node),
                ("geo", "point") => GeoText.Point(node.TextOf("geo", "lat"), node.TextOf("geo", "long") ?? node.TextOf("geo", "lon")),
                ("geo", "lat") => GeoText.Point(node.Text, item.TextOf("geo", "long") ?? item.TextOf("geo", "lon")),
                ("geo", "lat_long" or "latlong") => First(node.Text),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return Line(item);
    }

    /// <summary>Of a line, its first point: where the thing begins.</summary>
    private static GeoPoint? Line(FeedElement item)
    {
        var line = item.First("georss", "line") ?? item.Descendants("gml", "linestring").FirstOrDefault()?.First("gml", "poslist");
        return line is null ? null : First(line.Text);
    }

    private static GeoPoint? Position(FeedElement gmlPoint) => First(gmlPoint.TextOf("gml", "pos"));

    private static GeoPoint? First(string? text) => GeoText.Points(text) is [var first, ..] ? first : null;

    private static IEnumerable<IReadOnlyList<GeoPoint>> Polygons(FeedElement item)
    {
        foreach (var node in item.Children)
        {
            switch (node.Ns, node.Name)
            {
                case ("georss" or "cap", "polygon"):
                    if (GeoText.Ring(GeoText.Points(node.Text)) is { } ring)
                    {
                        yield return ring;
                    }

                    break;
                case ("georss", "box") when GeoText.Points(node.Text) is [var one, var other]:
                    yield return GeoText.Box(one, other);
                    break;
                case ("georss", "where") or ("gml", "polygon"):
                    foreach (var gml in Gml(node))
                    {
                        yield return gml;
                    }

                    break;
            }
        }
    }

    private static IEnumerable<IReadOnlyList<GeoPoint>> Gml(FeedElement where)
    {
        foreach (var outer in where.Descendants("gml", "exterior").Concat(where.Descendants("gml", "outerboundaryis")))
        {
            foreach (var list in outer.Descendants("gml", "poslist"))
            {
                if (GeoText.Ring(GeoText.Points(list.Text)) is { } ring)
                {
                    yield return ring;
                }
            }
        }

        foreach (var envelope in where.Descendants("gml", "envelope"))
        {
            if (First(envelope.TextOf("gml", "lowercorner")) is { } lower && First(envelope.TextOf("gml", "uppercorner")) is { } upper)
            {
                yield return GeoText.Box(lower, upper);
            }
        }
    }

    /// <summary>GeoRSS gives metres, CAP kilometres.</summary>
    private static IEnumerable<GeoArea.Circle> Circles(FeedElement item) =>
        item.All("cap", "circle").Select(circle => GeoText.Circle(circle.Text))
            .Concat(item.All("georss", "circle").Select(circle => GeoText.Circle(circle.Text) is { } found ? found with { RadiusKm = found.RadiusKm / MetresPerKm } : null))
            .OfType<GeoArea.Circle>();

    private static string? Name(FeedElement item)
    {
        var name = item.TextOf("gdacs", "country") ?? item.TextOf("georss", "featurename") ?? item.TextOf("cap", "areadesc");
        return name is null ? null : HtmlText.ToLine(name, FeedLimits.NameLength);
    }
}
