using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>Loads demo data through the app's public entrances; on the same data folder a second time changes nothing.</summary>
public sealed class DemoData(HostOptions options, AppApi api, FeedServer? feeds, DateTimeOffset firstStart, Action<string> log)
{
    private static readonly string[] Uploads = ["sites.json", "people.csv", "rosters.csv", "trips.json"];

    /// <exception cref="LocalHostException">The app refused something.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        if (!options.Empty)
        {
            foreach (var name in Uploads.Where(name => File.Exists(Path.Combine(options.DemoDirectory, name))))
            {
                await UploadAsync(name, cancellation);
            }
        }

        foreach (var feed in Feeds())
        {
            await api.PutFeedAsync(feed, cancellation);
            log($"Feed {feed.Id}: {feed.Url}");
        }
    }

    private async Task UploadAsync(string name, CancellationToken cancellation)
    {
        var text = FeedPlaceholders.Fill(await File.ReadAllTextAsync(Path.Combine(options.DemoDirectory, name), cancellation), firstStart);
        using var result = JsonDocument.Parse(await api.UploadAsync(name, text, cancellation));
        string Member(string member) => result.RootElement.TryGetProperty(member, out var value) ? value.ToString() : "";
        log($"{name}: {Member("status")}, accepted {Member("accepted")}, duplicates {Member("duplicates")}, rejected {Member("rejectedCount")}. {Member("reason")}");
    }

    private IReadOnlyList<DemoFeed> Feeds()
    {
        if (feeds is null)
        {
            return [];
        }

        if (options.FeedsDirectory is not null)
        {
            return DemoFeeds.FromFiles(feeds.Files(), feeds.UrlOf);
        }

        var list = Path.Combine(options.DemoDirectory, "feeds.json");
        return File.Exists(list) ? DemoFeeds.FromList(File.ReadAllText(list), feeds.UrlOf) : [];
    }
}
