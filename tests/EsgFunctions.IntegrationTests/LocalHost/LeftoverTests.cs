using System.Diagnostics;
using Azure.Storage.Blobs;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>What outlives a LocalHost: its data, and processes only until the next start.</summary>
public sealed class LeftoverTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("esg-leftover-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_written_just_before_the_emulator_is_stopped_is_there_after_the_next_start()
    {
        await using (var first = await AzuriteProcess.StartAsync(_folder.FullName, _ => { }, default))
        {
            var container = new BlobServiceClient(first.ConnectionString).GetBlobContainerClient("kept");
            await container.CreateAsync();
            await container.UploadBlobAsync("a", BinaryData.FromString("text"));
        }

        await using var second = await AzuriteProcess.StartAsync(_folder.FullName, _ => { }, default);

        var blob = await new BlobServiceClient(second.ConnectionString).GetBlobContainerClient("kept").GetBlobClient("a").DownloadContentAsync();
        Assert.Equal("text", blob.Value.Content.ToString());
    }

    [Fact]
    public async Task Processes_of_a_killed_host_are_ended_at_the_next_start_and_others_with_such_an_id_are_not()
    {
        var file = Path.Combine(_folder.FullName, "processes");
        using var left = Process.Start("node", ["-e", "setInterval(() => {}, 1000)"]);
        using var other = Process.Start("node", ["-e", "setInterval(() => {}, 1000)"]);
        new StartedProcesses(file).Record(left.Id);
        await File.AppendAllTextAsync(file, $"{other.Id} {DateTime.UtcNow.AddHours(-1).Ticks}\nnonsense\n");

        await new StartedProcesses(file).EndLeftoversAsync(_ => { });

        Assert.True(left.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.False(other.HasExited);
        other.Kill();
    }

    [Theory]
    [InlineData(0, AfterEnd.LeaveDead)]
    [InlineData(200, AfterEnd.StartAgain)]
    [InlineData(1, AfterEnd.StartAgain)]
    [InlineData(137, AfterEnd.StartAgain)]
    public void A_first_end_is_judged_by_its_code(int code, AfterEnd expected) => Assert.Equal(expected, new HandlerDeaths().Record(code, TimeSpan.Zero));

    [Fact]
    public void The_third_death_is_too_many_unless_half_an_hour_of_peace_came_before()
    {
        var soon = new HandlerDeaths();
        var late = new HandlerDeaths();

        AfterEnd[] soonEnds = [.. new[] { 0, 10, 40 }.Select(minute => soon.Record(1, TimeSpan.FromMinutes(minute)))];
        AfterEnd[] lateEnds = [.. new[] { 0, 10, 41 }.Select(minute => late.Record(1, TimeSpan.FromMinutes(minute)))];

        Assert.Equal(AfterEnd.GiveUp, soonEnds[2]);
        Assert.Equal(AfterEnd.StartAgain, lateEnds[2]);
    }
}
