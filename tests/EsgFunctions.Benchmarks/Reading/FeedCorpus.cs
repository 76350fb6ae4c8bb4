namespace EsgFunctions.Benchmarks.Reading;

/// <summary>Every feed file of the sets of feeds, without their labels.</summary>
internal static class FeedCorpus
{
    private static readonly string[] Sets = ["feedparser", "gofeed", "feed-rs", "rss-parser", "feeds-captured", "geo-feeds"];

    /// <summary>Full paths, in a fixed order; empty where <paramref name="data"/> holds none of the sets.</summary>
    public static IReadOnlyList<string> Files(string data, string half) =>
    [
        .. Sets.Select(set => Path.GetFullPath(Path.Combine(data, set, half))).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)).Where(file => !IsLabel(file)),
    ];

    private static bool IsLabel(string file) =>
        Path.GetFileName(file) == "manifest.jsonl" || file.EndsWith(".serde.json", StringComparison.Ordinal) || file.EndsWith("_expected.json", StringComparison.Ordinal)
        || Path.GetFileName(Path.GetDirectoryName(file)) == "output"
        || (file.EndsWith(".json", StringComparison.Ordinal) && File.Exists(Path.ChangeExtension(file, ".xml")));
}
