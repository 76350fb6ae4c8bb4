using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using EsgFunctions.LocalHost;
using Microsoft.AspNetCore.Http;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>contract 2.1 to 2.3, 3.3, 3.10, 3.11, 4.3 to 4.7 on the storage emulator.</summary>
[Collection(HostTests.Name)]
public sealed class QueueTests(HostFixture fixture)
{
    [Fact]
    public async Task An_invocation_is_a_chunked_post_with_the_headers_of_the_host()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp().WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        await using var host = await fixture.StartAsync(app, handler);

        await SendAsync(host, queue, "hello");

        await Eventually.IsTrueAsync(() => handler.AskedOf("/Take").Count > 0, "the invocation");
        var asked = handler.AskedOf("/Take").Single();
        Assert.Equal("POST", asked.Method);
        Assert.Equal("application/json; charset=utf-8", asked.Headers["Content-Type"]);
        Assert.Equal("chunked", asked.Headers["Transfer-Encoding"]);
        Assert.False(asked.Headers.ContainsKey("Content-Length"));
        Assert.False(asked.Headers.ContainsKey("traceparent"));
        Assert.False(asked.Headers.ContainsKey("X-Forwarded-For"));
        Assert.Equal("4.1037.0.0", asked.Headers["X-Azure-Functions-HostVersion"]);
        Assert.True(Guid.TryParse(asked.Headers["X-Azure-Functions-InvocationId"], out _));
        Assert.Equal("Azure-Functions-Host/4.1037.0.0", asked.Headers["User-Agent"]);
        Assert.True(DateTimeOffset.TryParse(asked.Headers["X-Local-Clock"], out _));
        Assert.Equal("hello", asked.Message());
        await Eventually.IsTrueAsync(async () => await host.Storage.CountAsync(queue, default) == 0, "the deletion after success");
    }

    [Fact]
    public async Task A_message_that_fails_five_times_goes_to_the_poison_queue_with_its_body()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp().WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Take", "{}", 500);
        await using var host = await fixture.StartAsync(app, handler);

        await SendAsync(host, queue, """{"n":1}""");

        await Eventually.IsTrueAsync(async () => await host.Storage.CountAsync($"{queue}-poison", default) == 1, "the poison message");
        await Eventually.IsTrueAsync(async () => await host.Storage.CountAsync(queue, default) == 0, "the deletion of the original");
        Assert.Equal(["1", "2", "3", "4", "5"], handler.AskedOf("/Take").Select(a => a.Metadata("DequeueCount")));
        Assert.Equal("""{"n":1}""", Decoded(await PeekAsync(host, $"{queue}-poison")));
    }

    [Fact]
    public async Task A_message_that_was_dequeued_too_often_already_is_not_run_again()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp("""{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": 2 } } }""").WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        var storage = new LocalStorage(fixture.Connection);
        await storage.PrepareAsync([queue], default);
        await storage.Queues.GetQueueClient(queue).SendMessageAsync(Convert.ToBase64String("x"u8));
        for (var i = 0; i < 2; i++)
        {
            var received = (await storage.Queues.GetQueueClient(queue).ReceiveMessageAsync(TimeSpan.FromMinutes(1))).Value;
            await storage.Queues.GetQueueClient(queue).UpdateMessageAsync(received.MessageId, received.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        await using var host = await fixture.StartAsync(app, handler);

        await Eventually.IsTrueAsync(async () => await host.Storage.CountAsync($"{queue}-poison", default) == 1, "the poison message");
        Assert.Empty(handler.AskedOf("/Take"));
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_poison_as_it_is_and_nobody_is_asked()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp().WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        await using var host = await fixture.StartAsync(app, handler);

        await host.Storage.Queues.GetQueueClient(queue).SendMessageAsync("plain text!");

        await Eventually.IsTrueAsync(async () => await host.Storage.CountAsync($"{queue}-poison", default) == 1, "the poison message");
        Assert.Equal("plain text!", await PeekAsync(host, $"{queue}-poison"));
        Assert.Empty(handler.AskedOf("/Take"));
    }

    [Fact]
    public async Task A_failed_message_waits_for_the_visibility_timeout_of_host_json()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp("""{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "00:00:00.100", "visibilityTimeout": "00:00:02" } } }""").WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        var tries = new ConcurrentQueue<long>();
        handler.On("/Take", (_, context) =>
        {
            tries.Enqueue(Stopwatch.GetTimestamp());
            return FakeHandler.JsonAsync(context, "{}", tries.Count == 1 ? 500 : 200);
        });
        await using var host = await fixture.StartAsync(app, handler);

        await SendAsync(host, queue, "x");

        await Eventually.IsTrueAsync(() => tries.Count == 2, "the second try");
        Assert.InRange(Stopwatch.GetElapsedTime(tries.First(), tries.Last()).TotalSeconds, 1.0, 6.0);
    }

    [Fact]
    public async Task A_message_in_work_stays_invisible_however_long_the_work_takes()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp().WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Take", async (_, context) =>
        {
            // The work itself is long: more than twice the visibility below.
            await Task.Delay(TimeSpan.FromSeconds(5));
            await FakeHandler.JsonAsync(context, "{}");
        });
        var log = new ConcurrentQueue<string>();
        await using var host = await fixture.StartAsync(app, handler, log, o => o with { Visibility = TimeSpan.FromSeconds(2) });

        await SendAsync(host, queue, "x");

        await Eventually.IsTrueAsync(() => handler.AskedOf("/Take").Count == 1, "the run");
        await Eventually.IsTrueAsync(() => host.IsIdleAsync(default), "its end");
        Assert.Single(handler.AskedOf("/Take"));
        Assert.Contains(log, line => line.Contains("invisible for 00:00:02", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outputs_become_messages_of_their_queues_which_are_made_where_they_are_missing()
    {
        var (queue, one, many) = (TestApp.NewQueue(), TestApp.NewQueue(), TestApp.NewQueue());
        using var app = new TestApp().WithQueue("Take", queue, ("one", one), ("many", many));
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Take", """{"Outputs":{"one":"$one","many":["first!","second!"]}}""".Replace("$one", Convert.ToBase64String("""{"exact":  true}"""u8), StringComparison.Ordinal));
        await using var host = await fixture.StartAsync(app, handler);
        await host.Storage.Queues.GetQueueClient(one).DeleteAsync();

        await SendAsync(host, queue, "x");

        await Eventually.IsTrueAsync(async () => await host.Storage.CountAsync(many, default) == 2 && await host.Storage.CountAsync(one, default) == 1, "three messages");
        Assert.Equal("""{"exact":  true}""", Decoded(await PeekAsync(host, one)));
        var both = (await host.Storage.Queues.GetQueueClient(many).PeekMessagesAsync(10)).Value.Select(m => Decoded(m.Body.ToString()));
        Assert.Equal(["first!", "second!"], both.Order());
    }

    [Fact]
    public async Task An_output_that_storage_refuses_fails_the_invocation_although_others_are_written()
    {
        var (queue, small, big) = (TestApp.NewQueue(), TestApp.NewQueue(), TestApp.NewQueue());
        using var app = new TestApp().WithQueue("Take", queue, ("small", small), ("big", big));
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Take", (asked, context) => FakeHandler.JsonAsync(
            context, asked.Metadata("DequeueCount") == "1" ? """{"Outputs":{"small":"hello!","big":"$big"}}""".Replace("$big", new string('!', 60_000), StringComparison.Ordinal) : "{}"));
        var log = new ConcurrentQueue<string>();
        await using var host = await fixture.StartAsync(app, handler, log);

        await SendAsync(host, queue, "x");

        await Eventually.IsTrueAsync(() => handler.AskedOf("/Take").Count == 2, "the second try");
        Assert.Contains(log, line => line.StartsWith("Take failed: an output was not written", StringComparison.Ordinal));
        Assert.Equal(1, await host.Storage.CountAsync(small, default));
        Assert.Equal(0, await host.Storage.CountAsync(big, default));
    }

    [Fact]
    public async Task An_empty_answer_hangs_until_the_function_timeout_and_then_costs_the_handler_its_life()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp("""{ "version": "2.0", "functionTimeout": "00:00:01" }""").WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Take", (asked, context) =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return asked.Metadata("DequeueCount") == "1" ? Task.CompletedTask : FakeHandler.JsonAsync(context, "{}");
        });
        var log = new ConcurrentQueue<string>();
        await using var host = await fixture.StartAsync(app, handler, log);

        await SendAsync(host, queue, "x");

        await Eventually.IsTrueAsync(() => log.Any(line => line.StartsWith("Take answered 204 with an empty body", StringComparison.Ordinal)), "the warning");
        await Eventually.IsTrueAsync(() => log.Any(line => line.StartsWith("Take failed: no end after functionTimeout", StringComparison.Ordinal)), "the failure");
        await Eventually.IsTrueAsync(() => log.Any(line => line.Contains("would be killed and started again", StringComparison.Ordinal)), "the kill");
    }

    [Fact]
    public async Task A_write_by_the_same_host_wakes_the_listener_that_would_sleep_for_long()
    {
        var (queue, next) = (TestApp.NewQueue(), TestApp.NewQueue());
        using var app = new TestApp("""{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "00:01:00" } } }""")
            .WithQueue("Take", queue, ("out", next)).WithQueue("Next", next).WithTimer("Tick", "0 0 0 1 1 *");
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Take", """{"Outputs":{"out":"hello!"}}""");
        await using var host = await fixture.StartAsync(app, handler);

        await host.RunNowAsync(host.App.Functions.Single(f => f.Name == "Take"), "x");

        var began = Stopwatch.GetTimestamp();
        await Eventually.IsTrueAsync(() => handler.AskedOf("/Next").Count == 1, "the next function");
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task A_retry_policy_runs_within_the_invocation_under_the_same_id()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp().With("Take", $$"""
            { "bindings": [ { "type": "queueTrigger", "direction": "in", "name": "item", "queueName": "{{queue}}" } ],
              "retry": { "strategy": "fixedDelay", "maxRetryCount": 2, "delayInterval": "00:00:00.010" } }
            """);
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Take", (_, context) => FakeHandler.JsonAsync(context, "{}", handler.AskedOf("/Take").Count < 3 ? 500 : 200));
        await using var host = await fixture.StartAsync(app, handler);

        await SendAsync(host, queue, "x");

        await Eventually.IsTrueAsync(() => handler.AskedOf("/Take").Count == 3, "three runs");
        Assert.Single(handler.AskedOf("/Take").Select(a => a.Headers["X-Azure-Functions-InvocationId"]).Distinct());
        Assert.Equal([0, 1, 2], handler.AskedOf("/Take").Select(a => a.Json.GetProperty("Metadata").GetProperty("RetryContext").GetProperty("RetryCount").GetInt32()));
        Assert.Equal("1", handler.AskedOf("/Take")[2].Metadata("DequeueCount"));
    }

    [Fact]
    public async Task Several_instances_share_the_work_and_none_of_it_is_done_twice()
    {
        var queue = TestApp.NewQueue();
        using var app = new TestApp().WithQueue("Take", queue);
        await using var handler = await FakeHandler.StartAsync();
        await using var host = await fixture.StartAsync(app, handler, change: o => o with { Instances = 2 });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => SendAsync(host, queue, $"{n}!")));

        await Eventually.IsTrueAsync(() => host.IsIdleAsync(default), "rest");
        Assert.Equal(40, handler.AskedOf("/Take").Count);
        Assert.Equal(40, handler.AskedOf("/Take").Select(a => a.Message()).Distinct().Count());
    }

    private static async Task SendAsync(LocalHostRun host, string queue, string text) =>
        await host.Storage.Queues.GetQueueClient(queue).SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private static async Task<string> PeekAsync(LocalHostRun host, string queue) =>
        (await host.Storage.Queues.GetQueueClient(queue).PeekMessagesAsync(1)).Value.Single().Body.ToString();

    private static string Decoded(string wire) => Encoding.UTF8.GetString(Convert.FromBase64String(wire));
}
