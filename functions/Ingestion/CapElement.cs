using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>The element "alert" of CAP 1.0, 1.1 or 1.2 as a <see cref="CapMessage"/>. Tolerant: order does not matter, what is not understood is left out.</summary>
internal static class CapElement
{
    /// <summary>Areas of one message, polygons of one area, geocodes of one area. A national warning may name every county.</summary>
    private const int MostAreas = 500;

    private const int WordLength = 50;
    private const int ParagraphLength = 20_000;

    public static CapMessage Read(FeedElement alert, Uri? baseUri) => new()
    {
        Identifier = Name(alert, "identifier"),
        Sender = Name(alert, "sender"),
        Sent = Instant(alert, "sent"),
        Status = Word(alert, "status"),
        Type = Enum.TryParse<CapMessageType>(Word(alert, "msgtype"), ignoreCase: true, out var type) && Enum.IsDefined(type) ? type : CapMessageType.Alert,
        Source = Line(alert, "source"),
        Scope = Word(alert, "scope"),
        Restriction = Line(alert, "restriction"),
        Addresses = Line(alert, "addresses"),
        Codes = Lines(alert, "code"),
        Note = Paragraphs(alert, "note"),
        References = [.. References(TextOf(alert, "references"), Name(alert, "sender"))],
        Incidents = [.. Incidents(TextOf(alert, "incidents"))],
        Infos = [.. All(alert, "info").Take(FeedLimits.ListLength).Select(info => Info(info, baseUri))],
    };

    public static string? TextOf(FeedElement element, string name) => element.TextOf("cap", name) ?? element.TextOf(FeedNamespaces.Core, name);

    /// <summary>valueName and value; in CAP 1.0 one text, "name=value".</summary>
    public static IEnumerable<CapValue> Values(FeedElement element, string name)
    {
        foreach (var one in All(element, name).Take(MostAreas))
        {
            var (key, value) = (Line(one, "valuename", FeedLimits.NameLength), Line(one, "value"));
            if (key is null && value is null && PlainText.Line(one.Text, FeedLimits.TitleLength) is { Length: > 0 } text)
            {
                var divider = text.IndexOf('=', StringComparison.Ordinal);
                (key, value) = divider < 0 ? ("", text) : (text[..divider].Trim(), text[(divider + 1)..].Trim());
            }

            if (!string.IsNullOrEmpty(value))
            {
                yield return new(key ?? "", value);
            }
        }
    }

    private static CapInfo Info(FeedElement info, Uri? baseUri) => new(FeedText.Language(TextOf(info, "language")) ?? "en-US")
    {
        Categories = Lines(info, "category"),
        Event = Line(info, "event"),
        ResponseTypes = Lines(info, "responsetype"),
        Urgency = Word(info, "urgency"),
        Severity = Word(info, "severity"),
        Certainty = Word(info, "certainty"),
        Audience = Line(info, "audience"),
        EventCodes = [.. Values(info, "eventcode")],
        Effective = Instant(info, "effective"),
        Onset = Instant(info, "onset"),
        Expires = Instant(info, "expires"),
        SenderName = Line(info, "sendername"),
        Headline = Line(info, "headline"),
        Description = Paragraphs(info, "description"),
        Instruction = Paragraphs(info, "instruction"),
        Web = CanonicalUrl.Absolute(TextOf(info, "web"), baseUri),
        Contact = Line(info, "contact"),
        Parameters = [.. Values(info, "parameter")],
        Resources = [.. All(info, "resource").Take(FeedLimits.ListLength).Select(Resource)],
        Areas = [.. All(info, "area").Take(MostAreas).Select(Area)],
    };

    private static CapResource Resource(FeedElement resource) => new(
        Line(resource, "resourcedesc"),
        Line(resource, "mimetype", FeedLimits.NameLength),
        GeoText.Number(TextOf(resource, "size")) is >= 0 and <= int.MaxValue and var size ? (long)size : null,
        CanonicalUrl.Absolute(TextOf(resource, "uri")),
        Line(resource, "digest", FeedLimits.NameLength));

    private static CapArea Area(FeedElement area) => new(
        Line(area, "areadesc"),
        [.. All(area, "polygon").Take(MostAreas).Select(polygon => GeoText.Ring(GeoText.Points(polygon.Text))).OfType<IReadOnlyList<GeoPoint>>()],
        [.. All(area, "circle").Take(MostAreas).Select(circle => GeoText.Circle(circle.Text)).OfType<GeoArea.Circle>()],
        [.. Values(area, "geocode")],
        GeoText.Number(TextOf(area, "altitude")),
        GeoText.Number(TextOf(area, "ceiling")));

    /// <summary>
    /// "sender,identifier,sent", divided by blanks. An identifier may hold commas, though it should not; the instant may be
    /// missing; so may the sender, who is then the message's own.
    /// </summary>
    private static IEnumerable<CapReference> References(string? text, string? ownSender)
    {
        foreach (var one in Divide(text).Take(FeedLimits.ListLength))
        {
            var parts = one.Split(',');
            var sent = parts.Length > 1 ? FeedDate.Parse(parts[^1]) : null;
            var named = parts.Length - (sent is null ? 0 : 1);
            var (sender, identifier) = named > 1 ? (parts[0], string.Join(',', parts[1..named])) : (ownSender ?? "", parts[0]);
            if (identifier.Length is > 0 and <= FeedLimits.NameLength)
            {
                yield return new(PlainText.Cut(sender, FeedLimits.NameLength), identifier, sent);
            }
        }
    }

    /// <summary>Divided by blanks; a name that holds blanks itself stands in double quotes (CAP 1.2, section 3.2.1).</summary>
    private static IEnumerable<string> Incidents(string? text)
    {
        var isQuoted = false;
        foreach (var part in (text ?? "").Split('"').Take(FeedLimits.ListLength))
        {
            foreach (var one in isQuoted ? [PlainText.Line(part, FeedLimits.NameLength)] : Divide(part))
            {
                if (one.Length > 0)
                {
                    yield return PlainText.Cut(one, FeedLimits.NameLength);
                }
            }

            isQuoted = !isQuoted;
        }
    }

    private static string[] Divide(string? text) => (text ?? "").Split((char[]?)null, FeedLimits.ListLength + 1, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<FeedElement> All(FeedElement element, string name) =>
        element.Children.Where(child => child.Name == name && child.Ns is "cap" or FeedNamespaces.Core);

    private static string? Name(FeedElement element, string name) => PlainText.Line(TextOf(element, name), FeedLimits.NameLength) is { Length: > 0 } text ? text : null;

    private static string? Word(FeedElement element, string name) => Line(element, name, WordLength);

    private static string? Line(FeedElement element, string name, int maxLength = FeedLimits.TitleLength) =>
        TextOf(element, name) is { } text && HtmlText.ToLine(text, maxLength) is { Length: > 0 } line ? line : null;

    private static List<string> Lines(FeedElement element, string name) =>
        [.. All(element, name).Select(one => HtmlText.ToLine(one.Text, FeedLimits.NameLength)).Where(line => line.Length > 0).Distinct().Take(FeedLimits.ListLength)];

    private static string? Paragraphs(FeedElement element, string name) =>
        HtmlText.ToPlain(TextOf(element, name), ParagraphLength) is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Instant(FeedElement element, string name) => FeedDate.Parse(TextOf(element, name));
}
