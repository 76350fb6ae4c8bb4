using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EsgFunctions.IntegrationTests.EndToEnd;
using EsgFunctions.LocalHost;
using Xunit.Abstractions;

namespace EsgFunctions.IntegrationTests.Figures;

/// <summary>Measures and prints; asserts nothing but that the measured thing happened, since machines differ.</summary>
[Trait("kind", "figure")]
public sealed partial class FigureTests(MeasuredApp app, ITestOutputHelper output) : IClassFixture<MeasuredApp>
{
    private const string Severe = "A gunman opened fire, killing two people and injuring five, police said.";

    [FigureFact]
    public async Task Time_from_a_report_of_something_urgent_to_the_last_message_sent()
    {
        var seconds = new List<double>();
        for (var number = 1; number <= 20; number++)
        {
            var spot = await app.PutSiteAsync($"figure{number}", people: 2);
            await app.WaitUntilIdleAsync();
            // Long enough for the queues' polling to slow down: the figure is that of a quiet night.
            await Task.Delay(TimeSpan.FromSeconds(3));
            var posted = DateTimeOffset.UtcNow;
            var item = await app.ReportAsync($"Two killed, five injured in shooting at figure gate {number}", Severe, spot);
            var sent = await app.WaitForOutboxAsync(item.At("story")!, 4);
            seconds.Add((sent.Max(message => message.At!.Value) - posted).TotalSeconds);
        }

        seconds.Sort();
        Print($"report to last message of 4: p50 {seconds[9]:0.00} s, p95 {seconds[18]:0.00} s, max {seconds[19]:0.00} s");
    }

    [FigureFact]
    public async Task Storage_requests_of_noise_and_of_an_alert()
    {
        var now = DateTimeOffset.UtcNow.AddHours(-1);
        app.Feeds.Serve("/noise", Rss.Of("Noise", [.. Enumerable.Range(0, 100).Select(number => new RssItem($"noise-{number}", $"Library number {number} opens on Sunday", $"The town library {number} will open on Sundays.", now))]));
        var spot = await app.PutSiteAsync("counted", people: 2);
        app.Feeds.Serve("/urgent", Rss.Of("Urgent", new RssItem("urgent-1", "Two killed, five injured in shooting at the counted gate", Severe, now, spot)));
        var warm = await app.ReportAsync("Two killed in shooting at the warm gate", Severe, await app.PutSiteAsync("warm"));
        await app.WaitForOutboxAsync(warm.At("story")!, 2);

        await CountAsync("100 items of noise in one fetch", () => app.PutFeedAsync("noise", "/noise"), () => ItemsAsync("noise", 100));
        await CountAsync("one alerted item, 2 recipients, e-mail and SMS", () => app.PutFeedAsync("urgent", "/urgent"), async () => (await app.OutboxAsync()).Count(message => message.PersonId!.StartsWith("counted", StringComparison.Ordinal)) == 4);
    }

    [FigureFact]
    public async Task Memory_of_the_handlers_after_the_demo()
    {
        var data = Directory.CreateTempSubdirectory("esg-demo-");
        await using (var host = await LocalHostRun.StartAsync(new HostOptions { Port = 0, DataDirectory = data.FullName, AppRoot = FigureFactAttribute.PublishedApp!, LocalSettingsFile = Path.Combine(data.FullName, "none") }, _ => { }, CancellationToken.None))
        {
            var (summary, _) = await new OnceRun(host, _ => { }).RunAsync(CancellationToken.None);
            Print(summary);
            foreach (var handler in host.Handlers.OfType<HandlerProcess>())
            {
                var status = await File.ReadAllTextAsync($"/proc/{handler.ProcessId}/status");
                Print($"{handler.Name}: {Regex.Replace(string.Join(", ", Memory().Matches(status).Select(match => match.Value)), @"\s+", " ")}");
            }
        }

        data.Delete(recursive: true);
    }

    [FigureFact]
    public async Task Time_from_the_start_of_the_process_to_its_first_answer()
    {
        var milliseconds = new List<double>();
        for (var number = 0; number < 10; number++)
        {
            var port = FreePort.Next();
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            using var handler = new Process { StartInfo = new ProcessStartInfo(Path.Combine(FigureFactAttribute.PublishedApp!, "handler")) { WorkingDirectory = FigureFactAttribute.PublishedApp!, RedirectStandardOutput = true } };
            handler.StartInfo.Environment["AzureWebJobsStorage"] = app.Host.Storage.Connection;
            handler.StartInfo.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
            var watch = Stopwatch.StartNew();
            handler.Start();
            await RunningApp.WaitUntilAsync(
                async () =>
                {
                    try
                    {
                        using var answer = await http.GetAsync(new Uri("/api/health", UriKind.Relative));
                        return answer.IsSuccessStatusCode;
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                },
                "an answer");
            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            handler.Kill();
            await handler.WaitForExitAsync();
        }

        milliseconds.Sort();
        Print($"start to first answer of /api/health, 10 tries: least {milliseconds[0]:0} ms, median {milliseconds[5]:0} ms, most {milliseconds[9]:0} ms (looked every 50 ms)");
    }

    private async Task CountAsync(string what, Func<Task> begin, Func<Task<bool>> isDone)
    {
        await app.WaitUntilIdleAsync();
        var before = app.Requests.Count;
        await begin();
        await RunningApp.WaitUntilAsync(isDone, what);
        await app.WaitUntilIdleAsync();
        var groups = app.Requests.Skip(before)
            .Select(line => Request().Match(line)).Where(match => match.Success)
            .GroupBy(match => $"{match.Groups["method"].Value} {match.Groups["thing"].Value}{(match.Groups["rest"].Value.Contains("messages", StringComparison.Ordinal) ? " messages" : "")} {match.Groups["status"].Value}")
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"  {group.Count(),4}  {group.Key}");
        Print($"{what}:\n{string.Join('\n', groups)}");
    }

    private async Task<bool> ItemsAsync(string feed, int items) =>
        (await app.Admin.GetAsync($"/api/items?feed={feed}")).Json.List("value").Count == items;

    private void Print(FormattableString text) => Print(text.ToString(CultureInfo.InvariantCulture));

    private void Print(string text)
    {
        output.WriteLine(text);
        Console.WriteLine(text);
    }

    [GeneratedRegex("(VmHWM|VmRSS|RssAnon|RssFile):[^\n]+", RegexOptions.None, 1000)]
    private static partial Regex Memory();

    [GeneratedRegex("\"(?<method>[A-Z]+) /devstoreaccount1/(?<thing>[^/?( ]*)(?<rest>[^ ]*) HTTP/1.1\" (?<status>[0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Request();
}
