using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>What cannot be had is said in a sentence, with a code of its own.</summary>
[Collection(HostTests.Name)]
public sealed class ExitCodeTests(HostFixture fixture)
{
    [Fact]
    public async Task A_second_one_on_the_same_data_folder_is_refused()
    {
        using var app = new TestApp();
        await using var handler = await FakeHandler.StartAsync();
        var data = fixture.NewFolder();
        await using var first = await fixture.StartAsync(app, handler, change: o => o with { DataDirectory = data });

        var failure = await Assert.ThrowsAsync<LocalHostException>(() => fixture.StartAsync(app, handler, change: o => o with { DataDirectory = data }));

        Assert.Equal(ExitCode.DataInUse, failure.ExitCode);
        Assert.Contains("--data", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_said_and_the_data_folder_is_free_again()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var app = new TestApp();
        await using var handler = await FakeHandler.StartAsync();
        var data = fixture.NewFolder();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var failure = await Assert.ThrowsAsync<LocalHostException>(() => fixture.StartAsync(app, handler, change: o => o with { DataDirectory = data, Port = port }));

        Assert.Equal(ExitCode.PortInUse, failure.ExitCode);
        await using var again = await fixture.StartAsync(app, handler, change: o => o with { DataDirectory = data });
    }

    [Fact]
    public async Task An_app_that_is_not_built_is_said()
    {
        using var app = new TestApp();
        File.Delete(Path.Combine(app.Root, "host.json"));

        var failure = await Assert.ThrowsAsync<LocalHostException>(() => fixture.StartAsync(app));

        Assert.Equal(ExitCode.NotBuilt, failure.ExitCode);
    }

    [Fact]
    public async Task An_executable_that_is_not_there_is_said()
    {
        using var app = new TestApp("""{ "version": "2.0", "customHandler": { "description": { "defaultExecutablePath": "no-such-handler" } } }""");

        var failure = await Assert.ThrowsAsync<LocalHostException>(() => fixture.StartAsync(app));

        Assert.Equal(ExitCode.NotBuilt, failure.ExitCode);
    }

    [Fact]
    public async Task The_program_tells_a_wrong_option_on_stderr_and_ends_with_64()
    {
        var (code, output, error) = await RunAsync(null, "--bogus");

        Assert.Equal(64, code);
        Assert.Equal("", output);
        Assert.Contains("Unknown option --bogus", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_shows_its_options()
    {
        var (code, output, _) = await RunAsync(null, "--help");

        Assert.Equal(0, code);
        Assert.Contains("--visibility", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_node_or_npm_the_program_says_so_and_ends_with_2()
    {
        var (code, _, error) = await RunAsync("/nowhere", "--port", "0", "--data", fixture.NewFolder(), "--empty");

        Assert.Equal(2, code);
        Assert.Contains("is not on the PATH", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string? path, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", Path.Combine(AppContext.BaseDirectory, "LocalHost.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await error);
    }
}
