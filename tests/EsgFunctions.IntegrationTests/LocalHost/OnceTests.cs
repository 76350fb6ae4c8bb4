using System.Collections.Concurrent;
using System.Text.Json;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>Demo data through public entrances, and --once to the end.</summary>
[Collection(HostTests.Name)]
public sealed class OnceTests(HostFixture fixture) : IDisposable
{
    private const string Status = """{"totals":{"feeds":1,"items":2,"stories":3,"alerts":4,"emails":5,"sms":6}}""";

    private readonly DirectoryInfo _demo = Directory.CreateTempSubdirectory("esg-demo-");

    public void Dispose() => _demo.Delete(recursive: true);

    [Fact]
    public async Task Demo_data_is_uploaded_in_order_then_feeds_are_registered_and_a_known_feed_is_left_alone()
    {
        foreach (var (name, text) in new[] { ("people.csv", "id\np-1"), ("sites.json", "{\"at\":\"{{now}}\"}"), ("trips.json", "[]"), ("rosters.csv", "x"), ("feeds.json", """[{"id":"one","file":"feeds/one.xml","reliability":"B"}]""") })
        {
            await File.WriteAllTextAsync(Path.Combine(_demo.FullName, name), text);
        }

        await using var handler = await FakeHandler.StartAsync();
        handler.On("/api/uploads", (asked, context) =>
        {
            context.Response.Headers.Location = "/api/uploads/u-1";
            return FakeHandler.JsonAsync(context, "{}", 202);
        });
        var looks = 0;
        handler.On("/api/uploads/u-1", (_, context) => FakeHandler.JsonAsync(context, looks++ % 2 == 0 ? """{"status":"Received"}""" : """{"status":"Imported","accepted":1,"duplicates":0,"rejectedCount":0}"""));
        string? known = null;
        handler.On("/api/feeds/one", (asked, context) =>
        {
            context.Response.Headers.ETag = "\"e-1\"";
            if (asked.Method == "GET")
            {
                return FakeHandler.JsonAsync(context, known!);
            }

            if (known is not null && !asked.Headers.ContainsKey("If-Match"))
            {
                return FakeHandler.JsonAsync(context, "{}", 428);
            }

            known = asked.Text;
            return FakeHandler.JsonAsync(context, "{}", 201);
        });
        using var app = new TestApp();
        var data = fixture.NewFolder();
        HostOptions Options(HostOptions o) => o with { Empty = false, DemoDirectory = _demo.FullName, DataDirectory = data };

        await using (var first = await fixture.StartAsync(app, handler, change: Options))
        {
            await first.LoadDataAsync(default);
        }

        var firstUploads = handler.AskedOf("/api/uploads");
        await using (var second = await fixture.StartAsync(app, handler, change: Options))
        {
            await second.LoadDataAsync(default);
        }

        Assert.Equal(["sites.json", "people.csv", "rosters.csv", "trips.json"], firstUploads.Select(a => a.Target.Split("name=")[1]));
        Assert.Equal(firstUploads.Select(a => a.Text), handler.AskedOf("/api/uploads").Skip(4).Select(a => a.Text));
        Assert.DoesNotContain("{{", firstUploads[0].Text, StringComparison.Ordinal);
        Assert.All(firstUploads, a => Assert.True(a.Headers.ContainsKey("X-MS-CLIENT-PRINCIPAL")));
        var feed = handler.AskedOf("/api/feeds/one");
        Assert.Equal(["PUT", "PUT", "GET"], feed.Take(3).Select(a => a.Method));

        // Where another program has taken the feeds' port meanwhile, the feed is known under an address that no longer holds.
        Assert.All(feed.Skip(3), again => Assert.NotEqual(feed[0].Text, again.Text));
    }

    [Fact]
    public async Task A_refusal_of_demo_data_is_said()
    {
        await File.WriteAllTextAsync(Path.Combine(_demo.FullName, "sites.json"), "{}");
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/api/uploads", """{"title":"no"}""", 400);
        using var app = new TestApp();
        await using var host = await fixture.StartAsync(app, handler, change: o => o with { Empty = false, DemoDirectory = _demo.FullName });

        var failure = await Assert.ThrowsAsync<LocalHostException>(() => host.LoadDataAsync(default));

        Assert.Equal(ExitCode.DataRefused, failure.ExitCode);
    }

    [Fact]
    public async Task Once_runs_due_timers_at_once_and_waits_until_all_queues_are_empty()
    {
        var (queue, next) = (TestApp.NewQueue(), TestApp.NewQueue());
        using var app = new TestApp().WithTimer("Poll", "0 * * * * *").WithTimer("Yearly", "0 0 0 1 1 *").WithQueue("Take", queue, ("out", next)).WithQueue("Next", next);
        app.With("Poll", $$"""{ "bindings": [ { "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 * * * * *" }, { "type": "queue", "direction": "out", "name": "out", "queueName": "{{queue}}" } ] }""");
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Poll", """{"Outputs":{"out":"go on!"}}""");
        handler.On("/Take", """{"Outputs":{"out":["one!","two!"]}}""");
        handler.On("/api/status", Status);
        await using var host = await fixture.StartAsync(app, handler);
        var poison = await host.Storage.CountPoisonAsync(default);

        var (summary, code) = await new OnceRun(host, _ => { }).RunAsync(default);

        Assert.Equal(2 * handler.AskedOf("/Poll").Count, handler.AskedOf("/Next").Count);
        Assert.NotEmpty(handler.AskedOf("/Poll"));
        Assert.Empty(handler.AskedOf("/Yearly"));
        using var told = JsonDocument.Parse(summary);
        Assert.Equal(["feeds", "items", "stories", "alerts", "emails", "sms", "poison", "elapsedSeconds"], told.RootElement.EnumerateObject().Select(m => m.Name));
        Assert.Equal([1, 2, 3, 4, 5, 6, poison], told.RootElement.EnumerateObject().Take(7).Select(m => m.Value.GetInt32()));
        Assert.Equal(poison > 0 ? 1 : 0, code);
    }

    [Fact]
    public async Task Once_ends_with_1_when_a_message_was_poisoned()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp().WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        var log = new ConcurrentQueue<string>();
        await using var host = await fixture.StartAsync(app, handler, log);
        await host.Storage.Queues.GetQueueClient(queue).SendMessageAsync("not base64!");

        var (summary, code) = await new OnceRun(host, log.Enqueue).RunAsync(default);

        Assert.Equal(ExitCode.Poison, code);
        using var told = JsonDocument.Parse(summary);
        Assert.NotEqual(0, told.RootElement.GetProperty("poison").GetInt32());
    }
}
