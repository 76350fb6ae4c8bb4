using System.Text.Json;
using System.Text.Json.Nodes;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Tests of npm's rss-parser: captured feeds in <c>input/</c>, and the feed as it has it in <c>output/</c>.</summary>
internal sealed class RssParserSet : IEvaluatedSet
{
    public string Name => "rss-parser";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var fields = new Tally("feeds.rss-parser.fields");
        foreach (var input in folder.Files("input"))
        {
            var output = Path.Combine("output", Path.GetFileNameWithoutExtension(input) + ".json");
            if (folder.Has(output))
            {
                var expected = folder.Json(output);
                FeedFields.Compare(fields, input, folder.Bytes(input), Feed(expected["feed"] ?? expected));
            }
        }

        return [fields];
    }

    private static ExpectedFeed Feed(JsonNode feed) => new()
    {
        Title = Text(feed["title"]),
        Links = Links(feed),
        Language = Text(feed["language"]),
        Items = [.. feed["items"]?.AsArray().Select(item => Item(item!)) ?? []],
    };

    private static ExpectedItem Item(JsonNode item) => new()
    {
        Title = Text(item["title"]),
        Links = Links(item),
        Id = Text(item["guid"]) ?? Text(item["id"]),

        // Its date is the published one, or the updated one where there is no other; never both.
        Published = FieldComparison.Instant(Text(item["isoDate"])),
        Texts = [.. new[] { item["summary"], item["content"], item["content:encoded"] }.Select(Text).OfType<string>()],
        Authors = [.. new[] { Text(item["creator"]) ?? Text(item["author"]) }.OfType<string>()],
        Categories = [.. item["categories"]?.AsArray().Select(category => Text(category) ?? Text(category?["_"])).OfType<string>() ?? []],
    };

    private static IReadOnlyList<string> Links(JsonNode node) => Text(node["link"]) is { Length: > 0 } link ? [link] : [];

    /// <summary>One of its tests asks for this word where an element is empty.</summary>
    private static string? Text(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String && (string?)node is { } text && text != "EMPTY" ? text : null;
}
