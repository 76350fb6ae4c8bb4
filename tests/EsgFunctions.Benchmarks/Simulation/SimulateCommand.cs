using System.Diagnostics;
using System.Globalization;
using EsgFunctions.LocalHost;

namespace EsgFunctions.Benchmarks.Simulation;

/// <summary>
/// <c>simulate</c>: labelled texts, most of them no risk, are published by twelve papers over days of the app's clock; the whole app takes them in, with the
/// demo's sites, people and trips. What comes of it is written as a page to be read: would one have wanted each of these at three in the morning?
/// </summary>
internal static class SimulateCommand
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (SimulationOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine($"usage: {SimulationOptions.Usage}");
            return 64;
        }

        return RunAsync(options).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(SimulationOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("esg-simulation-");
        var papers = folder.CreateSubdirectory("papers").FullName;
        for (var paper = 0; paper < SimulatedPapers.Papers; paper++)
        {
            Publish(papers, paper, []);
        }

        try
        {
            var watch = Stopwatch.StartNew();
            await using var host = await LocalHostRun.StartAsync(
                new HostOptions { Port = 0, FeedsDirectory = papers, Now = Begin, Instances = 2, DataDirectory = Path.Combine(folder.FullName, "data") }, _ => { }, CancellationToken.None);
            await host.LoadDataAsync(CancellationToken.None);
            using var api = new SimulatedWatch(host.Address);
            await api.RatePapersAsync();
            var items = SimulatedPapers.Draw(options, Begin, await api.TownsAsync());
            if (items.Count == 0)
            {
                Console.Error.WriteLine($"There are no labelled texts in {options.Data}.");
                return 2;
            }

            var byHour = items.ToLookup(item => item.Hour);
            for (var hour = 0; hour < options.Days * 24; hour++)
            {
                host.Clock.Advance(TimeSpan.FromHours(1));
                foreach (var paper in byHour[hour].GroupBy(item => item.Paper))
                {
                    Publish(papers, paper.Key, paper);
                }

                await RunAsync(host, "PollFeeds");
                await RestAsync(host);
                await RunAsync(host, "ReleaseAlerts");
                await RestAsync(host);
                if (hour % 24 == 23)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"day {(hour + 1) / 24} of {options.Days}, {watch.Elapsed.TotalSeconds:0} s"));
                }
            }

            // What waited for its group leaves after the wait.
            host.Clock.Advance(TimeSpan.FromMinutes(2));
            await RunAsync(host, "ReleaseAlerts");
            await RestAsync(host);
            var poison = await host.Storage.CountPoisonAsync(CancellationToken.None);
            var outcome = new SimulationOutcome(items, await api.AlertsAsync(Begin, options.Days), await api.StoriesAsync(Begin, options.Days), options);
            Directory.CreateDirectory(options.Report);
            var page = Path.Combine(options.Report, "alerts.html");
            await File.WriteAllTextAsync(page, SimulationPage.Of(outcome));
            Console.WriteLine(outcome.Summary);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"poison {poison}; {watch.Elapsed.TotalSeconds:0} s; every alert with its reasons: {Path.GetFullPath(page)}"));
            return poison == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A reader that comes in between finds the old file or the new one, never half of it.</summary>
    private static void Publish(string folder, int paper, IEnumerable<SimulatedItem> items)
    {
        var file = Path.Combine(folder, SimulatedPapers.FileOf(paper));
        File.WriteAllText(file + ".new", SimulatedPapers.Feed(paper, items));
        File.Move(file + ".new", file, overwrite: true);
    }

    private static async Task RunAsync(LocalHostRun host, string function)
    {
        if (await host.RunNowAsync(host.App.Functions.Single(one => one.Name == function), null) is { } failure)
        {
            throw new InvalidOperationException($"{function}: {failure}");
        }
    }

    private static async Task RestAsync(LocalHostRun host)
    {
        while (true)
        {
            var begun = host.Work.Begun;
            if (await host.IsIdleAsync(CancellationToken.None) && await host.IsIdleAsync(CancellationToken.None) && host.Work.Begun == begun)
            {
                return;
            }

            await Task.Delay(Look);
        }
    }
}
