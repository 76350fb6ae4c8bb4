using System.Globalization;
using System.Text.Json.Nodes;
using EsgFunctions.Stories;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Headlines or articles whose story is known: B-cubed of the stories that the app makes of them.</summary>
/// <param name="read">The item, and the instant it came at.</param>
internal sealed class StorySet(string name, string file, Func<JsonNode, AnalysedItem> read) : IEvaluatedSet
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<IEvaluatedSet> All { get; } =
    [
        new StorySet("uci-news-stories", "data.jsonl.gz", record => StoryWalk.Analyse(
            LabelledText.Item((string)record["title"]!, null), (string)record["id"]!, (string?)record["publisher"] ?? "",
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((string)record["timestamp_ms"]!, CultureInfo.InvariantCulture)))),
        new StorySet("ecbplus", "docs.jsonl", record => StoryWalk.Analyse(Article((string)record["text"]!), (string)record["id"]!, (string)record["id"]!, Noon)),
    ];

    public string Name => name;

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var items = folder.Records(file).Select(record => (Item: read(record), Story: (string)record["story"]!)).OrderBy(item => item.Item.At).ToList();
        var walk = new StoryWalk();
        var joined = items.Select(item => (Joined: walk.Add(item.Item), item.Story)).ToList();
        var clusters = joined.Select(item => (walk.Find(item.Joined), item.Story)).ToList();
        yield return Tally.Statistic("stories.b3.f1", clusters.Count == 0 ? null : Statistics.BCubed(clusters), clusters.Count);
    }

    /// <summary>These are sentences without a title: the first says what has happened, as an agency's does.</summary>
    private static Ingestion.FoundItem Article(string text)
    {
        var end = text.IndexOf(" . ", StringComparison.Ordinal);
        return end < 0 ? LabelledText.Item(text, null) : LabelledText.Item(text[..end], text[(end + 3)..]);
    }
}
