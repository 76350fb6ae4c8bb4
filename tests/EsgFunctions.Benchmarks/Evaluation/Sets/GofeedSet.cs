using System.Text.Json;
using System.Text.Json.Nodes;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>
/// Tests of Go's gofeed: a file, and beside it the feed as its RSS, Atom or JSON parser, or its common model, has it. Names differ between the
/// four models, meanings do not, so one mapping reads them all.
/// </summary>
internal sealed class GofeedSet : IEvaluatedSet
{
    private const string ExpectedSuffix = "_expected.json";

    public string Name => "gofeed";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var fields = new Tally("feeds.gofeed.fields");
        foreach (var file in folder.Files().Where(file => file.EndsWith(".json", StringComparison.Ordinal)))
        {
            var input = file.EndsWith(ExpectedSuffix, StringComparison.Ordinal)
                ? file[..^ExpectedSuffix.Length] + ".json"
                : Path.ChangeExtension(file, ".xml");
            if (folder.Has(input))
            {
                FeedFields.Compare(fields, input, folder.Bytes(input), Feed(folder.Json(file)));
            }
        }

        return [fields];
    }

    private static ExpectedFeed Feed(JsonNode feed) => new()
    {
        Title = Text(feed["title"]),
        Links = Links(feed, Text(feed["link"]) ?? Text(feed["home_page_url"]) ?? Alternate(feed)),
        Language = Text(feed["language"]),
        Items = [.. (feed["items"] ?? feed["entries"])?.AsArray().Select(item => Item(item!)) ?? []],
    };

    private static ExpectedItem Item(JsonNode item) => new()
    {
        Title = Text(item["title"]),
        Links = Links(item, Text(item["link"]) ?? Text(item["url"]) ?? Alternate(item)),
        Id = Text(item["guid"]) ?? Text(item["guid"]?["value"]) ?? Text(item["id"]),
        Published = Instant(item, "publishedParsed", "pubDateParsed", "date_published"),
        Updated = Instant(item, "updatedParsed", "date_modified"),
        Texts = [.. new[] { item["summary"], item["description"], Content(item["content"]), item["content_html"] ?? item["content_text"] }.Select(Text).OfType<string>()],
        Authors = [.. People(item).OfType<string>()],
        Categories = [.. (item["categories"] ?? item["tags"])?.AsArray().Select(one => Text(one) ?? Text(one!["label"]) ?? Text(one["term"]) ?? Text(one["value"])).OfType<string>() ?? []],
    };

    /// <summary>In Atom's model content has a type, and is a text only where that is one.</summary>
    private static JsonNode? Content(JsonNode? content) => content is not JsonObject typed ? content
        : Text(typed["type"]) is { } type && type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal) && !type.EndsWith("xml", StringComparison.Ordinal) ? null
        : typed["value"];

    /// <summary>A person is a name, or an address where there is no name.</summary>
    private static IEnumerable<string?> People(JsonNode item)
    {
        var people = item["authors"]?.AsArray().ToList() ?? [item["author"]];
        return people.Select(person => Text(person) ?? (person is JsonObject ? Text(person["name"]) ?? Text(person["email"]) : null));
    }

    /// <summary>Of several links of one kind gofeed takes the last and others the first; it lists them all.</summary>
    private static List<string> Links(JsonNode node, string? link) => link is null ? []
        : node["links"]?.AsArray().Select(Text).OfType<string>().ToList() is { Count: > 0 } all && all.Contains(link) ? all
        : [link];

    private static string? Alternate(JsonNode node) => node["links"]?.AsArray().OfType<JsonObject>()
        .Where(link => Text(link["rel"]) is null or "alternate").Select(link => Text(link["href"])).FirstOrDefault();

    private static DateTimeOffset? Instant(JsonNode item, params string[] names) =>
        names.Select(name => FieldComparison.Instant(Text(item[name]))).FirstOrDefault(instant => instant is not null);

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? (string?)node : null;
}
