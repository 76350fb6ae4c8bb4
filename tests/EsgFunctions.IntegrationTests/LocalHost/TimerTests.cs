using System.Text.Json;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>contract 5.1, 5.3 to 5.7 on the storage emulator; the clock is moved instead of waited for.</summary>
[Collection(HostTests.Name)]
public sealed class TimerTests(HostFixture fixture)
{
    private const string Daily = "0 0 12 * * *";

    [Fact]
    public async Task A_first_start_records_the_next_occurrence_and_waits_for_it()
    {
        using var app = new TestApp().WithTimer("Tick", Daily);
        await using var handler = await FakeHandler.StartAsync();
        await using var host = await fixture.StartAsync(app, handler);
        var status = await StatusAsync(host, "Tick");
        Assert.Empty(handler.AskedOf("/Tick"));

        host.Clock.Advance(TimeSpan.FromDays(1));

        await Eventually.IsTrueAsync(() => handler.AskedOf("/Tick").Count == 1, "the run");
        var timer = Timer(handler.AskedOf("/Tick")[0]);
        Assert.False(timer.GetProperty("IsPastDue").GetBoolean());
        Assert.True(timer.GetProperty("Schedule").GetProperty("AdjustForDST").GetBoolean());
        Assert.Equal("0001-01-01T00:00:00+00:00", timer.GetProperty("ScheduleStatus").GetProperty("Last").GetString());
        Assert.Equal(status.Next, timer.GetProperty("ScheduleStatus").GetProperty("Next").GetDateTimeOffset());
    }

    [Fact]
    public async Task However_many_occurrences_were_missed_while_running_one_run_makes_up_for_them()
    {
        using var app = new TestApp().WithTimer("Tick", Daily);
        await using var handler = await FakeHandler.StartAsync();
        await using var host = await fixture.StartAsync(app, handler);
        await StatusAsync(host, "Tick");

        host.Clock.Advance(TimeSpan.FromDays(10));

        await Eventually.IsTrueAsync(async () => (await StatusAsync(host, "Tick")).Last != DateTimeOffset.MinValue, "the status after the run");
        Assert.Single(handler.AskedOf("/Tick"));
        var status = await StatusAsync(host, "Tick");
        Assert.InRange(status.Next - host.Clock.Now, TimeSpan.Zero, TimeSpan.FromDays(1));
        Assert.Equal(status.Last, status.LastUpdated);
    }

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_past_due_once()
    {
        using var app = new TestApp().WithTimer("Tick", Daily);
        await using var handler = await FakeHandler.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var data = fixture.NewFolder();
        HostOptions At(HostOptions options, TimeSpan later) => options with { DataDirectory = data, Now = now + later };
        TimerStatus before;
        await using (var first = await fixture.StartAsync(app, handler, change: o => At(o, TimeSpan.Zero)))
        {
            before = await StatusAsync(first, "Tick");
        }

        await using (var second = await fixture.StartAsync(app, handler, change: o => At(o, TimeSpan.FromDays(3))))
        {
            await Eventually.IsTrueAsync(async () => (await StatusAsync(second, "Tick")).Last != DateTimeOffset.MinValue, "the run and its status");
        }

        var timer = Timer(handler.AskedOf("/Tick").Single());
        Assert.True(timer.GetProperty("IsPastDue").GetBoolean());
        Assert.Equal(before.Next, timer.GetProperty("ScheduleStatus").GetProperty("Next").GetDateTimeOffset());
        await using var third = await fixture.StartAsync(app, handler, change: o => At(o, TimeSpan.FromDays(3) + TimeSpan.FromSeconds(30)));
        await StatusAsync(third, "Tick");
        Assert.Single(handler.AskedOf("/Tick"));
    }

    [Fact]
    public async Task A_failed_run_is_not_tried_again_and_the_schedule_goes_on()
    {
        using var app = new TestApp().WithTimer("Tick", Daily);
        await using var handler = await FakeHandler.StartAsync();
        handler.On("/Tick", "{}", 500);
        await using var host = await fixture.StartAsync(app, handler);
        await StatusAsync(host, "Tick");

        for (var day = 1; day <= 2; day++)
        {
            var last = (await StatusAsync(host, "Tick")).Last;
            host.Clock.Advance(TimeSpan.FromDays(1));
            await Eventually.IsTrueAsync(async () => (await StatusAsync(host, "Tick")).Last != last, "the status after the run");
        }

        Assert.Equal([false, false], handler.AskedOf("/Tick").Select(a => Timer(a).GetProperty("IsPastDue").GetBoolean()));
    }

    [Fact]
    public async Task A_timer_of_every_second_has_no_status_and_one_run_at_a_time()
    {
        using var app = new TestApp().WithTimer("Tick", "* * * * * *");
        await using var handler = await FakeHandler.StartAsync();
        var running = 0;
        var most = 0;
        handler.On("/Tick", async (_, context) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            // The run itself is longer than its schedule's second.
            await Task.Delay(1200);
            Interlocked.Decrement(ref running);
            await FakeHandler.JsonAsync(context, "{}");
        });

        await using var host = await fixture.StartAsync(app, handler);

        await Eventually.IsTrueAsync(() => handler.AskedOf("/Tick").Count == 3, "three runs");
        Assert.Equal(1, most);
        Assert.All(handler.AskedOf("/Tick"), a => Assert.Equal(JsonValueKind.Null, Timer(a).GetProperty("ScheduleStatus").ValueKind));
    }

    [Fact]
    public async Task Run_on_startup_runs_at_once()
    {
        using var app = new TestApp().With("Tick", $$"""{ "bindings": [ { "type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "{{Daily}}", "runOnStartup": true } ] }""");
        await using var handler = await FakeHandler.StartAsync();

        await using var host = await fixture.StartAsync(app, handler);

        await Eventually.IsTrueAsync(() => handler.AskedOf("/Tick").Count == 1, "the run");
    }

    private static JsonElement Timer(Asked asked) => asked.Json.GetProperty("Data").GetProperty("timer");

    /// <summary>Waits for the blob that the start writes.</summary>
    private static async Task<TimerStatus> StatusAsync(LocalHostRun host, string function)
    {
        TimerStatus? status = null;
        await Eventually.IsTrueAsync(
            async () =>
            {
                await foreach (var blob in host.Storage.Hosts.GetBlobsAsync(prefix: $"timers/{HostIdOf(host)}/Host.Functions.{function}/status"))
                {
                    status = (await host.Storage.Hosts.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToObjectFromJson<TimerStatus>();
                }

                return status is not null;
            },
            "the status blob");
        return status!;
    }

    private static string HostIdOf(LocalHostRun host) => HostListeners.HostId(host.App.Root);
}
