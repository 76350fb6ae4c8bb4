namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>What a measure should reach, and what others reach.</summary>
/// <param name="Target">A share to reach; for a count of what must not be, the most there may be.</param>
internal sealed record Goal(double Target, string? Peer)
{
    private static readonly Dictionary<string, Goal> Goals = new(StringComparer.Ordinal)
    {
        ["feeds.feedparser.asserts"] = new(0.990, "feedparser 0.990"),
        ["feeds.feedparser.survived"] = new(1, null),
        ["feeds.feedparser.unsafe"] = new(0, null),
        ["feeds.gofeed.fields"] = new(0.99, "own suite"),
        ["feeds.feed-rs.fields"] = new(0.99, "own suite"),
        ["feeds.rss-parser.fields"] = new(0.99, "own suite"),
        ["feeds.captured.survived"] = new(1, null),
        ["geo.gdacs.level"] = new(1, null),
        ["geo.gdacs.place"] = new(1, null),
        ["opml.feeds"] = new(0.99, null),
        ["cap.verdict"] = new(1, "xmllint"),
        ["cap.xxe"] = new(0, "xmllint"),
    };

    public static Goal? Of(string measure) => Goals.GetValueOrDefault(measure);
}
