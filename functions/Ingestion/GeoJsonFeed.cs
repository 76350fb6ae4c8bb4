using System.Text.Json;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>GeoJSON (RFC 7946) features as items: earthquakes of USGS, alerts of the US weather service, and others by their titles.</summary>
internal static class GeoJsonFeed
{
    private static readonly string[] TitleNames = ["headline", "title", "name", "event", "place"];
    private static readonly string[] TextNames = ["description", "instruction"];

    public static IEnumerable<FoundItem> Read(JsonElement root, FeedFacts facts, Uri? baseUri, FeedLimits limits)
    {
        var about = root.Get("metadata") ?? root;
        facts.Format = FeedFormat.GeoJson;
        facts.Title = HtmlText.ToLine(about.Text("title")) is { Length: > 0 } title ? title : null;
        facts.Link = CanonicalUrl.Absolute(about.Text("url"), baseUri);
        var features = root.Text("type") == "Feature" ? [root] : root.List("features").Where(feature => feature.ValueKind == JsonValueKind.Object);
        var (read, notActual) = (0, 0);
        foreach (var feature in features)
        {
            if (read++ == limits.MaxItems)
            {
                facts.Faults.Add($"Only the first {limits.MaxItems} items were read.");
                break;
            }

            if (IsActual(feature))
            {
                yield return Item(feature, baseUri);
            }
            else
            {
                notActual++;
            }
        }

        if (notActual > 0)
        {
            facts.Faults.Add($"{notActual} messages are exercises, tests or drafts, and were left out.");
        }
    }

    private static FoundItem Item(JsonElement feature, Uri? baseUri)
    {
        var about = feature.Get("properties") ?? default;
        var title = TitleNames.Select(name => HtmlText.ToLine(about.Text(name))).FirstOrDefault(text => text.Length > 0) ?? "";
        var official = Quake(about) ?? Alert(about);
        var text = FeedText.Join(official?.Scheme == "usgs" ? QuakeText(about, feature) : "", string.Join('\n', TextNames
            .Select(name => HtmlText.ToPlain(about.Text(name))).Where(part => part.Length > 0)));
        var url = CanonicalUrl.Absolute(about.Text("url") ?? about.Text("web") ?? about.Text("link"), baseUri);
        return new FoundItem
        {
            Key = ItemKey.Of(feature.Text("id") ?? about.Text("id") ?? about.Text("@id"), url, title, text),
            Title = title,
            Text = text,
            Url = url,
            Published = about.Instant("time") ?? about.Instant("sent") ?? about.Instant("published") ?? about.Instant("date"),
            Updated = about.Instant("updated"),
            Categories = about.List("category").Select(name => HtmlText.ToLine(name.AsText(), FeedLimits.NameLength)).Where(name => name.Length > 0).ToList(),
            Language = FeedText.Language(about.Text("language")) ?? (official?.Scheme == "usgs" ? "en" : null),
            Place = Place(feature, about),
            Official = official,
        };
    }

    private static bool IsActual(JsonElement feature) =>
        feature.Get("properties")?.Text("status") is not ("Test" or "Exercise" or "Draft" or "System");

    /// <summary>
    /// Level is the magnitude. Severity is that of the PAGER colour, which counts people; before there is one, 5, 6 and 7 begin Moderate,
    /// Severe and Extreme.
    /// </summary>
    private static OfficialAlert? Quake(JsonElement about)
    {
        if (about.Get("mag") is null && !(about.TryMag() && about.Get("place") is not null))
        {
            return null;
        }

        var magnitude = about.Number("mag");
        var colour = GdacsAlert.SeverityOf(about.Text("alert"));
        var severity = colour != Severity.Unknown ? colour : magnitude switch
        {
            null => Severity.Unknown,
            < 5 => Severity.Minor,
            < 6 => Severity.Moderate,
            < 7 => Severity.Severe,
            _ => Severity.Extreme,
        };
        var kind = about.Text("type");
        return new OfficialAlert(
            "usgs", magnitude is { } m ? JsonFields.Plain(m) : about.Text("alert") ?? "", severity,
            kind is null or "earthquake" ? "EQ" : HtmlText.ToLine(kind, 50), null, null, null);
    }

    private static bool TryMag(this JsonElement about) => about.ValueKind == JsonValueKind.Object && about.TryGetProperty("mag", out _);

    private static OfficialAlert? Alert(JsonElement about) => about.Text("severity") is { } severity && about.Text("event") is { } kind
        ? new OfficialAlert(
            "cap", HtmlText.ToLine(severity, 50), CapAlert.SeverityOf(severity), HtmlText.ToLine(kind, 200), about.Text("certainty"), about.Text("urgency"), about.Instant("expires"))
        : null;

    private static string QuakeText(JsonElement about, JsonElement feature)
    {
        var depth = feature.Get("geometry")?.List("coordinates").Skip(2).FirstOrDefault() is { ValueKind: JsonValueKind.Number } km ? $", {JsonFields.Plain(km.GetDouble())} km deep" : "";
        var parts = new[]
        {
            about.Number("mag") is { } magnitude ? $"Magnitude {JsonFields.Plain(magnitude)} {HtmlText.ToLine(about.Text("type") ?? "earthquake", 50)}{depth}." : "",
            HtmlText.ToLine(about.Text("place")) is { Length: > 0 } place ? place + "." : "",
            about.Text("tsunami") == "1" ? "Tsunami information was issued." : "",
        };
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static SourcePlace? Place(JsonElement feature, JsonElement about)
    {
        var name = HtmlText.ToLine(about.Text("place") ?? about.Text("areaDesc"), FeedLimits.NameLength);
        var geometry = feature.Get("geometry") ?? default;
        var points = new List<GeoPoint>();
        var rings = new List<IReadOnlyList<GeoPoint>>();
        GeoJsonShape.Collect(geometry, points, rings, depth: 0);
        return points.Count == 0 && rings.Count == 0 && name.Length == 0
            ? null
            : new SourcePlace(points.Count > 0 ? points[0] : null, [], rings.Take(FeedLimits.ListLength).ToList(), name.Length > 0 ? name : null, Countries.ByIso(about.Text("iso3")));
    }
}
