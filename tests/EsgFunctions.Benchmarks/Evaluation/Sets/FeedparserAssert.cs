using System.Text.Json;
using System.Text.Json.Nodes;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>
/// Which field of ours an assert of feedparser is about. Its names are those of feedparser's own model, where "description" is the summary, and
/// "updated" stands in for "published" and the reverse.
/// </summary>
internal static class FeedparserAssert
{
    /// <summary>The path with its indexes: <c>entries[0].tags[1].term</c>.</summary>
    public static string Path(JsonNode assert) => string.Concat(Steps(assert).Select(step => step is int index ? $"[{index}]" : "." + step)).TrimStart('.');

    /// <summary>The path without them.</summary>
    public static string Kind(JsonNode assert) => string.Concat(Steps(assert).Select(step => step is int ? "[]" : "." + step)).TrimStart('.');

    /// <summary>Whether it is about a field that a feed or item of ours has.</summary>
    public static bool IsOurs(JsonNode assert)
    {
        var isText = (string)assert["op"]! is "==" && (assert["value"] is null || assert["value"]!.GetValueKind() == JsonValueKind.String);
        return Kind(assert) switch
        {
            "encoding" or "feed.title" or "feed.title_detail.value" or "feed.link" or "feed.language" => isText,
            "entries[].title" or "entries[].title_detail.value" or "entries[].link" or "entries[].id" or "entries[].guid" => isText,
            "entries[].description" or "entries[].summary" or "entries[].summary_detail.value" or "entries[].content[].value" => isText,
            "entries[].author" or "entries[].author_detail.name" or "entries[].authors[].name" => isText,
            "entries[].tags[].term" or "entries[].tags[].label" => isText,
            "entries[].category" or "entries[].tags.#len" => true,
            "entries[].language" or "entries[].title_detail.language" or "entries[].summary_detail.language" or "entries[].content[].language" => isText,
            "entries[].published" or "entries[].updated" or "entries[].published_parsed" or "entries[].updated_parsed" => Instant(assert["value"]) is not null,
            "entries[].where.coordinates" or "entries[].where.coordinates[]" => true,
            _ => false,
        };
    }

    /// <summary>Whether what is expected has no text in it: an attribute is kept or dropped, and nothing else.</summary>
    public static bool IsMarkupAlone(JsonNode assert) => NeutralText.Of(assert["value"]?.ToString()).Length == 0;

    /// <summary>Whether it holds, and what ours says.</summary>
    /// <param name="several">Whether the file has several elements whose text ours joins.</param>
    public static (bool Holds, string? Got) Holds(JsonNode assert, FeedDocument document, byte[] content, bool several)
    {
        var value = assert["value"];
        var text = value is JsonValue && value.GetValueKind() == JsonValueKind.String ? (string?)value : null;
        var item = Steps(assert) is ["entries", int index, ..] ? document.Items.ElementAtOrDefault(index) : null;
        if (item is null && Steps(assert)[0] is "entries")
        {
            return (false, "no such item");
        }

        return Kind(assert) switch
        {
            "encoding" => (FieldComparison.SameEncoding(text, document.Encoding, content), document.Encoding),
            "feed.title" or "feed.title_detail.value" => (FieldComparison.SameText(text, document.Title), document.Title),
            "feed.link" => (FieldComparison.SameLink(text, document.Link), document.Link),
            "feed.language" => (FieldComparison.SameLanguage(text, document.Language), document.Language),
            "entries[].title" or "entries[].title_detail.value" => (FieldComparison.SameText(text, item!.Title), item.Title),
            "entries[].link" => (FieldComparison.SameLink(text, item!.Url), item.Url),
            "entries[].id" or "entries[].guid" => (FieldComparison.SameText(text, item!.Key), item.Key),
            "entries[].description" or "entries[].summary" or "entries[].summary_detail.value" or "entries[].content[].value" =>
                (FieldComparison.HoldsText(text, item!.Text, several), item.Text),
            "entries[].author" or "entries[].author_detail.name" or "entries[].authors[].name" =>
                (FieldComparison.HoldsName(text, item!.Authors), FeedFields.List(item.Authors)),
            "entries[].tags[].term" or "entries[].tags[].label" =>
                (item!.Categories.Any(one => FieldComparison.SameText(text, one)), FeedFields.List(item.Categories)),
            "entries[].category" => (text is null ? item!.Categories.Count > 0 : item!.Categories.Any(one => FieldComparison.SameText(text, one)), FeedFields.List(item!.Categories)),
            "entries[].tags.#len" => (item!.Categories.Count == (int)value!, FeedFields.List(item.Categories)),
            "entries[].published" or "entries[].published_parsed" => (FieldComparison.SameInstant(Instant(value)!.Value, item!.Published), FeedFields.Print(item.Published)),
            "entries[].updated" or "entries[].updated_parsed" => (FieldComparison.SameInstant(Instant(value)!.Value, item!.Updated ?? item.Published), FeedFields.Print(item.Updated ?? item.Published)),
            "entries[].where.coordinates" or "entries[].where.coordinates[]" => (Points(value!).All(point => IsAt(point, item!.Place)), item!.Place?.ToString()),
            var language when language.EndsWith("language", StringComparison.Ordinal) => (FieldComparison.SameLanguage(text, item!.Language), item.Language),
            _ => throw new InvalidOperationException($"{Kind(assert)} is none of ours."),
        };
    }

    private static List<object> Steps(JsonNode assert) =>
        [.. assert["path"]!.AsArray().Select(step => step!.GetValueKind() == JsonValueKind.Number ? (object)(int)step : (string)step!)];

    /// <summary>Nine numbers, of which the first six are a date and a time in UTC; or a text.</summary>
    private static DateTimeOffset? Instant(JsonNode? value) => value is JsonArray { Count: 9 } parts
        ? new DateTimeOffset((int)parts[0]!, (int)parts[1]!, (int)parts[2]!, (int)parts[3]!, (int)parts[4]!, (int)parts[5]!, TimeSpan.Zero)
        : value is JsonValue ? FieldComparison.Instant(value.ToString()) : null;

    /// <summary>Pairs or triples of longitude, latitude and height, however deep.</summary>
    private static IEnumerable<(double Longitude, double Latitude)> Points(JsonNode value) => value.AsArray() switch
    {
        [JsonValue longitude, JsonValue latitude, ..] => [((double)longitude, (double)latitude)],
        var list => list.SelectMany(one => Points(one!)),
    };

    private static bool IsAt((double Longitude, double Latitude) expected, SourcePlace? place)
    {
        var points = place is null ? [] : place.Polygons.SelectMany(ring => ring).Concat(place.Point is { } point ? [point] : Array.Empty<GeoPoint>());
        return points.Any(one => FieldComparison.SameDegrees(expected.Longitude, one.Lon) && FieldComparison.SameDegrees(expected.Latitude, one.Lat));
    }
}
