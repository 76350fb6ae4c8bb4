using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Tests of Rust's feed-rs: excerpts of live feeds, and beside each the feed as it has it.</summary>
internal sealed class FeedRsSet : IEvaluatedSet
{
    private const string ExpectedSuffix = ".serde.json";

    public string Name => "feed-rs";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var fields = new Tally("feeds.feed-rs.fields");
        foreach (var file in folder.Files().Where(file => file.EndsWith(ExpectedSuffix, StringComparison.Ordinal)))
        {
            var stem = file[..^ExpectedSuffix.Length];
            if (new[] { ".xml", ".json" }.Select(ending => stem + ending).FirstOrDefault(folder.Has) is { } input)
            {
                var content = folder.Bytes(input);
                FeedFields.Compare(fields, input, content, Feed(folder.Json(file), WebUtility.HtmlDecode(Encoding.UTF8.GetString(content))));
            }
        }

        return [fields];
    }

    private static ExpectedFeed Feed(JsonNode feed, string source) => new()
    {
        Title = (string?)feed["title"]?["content"],
        Links = Links(feed),
        Language = (string?)feed["language"],
        Items = [.. feed["entries"]!.AsArray().Select(entry => Item(entry!, source))],
    };

    private static ExpectedItem Item(JsonNode entry, string source) => new()
    {
        Title = (string?)entry["title"]?["content"],
        Links = Links(entry),

        // An id that the file does not hold is feed-rs' own making.
        Id = (string?)entry["id"] is { Length: > 0 } id && source.Contains(id, StringComparison.Ordinal) ? id : null,
        Published = FieldComparison.Instant((string?)entry["published"]),
        Updated = FieldComparison.Instant((string?)entry["updated"]),
        Texts = [.. new[] { (string?)entry["summary"]?["content"], (string?)entry["content"]?["body"] }.OfType<string>()],
        Authors = [.. entry["authors"]!.AsArray().Select(author => Person(author!)).OfType<string>()],
        Categories = [.. entry["categories"]!.AsArray().Select(category => (string?)category!["label"] ?? (string?)category["term"]).OfType<string>()],
    };

    private static IReadOnlyList<string> Links(JsonNode node) =>
        [.. node["links"]!.AsArray().Where(link => (string?)link!["rel"] is null or "alternate").Select(link => (string)link!["href"]!)];

    /// <summary>Where RSS gives one text, feed-rs takes it for an address and puts the element's name in place of the name.</summary>
    private static string? Person(JsonNode author) =>
        (string?)author["name"] is "author" or "managingEditor" or "webMaster" && (string?)author["email"] is { } whole ? whole : (string?)author["name"];
}
