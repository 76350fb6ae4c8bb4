using System.Collections.Frozen;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Ingestion;

/// <summary>Alerts of the Common Alerting Protocol 1.0 to 1.2 as items, whole or as single elements within an entry of a feed.</summary>
internal static class CapAlert
{
    private const string Scheme = "cap";

    /// <summary>Polygons and circles kept of one alert's place: all of an honest one.</summary>
    private const int MostShapes = 500;

    /// <summary>US and Canadian geocodes name their country by their kind (CAP profiles of IPAWS and CAP-CP); the others begin with its code.</summary>
    private static readonly FrozenSet<string> AmericanCodes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "FIPS6", "UGC", "SAME", "FIPS");

    /// <summary>
    /// False for an exercise, a test, a draft, or a message between systems (CAP 1.2, status and msgType): nobody may act on these.
    /// </summary>
    /// <param name="ns">"cap" for an entry of a feed, whose own status would be something else.</param>
    public static bool IsActual(FeedElement alert, string? ns = null)
    {
        var status = ns is null ? CapElement.TextOf(alert, "status") : alert.TextOf(ns, "status");
        var type = ns is null ? CapElement.TextOf(alert, "msgtype") : alert.TextOf(ns, "msgtype");
        return (status is null || status.Equals("Actual", StringComparison.OrdinalIgnoreCase))
            && !(type is not null && (type.Equals("Ack", StringComparison.OrdinalIgnoreCase) || type.Equals("Error", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>One item for the whole alert: the English information first, that in other languages after it.</summary>
    public static FoundItem Read(FeedElement alert, Uri? baseUri)
    {
        var message = CapElement.Read(alert, baseUri);
        var infos = message.Infos.OrderBy(info => info.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? 0 : 1).ToList();
        var main = infos.FirstOrDefault();
        var areas = infos.SelectMany(info => info.Areas).ToList();
        var names = string.Join("; ", areas.Select(area => area.Description).OfType<string>().Distinct());
        var title = (main is null ? null : main.Headline ?? string.Join(", ", new[] { main.Event, names.Length > 0 ? names : null }.OfType<string>())) ?? message.Note ?? "";
        var text = string.Join('\n', infos
            .SelectMany(info => new[] { info.Headline, info.Description, info.Instruction }).Append(infos.Count == 0 ? message.Note : null)
            .OfType<string>().Where(part => part != title).Distinct());
        var isCancel = message.Type == CapMessageType.Cancel;
        return new FoundItem
        {
            Key = ItemKey.Of(message.Key, null, title, text),
            Title = PlainText.Line(isCancel ? "Cancelled: " + (title.Length > 0 ? title : "alert") : title, FeedLimits.TitleLength),
            Text = PlainText.Cut(text, FeedLimits.TextLength),
            Url = infos.Select(info => info.Web).FirstOrDefault(url => url is not null),
            Published = message.Sent,
            Authors = infos.Select(info => info.SenderName).Append(message.Sender).OfType<string>().Take(1).ToList(),
            Categories = infos.SelectMany(info => info.Categories).Distinct().Take(FeedLimits.ListLength).ToList(),
            Language = main?.Language,
            Place = Place(areas, names),
            Official = Official(infos.Select(Said), isCancel ? message.Sent : message.Expires, isCancel),
            Cap = message,
        };
    }

    /// <summary>The verdict of CAP elements that stand in an entry itself, as the US weather service publishes them; null where there are none.</summary>
    public static OfficialAlert? ReadWithin(FeedElement entry)
    {
        if (entry.First(Scheme, "severity") is null && entry.First(Scheme, "event") is null && entry.First(Scheme, "urgency") is null)
        {
            return null;
        }

        var isCancel = entry.TextOf(Scheme, "msgtype") is { } type && type.Equals("Cancel", StringComparison.OrdinalIgnoreCase);
        var expires = isCancel ? entry.TextOf(Scheme, "sent") ?? entry.TextOf(Scheme, "effective") : entry.TextOf(Scheme, "expires");
        return Official([new(Line(entry, "severity", 50), Line(entry, "event", 200), Line(entry, "certainty", 50), Line(entry, "urgency", 50))], FeedDate.Parse(expires), isCancel);
    }

    public static Severity SeverityOf(string? word) => word?.Trim().ToLowerInvariant() switch
    {
        "minor" => Severity.Minor,
        "moderate" => Severity.Moderate,
        "severe" => Severity.Severe,
        "extreme" => Severity.Extreme,
        _ => Severity.Unknown,
    };

    /// <summary>The country that the geocodes of an entry tell.</summary>
    public static CountryCode CountryOf(FeedElement entry) => CountryOf(CapElement.Values(entry, "geocode"));

    private static CountryCode CountryOf(IEnumerable<CapValue> geocodes)
    {
        foreach (var (name, value) in geocodes)
        {
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

    private static OfficialAlert Official(IEnumerable<Words> said, DateTimeOffset? expires, bool isCancel)
    {
        var worst = said.MaxBy(words => SeverityOf(words.Severity));
        return new OfficialAlert(
            Scheme, worst?.Severity ?? "Unknown", isCancel ? Severity.Unknown : SeverityOf(worst?.Severity), worst?.Event, worst?.Certainty, worst?.Urgency, expires);
    }

    private static Words Said(CapInfo info) => new(info.Severity, info.Event is { } name ? PlainText.Cut(name, 200) : null, info.Certainty, info.Urgency);

    private static SourcePlace? Place(List<CapArea> areas, string names)
    {
        if (areas.Count == 0)
        {
            return null;
        }

        // Each language repeats the areas.
        var circles = areas.SelectMany(area => area.Circles).Distinct().Take(MostShapes).ToList();
        var rings = areas.SelectMany(area => area.Polygons).DistinctBy(ring => string.Join(' ', ring)).Take(MostShapes).ToList();
        return new SourcePlace(
            circles.FirstOrDefault()?.Centre,
            [.. circles.Where(circle => circle.RadiusKm > 0)],
            rings,
            names.Length > 0 ? PlainText.Cut(names, FeedLimits.NameLength) : null,
            areas.Select(area => CountryOf(area.Geocodes)).FirstOrDefault(country => country.IsKnown));
    }

    private static string? Line(FeedElement entry, string name, int maxLength) =>
        entry.TextOf(Scheme, name) is { } text && HtmlText.ToLine(text, maxLength) is { Length: > 0 } line ? line : null;

    private sealed record Words(string? Severity, string? Event, string? Certainty, string? Urgency);
}
