using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>contract 1.2 to 1.13 with a real process: a handler in Node, which the storage emulator needs anyway.</summary>
[Collection(HostTests.Name)]
public sealed class HandlerProcessTests(HostFixture fixture)
{
    private const string Host = """
        { "version": "2.0", "functionTimeout": "00:00:02",
          "customHandler": { "description": { "defaultExecutablePath": "node", "arguments": ["handler.js", "--port=%FUNCTIONS_CUSTOMHANDLER_PORT%", "--unset=%NOT_THERE%"] },
            "initializationTimeout": "00:00:10" } }
        """;

    private const string Script = """
        const http = require('http');
        console.log('hello from', process.cwd());
        console.log('LanguageWorkerConsoleLogof the system');
        console.error('something is wrong');
        console.error('a Warning only');
        http.createServer((request, response) => {
          const url = new URL(request.url, 'http://localhost');
          if (url.pathname === '/exit') process.exit(Number(url.searchParams.get('code')));
          if (url.pathname === '/Hang') return;
          response.writeHead(url.pathname === '/' ? 404 : 200, { 'Content-Type': 'application/json' });
          response.end(JSON.stringify({ pid: process.pid, arguments: process.argv.slice(2), environment: process.env, first: request.rawHeaders }));
        }).listen(process.env.FUNCTIONS_CUSTOMHANDLER_PORT, '127.0.0.1');
        """;

    private readonly ConcurrentQueue<string> _log = new();

    [Fact]
    public async Task A_handler_starts_with_the_settings_and_variables_of_the_host_and_its_lines_are_passed_on()
    {
        using var app = App().WithFile("settings.json", """{ "Values": { "Own__Setting": "mine", "AzureWebJobsStorage": "UseDevelopmentStorage=true" } }""");
        await using var host = await fixture.StartAsync(app, null, _log, o => o with { LocalSettingsFile = Path.Combine(app.Root, "settings.json") });

        using var told = await AskAsync(host);

        var environment = told.RootElement.GetProperty("environment");
        string? Variable(string name) => environment.GetProperty(name).GetString();
        Assert.Equal($"{host.Handlers[0].Address.Port}", Variable("FUNCTIONS_CUSTOMHANDLER_PORT"));
        Assert.Equal(Variable("FUNCTIONS_CUSTOMHANDLER_PORT"), Variable("FUNCTIONS_HTTPWORKER_PORT"));
        Assert.Equal(Variable("FUNCTIONS_CUSTOMHANDLER_WORKER_ID"), Variable("FUNCTIONS_HTTPWORKER_ID"));
        Assert.Equal(app.Root, Variable("FUNCTIONS_APP_ROOT_PATH"));
        Assert.Equal("custom", Variable("FUNCTIONS_WORKER_RUNTIME"));
        Assert.Equal(fixture.Connection, Variable("AzureWebJobsStorage"));
        Assert.Equal("true", Variable("Hosting__LocalClock"));
        Assert.Equal("true", Variable("Hosting__TrustPlatformHeaders"));
        Assert.Equal(host.Address.AbsoluteUri.TrimEnd('/'), Variable("Hosting__PublicBaseUrl"));
        Assert.Equal("mine", Variable("Own__Setting"));
        Assert.Equal([$"--port={host.Handlers[0].Address.Port}", "--unset="], told.RootElement.GetProperty("arguments").EnumerateArray().Select(a => a.GetString()));
        Assert.NotEqual(host.Handlers[0].ProcessId, host.Handlers[1].ProcessId);
        await Eventually.IsTrueAsync(() => _log.Contains($"[http] hello from {app.Root}"), "its line");
        await Eventually.IsTrueAsync(() => _log.Contains("[work]of the system") || _log.Contains("[work] of the system"), "the line for the system log");
        await Eventually.IsTrueAsync(() => _log.Contains("[http] error: something is wrong") && _log.Contains("[http] warning: a Warning only"), "its errors");
    }

    [Fact]
    public async Task Code_200_is_a_restart_that_does_not_count_and_the_third_death_ends_the_host()
    {
        using var app = App();
        await using var host = await fixture.StartAsync(app, null, _log);

        foreach (var code in new[] { 200, 200, 200, 1, 1 })
        {
            var before = host.Handlers[0].ProcessId;
            await ExitAsync(host, code);
            await Eventually.IsTrueAsync(() => host.Handlers[0].ProcessId is { } now && now != before, $"the restart after code {code}");
            using var alive = await AskAsync(host);
            Assert.False(host.Failure.IsCompleted);
        }

        await ExitAsync(host, 1);
        var failure = await Assert.ThrowsAsync<LocalHostException>(() => host.Failure.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(ExitCode.HandlerFailed, failure.ExitCode);
    }

    [Fact]
    public async Task Code_0_leaves_the_handler_dead_and_requests_fail()
    {
        using var app = App();
        await using var host = await fixture.StartAsync(app, null, _log);
        using var client = new HttpClient { BaseAddress = host.Address };

        await ExitAsync(host, 0);

        await Eventually.IsTrueAsync(() => _log.Any(line => line.Contains("does not start it again", StringComparison.Ordinal)), "the note");
        using var answer = await client.GetAsync(new Uri("/api/x", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.False(host.Failure.IsCompleted);
    }

    [Fact]
    public async Task A_run_beyond_the_function_timeout_costs_the_handler_its_life_without_counting()
    {
        var queue = TestApp.NewQueue();
        using var app = App().WithQueue("Hang", queue);
        await using var host = await fixture.StartAsync(app, null, _log);
        var before = host.Handlers[1].ProcessId;

        await host.Storage.Queues.GetQueueClient(queue).SendMessageAsync(Convert.ToBase64String("x"u8));

        await Eventually.IsTrueAsync(() => host.Handlers[1].ProcessId is { } now && now != before, "the restart");
        Assert.Contains(_log, line => line.StartsWith("Hang failed: no end after functionTimeout", StringComparison.Ordinal));
        Assert.False(host.Failure.IsCompleted);
    }

    [Fact]
    public async Task A_handler_that_never_listens_ends_the_host_after_three_tries()
    {
        using var app = new TestApp(Host.Replace("00:00:10", "00:00:00.500", StringComparison.Ordinal)).WithFile("handler.js", "setInterval(() => {}, 1000)");

        var failure = await Assert.ThrowsAsync<LocalHostException>(() => fixture.StartAsync(app, null, _log));

        Assert.Equal(ExitCode.HandlerFailed, failure.ExitCode);
        Assert.Contains(_log, line => line.Contains("gave no answer within 00:00:00.5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_left_running()
    {
        using var app = App();
        var host = await fixture.StartAsync(app, null, _log, o => o with { Instances = 2 });
        var processes = host.Handlers.Select(h => h.ProcessId!.Value).ToList();
        Assert.Equal(3, processes.Count);

        await host.DisposeAsync();

        Assert.All(processes, id => Assert.Throws<ArgumentException>(() => Process.GetProcessById(id)));
    }

    private static TestApp App() => new TestApp(Host).WithFile("handler.js", Script);

    private static async Task<JsonDocument> AskAsync(LocalHostRun host)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        return JsonDocument.Parse(await client.GetStringAsync(new Uri("/ask", UriKind.Relative)));
    }

    private static async Task ExitAsync(LocalHostRun host, int code)
    {
        using var client = new HttpClient { BaseAddress = host.Address };
        using var answer = await client.GetAsync(new Uri($"/exit?code={code}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }
}
