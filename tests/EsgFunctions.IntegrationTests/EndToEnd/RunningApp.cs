using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.EndToEnd;

/// <summary>
/// The app as it is deployed: the built handler in three processes (HTTP, and two for queues and timers), the emulator,
/// LocalHost between them, and a server of feeds. One for all tests of the collection; each has places and ids of its own.
/// </summary>
public class RunningApp : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("esg-e2e-");
    private readonly ConcurrentQueue<string> _log = new();
    private int _spots;

    internal LocalHostRun Host { get; private set; } = null!;

    internal TestFeeds Feeds { get; private set; } = null!;

    internal TraceReceiver Traces { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal ApiCaller Admin => As("ada", "Admin");

    internal ApiCaller Nobody => new(Http, null);

    internal IReadOnlyCollection<string> Log => _log;

    /// <summary>Null: the machine's clock.</summary>
    protected virtual DateTimeOffset? Now => null;

    /// <summary>App settings beside those that every test run has.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public async Task InitializeAsync()
    {
        Feeds = await TestFeeds.StartAsync();
        Traces = await TraceReceiver.StartAsync();
        var settings = new Dictionary<string, string>(Settings)
        {
            ["Ingestion__AllowedLoopbackPorts"] = $"{Feeds.Port}",
            ["Ingestion__FetchTimeout"] = "00:00:02",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Traces.Address.AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",

            // A message that failed is seen again after a second, not five; an advisory waits a second for its group, not thirty.
            ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01",
            ["Alerting__GroupWait"] = "00:00:01",
        };
        var file = Path.Combine(_folder.FullName, "settings.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Values = settings }));
        Host = await LocalHostRun.StartAsync(
            Change(new HostOptions { Port = 0, Empty = true, Instances = 2, Now = Now, DataDirectory = Path.Combine(_folder.FullName, "data"), LocalSettingsFile = file }), _log.Enqueue, CancellationToken.None);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Address };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
        await Feeds.DisposeAsync();
        await Traces.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>For an app that is to run in another way.</summary>
    private protected virtual HostOptions Change(HostOptions options) => options;

    internal ApiCaller As(string name, params string[] roles) => new(Http, $"{name}; {string.Join(", ", roles)}");

    /// <summary>Looks again and again until there is something to see.</summary>
    internal static async Task<T> WaitForAsync<T>(Func<Task<T?>> look, string what, int seconds = 30)
        where T : class
    {
        var until = DateTimeOffset.UtcNow.AddSeconds(seconds);
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            Assert.True(DateTimeOffset.UtcNow < until, $"Did not come within {seconds} s: {what}.");
            await Task.Delay(50);
        }
    }

    internal static Task WaitUntilAsync(Func<Task<bool>> condition, string what, int seconds = 30) =>
        WaitForAsync(async () => await condition() ? "yes" : null, what, seconds);

    /// <summary>No message waits or is in work, twice in a row.</summary>
    internal Task WaitUntilIdleAsync() => WaitUntilAsync(
        async () =>
        {
            var begun = Host.Work.Begun;
            return await Host.IsIdleAsync(CancellationToken.None) && await Host.IsIdleAsync(CancellationToken.None) && Host.Work.Begun == begun;
        },
        "an app at rest",
        60);

    internal Task RunAsync(string function) => Host.RunNowAsync(Host.App.Functions.Single(one => one.Name == function), null);

    internal async Task<IReadOnlyList<OutboxMessage>> OutboxAsync(string? story = null)
    {
        var answer = await Nobody.GetAsync("/outbox");
        var all = answer.Json["value"].Deserialize<List<OutboxMessage>>(OutboxMessage.Json)!;
        return [.. all.Where(message => story is null || message.StoryId == story).OrderBy(message => message.PersonId, StringComparer.Ordinal).ThenBy(message => message.Channel, StringComparer.Ordinal)];
    }

    /// <summary>As another tool would put it: the queue's encoding is base64.</summary>
    internal Task PutOnQueueAsync(string queue, string text) =>
        Host.Storage.Queues.GetQueueClient(queue).SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    /// <summary>At least 100 km from every other, in a country with few towns.</summary>
    internal Spot NewSpot()
    {
        var number = Interlocked.Increment(ref _spots) - 1;
        return new Spot(44.2 + (number / 14), 52.3 + (2 * (number % 14)));
    }

    internal async Task PutPersonAsync(string id, string language = "en", string? login = null) => Assert.True(
        (await Admin.PutAsync($"/api/people/{id}", $$"""{ "name": "Person {{id}}", "email": "{{id}}@meridian.example", "phone": "+15550100123", "language": "{{language}}"{{(login is null ? "" : $$""", "login": "{{login}}" """)}} }"""))
        .Status is System.Net.HttpStatusCode.Created or System.Net.HttpStatusCode.OK);

    /// <summary>A site at a spot of its own with people on its roster, named after the test: <c>name-1</c>, <c>name-2</c>.</summary>
    internal async Task<Spot> PutSiteAsync(string name, int people = 1, string language = "en", Spot? at = null)
    {
        var spot = at ?? NewSpot();
        var ids = Enumerable.Range(1, people).Select(number => $"{name}-{number}").ToList();
        foreach (var id in ids)
        {
            await PutPersonAsync(id, language);
        }

        (await Admin.PutAsync($"/api/sites/{name}", string.Create(CultureInfo.InvariantCulture, $$"""{ "name": "Camp {{name}}", "country": "KZ", "lat": {{spot.Lat}}, "lon": {{spot.Lon}}, "radiusKm": 2, "criticality": 4 }""")))
            .Demand(System.Net.HttpStatusCode.Created);
        (await Admin.PutAsync($"/api/sites/{name}/roster", new JsonObject { ["people"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) }.ToJsonString()))
            .Demand(System.Net.HttpStatusCode.OK);
        return spot;
    }

    /// <summary>Registers a feed of this app's own server and asks for it at once.</summary>
    internal async Task PutFeedAsync(string id, string path, string reliability = "B")
    {
        (await Admin.PutAsync($"/api/feeds/{id}", $$"""{ "url": "{{Feeds.UrlOf(path)}}", "name": "Paper {{id}}", "reliability": "{{reliability}}" }""")).Demand(System.Net.HttpStatusCode.Created);
        await PollAsync(id);
    }

    internal async Task PollAsync(string feed) => (await Admin.PostAsync($"/api/feeds/{feed}/poll")).Demand(System.Net.HttpStatusCode.Accepted);

    internal async Task<JsonNode> ReportAsync(string title, string text, Spot at)
    {
        var answer = await Admin.PostAsync("/api/items", new JsonObject { ["title"] = title, ["text"] = text, ["lat"] = at.Lat, ["lon"] = at.Lon }.ToJsonString());
        return await WaitForAnalysisAsync(answer.Demand(System.Net.HttpStatusCode.Accepted).Json.At("id")!);
    }

    internal Task<JsonNode> WaitForAnalysisAsync(string item) => WaitForAsync(
        async () => (await Admin.GetAsync($"/api/items/{item}")) is { Status: System.Net.HttpStatusCode.OK } seen && seen.Json.At("status") == "analysed" ? seen.Json : null,
        $"analysis of {item}");

    internal Task<IReadOnlyList<OutboxMessage>> WaitForOutboxAsync(string story, int messages) => WaitForAsync<IReadOnlyList<OutboxMessage>>(
        async () => await OutboxAsync(story) is var sent && sent.Count >= messages ? sent : null,
        $"{messages} messages about {story}");

    /// <summary>The one story of the last week within 5 km of the spot.</summary>
    internal Task<JsonNode> WaitForStoryAsync(Spot at) => WaitForAsync(
        async () => (await Admin.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/stories?near={at.Lat},{at.Lon},5"))).Json.List("value") is [var story] ? story : null,
        "a story at the spot");
}

/// <summary>Name it on a test class to share <see cref="RunningApp"/>. Its tests run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndTests : ICollectionFixture<RunningApp>
{
    public const string Name = "EndToEnd";
}
