using System.Collections.Frozen;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>Alerts of the Common Alerting Protocol 1.0 to 1.2, whole or as single elements within an entry of a feed.</summary>
internal static class CapAlert
{
    /// <summary>US and Canadian geocodes name their country by their kind (CAP profiles of IPAWS and CAP-CP); the others begin with its code.</summary>
    private static readonly FrozenSet<string> AmericanCodes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "FIPS6", "UGC", "SAME", "FIPS");

    private static readonly string[] TextNames = ["headline", "description", "instruction"];

    /// <summary>
    /// False for an exercise, a test, a draft, or a message between systems (CAP 1.2, status and msgType): nobody may act on these.
    /// </summary>
    /// <param name="ns">"cap" for an entry of a feed, whose own status would be something else.</param>
    public static bool IsActual(FeedElement alert, string? ns = null)
    {
        var status = ns is null ? TextOf(alert, "status") : alert.TextOf(ns, "status");
        var type = ns is null ? TextOf(alert, "msgtype") : alert.TextOf(ns, "msgtype");
        return (status is null || status.Equals("Actual", StringComparison.OrdinalIgnoreCase))
            && !(type is not null && (type.Equals("Ack", StringComparison.OrdinalIgnoreCase) || type.Equals("Error", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>One item for the whole alert: the English information first, that in other languages after it.</summary>
    public static FoundItem Read(FeedElement alert, Uri? baseUri)
    {
        var infos = All(alert, "info").OrderBy(info => IsEnglish(info) ? 0 : 1).ToList();
        var main = infos.FirstOrDefault();
        var isCancelled = IsCancelled(alert);
        var areas = infos.SelectMany(info => All(info, "area")).ToList();
        var names = string.Join("; ", areas.Select(area => Line(area, "areadesc")).OfType<string>().Distinct());
        var title = (main is null ? null : Line(main, "headline") ?? string.Join(", ", new[] { Line(main, "event"), names.Length > 0 ? names : null }.OfType<string>()))
            ?? Line(alert, "note") ?? "";
        var text = string.Join('\n', infos.SelectMany(Paragraphs).Append(infos.Count == 0 ? Line(alert, "note") ?? "" : "").Where(part => part.Length > 0 && part != title).Distinct());
        return new FoundItem
        {
            Key = ItemKey.Of(TextOf(alert, "identifier"), null, title, text),
            Title = PlainText.Cut(isCancelled ? "Cancelled: " + (title.Length > 0 ? title : "alert") : title, FeedLimits.TitleLength),
            Text = PlainText.Cut(text, FeedLimits.TextLength),
            Url = infos.Select(info => CanonicalUrl.Absolute(TextOf(info, "web"), baseUri)).FirstOrDefault(url => url is not null),
            Published = FeedDate.Parse(TextOf(alert, "sent")),
            Authors = infos.Select(info => Line(info, "sendername")).Append(Line(alert, "sender")).OfType<string>().Take(1).ToList(),
            Categories = infos.SelectMany(info => All(info, "category")).Select(category => category.Trimmed).OfType<string>().Distinct().Take(FeedLimits.ListLength).ToList(),
            Language = main is null ? null : TextOf(main, "language") is { } tag ? FeedText.Language(tag) : "en-US",
            Place = Place(areas, names),
            Official = Official(alert, infos, isCancelled),
        };
    }

    /// <summary>The verdict of CAP elements that stand in an entry itself, as the US weather service publishes them; null where there are none.</summary>
    public static OfficialAlert? ReadWithin(FeedElement entry)
    {
        var hasAny = entry.First("cap", "severity") is not null || entry.First("cap", "event") is not null || entry.First("cap", "urgency") is not null;
        return hasAny ? Official(entry, [entry], IsCancelled(entry)) : null;
    }

    public static Severity SeverityOf(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "minor" => Severity.Minor,
        "moderate" => Severity.Moderate,
        "severe" => Severity.Severe,
        "extreme" => Severity.Extreme,
        _ => Severity.Unknown,
    };

    /// <summary>"lat,lon radius", the radius in km.</summary>
    public static (GeoPoint? Centre, double RadiusKm) Circle(string text)
    {
        var parts = text.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 3 && GeoText.Point(parts[0], parts[1]) is { } centre && GeoText.Number(parts[2]) is >= 0 and var km ? (centre, km) : (null, 0);
    }

    /// <summary>The country that the geocodes of an area (or entry) tell.</summary>
    public static CountryCode CountryOf(FeedElement area)
    {
        foreach (var geocode in All(area, "geocode"))
        {
            var name = TextOf(geocode, "valuename") ?? "";
            var value = TextOf(geocode, "value") ?? "";
            var code = AmericanCodes.Contains(name) ? "US"
                : name.StartsWith("profile:CAP-CP", StringComparison.OrdinalIgnoreCase) ? "CA"
                : name is "EMMA_ID" or "NUTS2" or "NUTS3" or "ISO3166-1" or "ISO 3166-1" or "ISO3166-2" or "ISO 3166-2" && value.Length >= 2 ? value[..2]
                : null;
            if (Countries.ByIso(code) is { IsKnown: true } country)
            {
                return country;
            }
        }

        return CountryCode.Unknown;
    }

    private static OfficialAlert Official(FeedElement alert, List<FeedElement> infos, bool isCancelled)
    {
        var worst = infos.MaxBy(info => SeverityOf(TextOf(info, "severity")));
        var expires = isCancelled
            ? FeedDate.Parse(TextOf(alert, "sent") ?? TextOf(alert, "effective"))
            : infos.Select(info => FeedDate.Parse(TextOf(info, "expires"))).Max();
        return new OfficialAlert(
            "cap",
            (worst is null ? null : Line(worst, "severity", 50)) ?? "Unknown",
            isCancelled || worst is null ? Severity.Unknown : SeverityOf(TextOf(worst, "severity")),
            worst is null ? null : Line(worst, "event", 200),
            worst is null ? null : Line(worst, "certainty", 50),
            worst is null ? null : Line(worst, "urgency", 50),
            expires);
    }

    private static bool IsCancelled(FeedElement alert) => TextOf(alert, "msgtype") is { } type && type.Equals("Cancel", StringComparison.OrdinalIgnoreCase);

    private static SourcePlace? Place(List<FeedElement> areas, string names)
    {
        if (areas.Count == 0)
        {
            return null;
        }

        var rings = areas.SelectMany(area => All(area, "polygon")).Select(polygon => GeoText.Ring(GeoText.Points(polygon.Text))).OfType<IReadOnlyList<GeoPoint>>();
        var circles = areas.SelectMany(area => All(area, "circle")).Select(circle => Circle(circle.Text)).Where(circle => circle.Centre is not null).ToList();
        return new SourcePlace(
            circles.Count > 0 ? circles[0].Centre : null,
            circles.Count > 0 && circles[0].RadiusKm > 0 ? circles[0].RadiusKm : null,
            rings.Take(FeedLimits.ListLength).ToList(),
            names.Length > 0 ? PlainText.Cut(names, FeedLimits.NameLength) : null,
            areas.Select(CountryOf).FirstOrDefault(country => country.IsKnown));
    }

    private static IEnumerable<string> Paragraphs(FeedElement info) =>
        TextNames.Select(name => HtmlText.ToPlain(TextOf(info, name)));

    private static bool IsEnglish(FeedElement info) => (TextOf(info, "language") ?? "en").StartsWith("en", StringComparison.OrdinalIgnoreCase);

    private static string? Line(FeedElement element, string name, int maxLength = FeedLimits.TitleLength) =>
        TextOf(element, name) is { } text && HtmlText.ToLine(text, maxLength) is { Length: > 0 } line ? line : null;

    private static string? TextOf(FeedElement element, string name) => element.TextOf("cap", name) ?? element.TextOf(FeedNamespaces.Core, name);

    private static IEnumerable<FeedElement> All(FeedElement element, string name) =>
        element.Children.Where(child => child.Name == name && child.Ns is "cap" or FeedNamespaces.Core);
}
