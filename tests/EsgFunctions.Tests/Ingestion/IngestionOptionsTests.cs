using Microsoft.Extensions.Options;

namespace EsgFunctions.Tests.Ingestion;

public class IngestionOptionsTests
{
    [Theory]
    [InlineData("Ingestion:AllowedLoopbackPorts=7072", "Ingestion:AllowedLoopbackPorts is for local runs")]
    [InlineData("Ingestion:HostSpacing=00:00:00", "Ingestion:HostSpacing of zero is for local runs")]
    public async Task What_is_for_local_runs_stops_the_start_on_azure(string setting, string reason)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(setting, "WEBSITE_INSTANCE_ID=0a1b"));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ingestion:AllowedLoopbackPorts=http")]
    [InlineData("Ingestion:AllowedLoopbackPorts=80;81")]
    [InlineData("Ingestion:HostSpacing=00:02:00")]
    [InlineData("Ingestion:Contact=the watch officer")]
    [InlineData("Ingestion:Contact=https://group.example/)")]
    [InlineData("Ingestion:FetchTimeout=00:00:00")]
    public async Task A_bad_setting_stops_the_start(string setting) => await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(setting));

    [Theory]
    [InlineData("Ingestion:AllowedLoopbackPorts=7072, 8080")]
    [InlineData("Ingestion:HostSpacing=00:00:00")]
    [InlineData("Ingestion:Contact=mailto:watch@group.example")]
    public async Task A_good_one_does_not(string setting) => await StartAsync(setting);

    private static async Task StartAsync(params string[] settings)
    {
        await using var app = Program.Build(["--AzureWebJobsStorage:accountName=nobody", .. settings.Select(setting => $"--{setting}")]);
        await app.StartAsync();
        await app.StopAsync();
    }
}
