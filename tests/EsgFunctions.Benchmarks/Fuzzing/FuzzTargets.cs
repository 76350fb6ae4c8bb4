using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Fuzzing;

/// <summary>Everything that reads bytes from outside. Each may refuse with <see cref="FeedFormatException"/>, and with nothing else.</summary>
internal static class FuzzTargets
{
    private static readonly Uri Source = new("http://feeds.invalid/feeds/feed");
    private static readonly string?[] ContentTypes = [null, "text/xml", "application/rss+xml; charset=windows-1251", "application/json; charset=\"utf-16\"", "text/csv;charset="];
    private static readonly string[] Names = ["feed.xml", "sites.csv", "people.json", "rosters.txt", "trips.xlsx"];

    public static IReadOnlyList<(string Name, Action<byte[], int> Run)> All { get; } =
    [
        ("feed", (content, number) => FeedReader.Read(content, ContentTypes[number % ContentTypes.Length], Source)),
        ("opml", (content, _) => OpmlReader.Read(content)),
        ("upload", (content, number) => UploadRule.Read(content, Upload(number), 1_000, DateTimeOffset.UnixEpoch)),
        ("rows", (content, _) => RowReader.Read(content, limits: RowLimits.Default with { MaxRows = 1_000 })),
    ];

    private static Upload Upload(int number) =>
        new("u", Names[number % Names.Length], UploadStatus.Received, UploadKind.Unknown, 0, 0, 0, [], null, DateTimeOffset.UnixEpoch);
}
