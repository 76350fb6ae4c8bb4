using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>The command line.</summary>
public sealed class OptionTests
{
    [Fact]
    public void Without_options_it_is_port_7071_demo_data_and_one_instance()
    {
        var options = HostOptions.Parse([]);

        Assert.Equal(7071, options.Port);
        Assert.Equal(1, options.Instances);
        Assert.Equal(Path.Combine(HostOptions.RepositoryRoot, ".localhost"), options.DataDirectory);
        Assert.False(options.Empty || options.Once || options.Help);
        Assert.EndsWith("net10.0", options.AppRoot, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_is_understood()
    {
        var options = HostOptions.Parse(
            ["--port", "0", "--data", "data", "--empty", "--feeds", AppContext.BaseDirectory, "--once", "--instances", "2", "--now", "2026-11-20T08:00:00+01:00", "--visibility", "00:00:30"]);

        Assert.Equal((0, Path.GetFullPath("data"), true, Path.GetFullPath(AppContext.BaseDirectory), true, 2), (options.Port, options.DataDirectory, options.Empty, options.FeedsDirectory, options.Once, options.Instances));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 7, 0, 0, TimeSpan.Zero), options.Now);
        Assert.Equal(TimeSpan.FromSeconds(30), options.Visibility);
    }

    [Theory]
    [InlineData("--bogus")]
    [InlineData("extra")]
    [InlineData("--port")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--instances", "0")]
    [InlineData("--feeds", "/nowhere/at/all")]
    [InlineData("--now", "yesterday")]
    [InlineData("--visibility", "30")]
    [InlineData("--visibility", "00:00:00")]
    public void A_wrong_option_ends_with_code_64(params string[] arguments)
    {
        var failure = Assert.Throws<LocalHostException>(() => HostOptions.Parse(arguments));

        Assert.Equal(64, failure.ExitCode);
    }

    [Fact]
    public void Functions_with_an_error_or_switched_off_are_left_out_and_the_others_load()
    {
        using var app = new TestApp("""{ "version": "2.0", "extensions": { "queues": { "batchSize": 4 } } }""")
            .WithQueue("Good", "Good-Queue", ("out", "%target%")).WithQueue("Unset", "%nothing%").WithQueue("Off", "off-queue").With("Broken", "{").With("Empty", """{ "bindings": [] }""").WithTimer("1st", "0 * * * * *");
        var settings = new Dictionary<string, string>
        {
            ["target"] = "elsewhere",
            ["AzureWebJobs.Off.Disabled"] = "true",
            ["AzureFunctionsJobHost__extensions__queues__maxDequeueCount"] = "2",
        };
        var warnings = new List<string>();

        var read = AppFolder.Read(app.Root, settings, warnings.Add);

        Assert.Equal(["Good"], read.Functions.Select(f => f.Name));
        Assert.Equal(["elsewhere", "good-queue"], read.Queues);
        Assert.Equal(5, warnings.Count);
        Assert.Equal((4, 2, 2 * Environment.ProcessorCount), (read.Host.Queues.BatchSize, read.Host.Queues.MaxDequeueCount, read.Host.Queues.NewBatchThreshold));
    }
}
