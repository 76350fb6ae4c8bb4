using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace EsgFunctions.Benchmarks.Load;

/// <summary>Sends a CSV of many rows to an app that runs, and tells how fast it is taken in and how much memory its processes come to.</summary>
internal static class CsvCommand
{
    private const string Usage = "csv [--app URL] [--rows N] [--minutes N]";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public static int Run(IReadOnlyList<string> arguments)
    {
        var (app, rows, minutes) = (new Uri("http://127.0.0.1:7071"), 1_000_000, 30);
        for (var at = 0; at < arguments.Count; at += 2)
        {
            var value = arguments.ElementAtOrDefault(at + 1);
            var isKnown = arguments[at] switch
            {
                "--app" => Uri.TryCreate(value, UriKind.Absolute, out app!),
                "--rows" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out rows) && rows > 0,
                "--minutes" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes > 0,
                _ => false,
            };
            if (!isKnown)
            {
                Console.Error.WriteLine($"usage: {Usage}");
                return 64;
            }
        }

        return MeasureAsync(app, rows, TimeSpan.FromMinutes(minutes)).GetAwaiter().GetResult();
    }

    private static async Task<int> MeasureAsync(Uri app, int rows, TimeSpan patience)
    {
        using var http = new HttpClient { BaseAddress = app, Timeout = patience };
        http.DefaultRequestHeaders.Add("X-Local-User", "load; Admin");
        var idle = Memory();
        var peak = new Dictionary<int, long>(idle);
        var watch = Stopwatch.StartNew();
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await WriteAsync(file, rows);
        watch.Restart();
        using var body = new StreamContent(file);
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var accepted = await http.PostAsync(new Uri("/api/uploads?name=load.csv", UriKind.Relative), body);
        accepted.EnsureSuccessStatusCode();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {file.Length / 1e6:F1} MB, sent in {watch.Elapsed.TotalSeconds:F1} s"));
        while (watch.Elapsed < patience)
        {
            await Task.Delay(Interval);
            foreach (var (process, bytes) in Memory())
            {
                peak[process] = Math.Max(peak.GetValueOrDefault(process), bytes);
            }

            using var upload = JsonDocument.Parse(await http.GetStringAsync(accepted.Headers.Location));
            if (upload.RootElement.GetProperty("status").GetString() is "imported" or "refused")
            {
                Console.WriteLine(upload.RootElement.ToString());
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F1} s, {rows / watch.Elapsed.TotalSeconds:F0} rows/s"));
                foreach (var (process, bytes) in peak.OrderBy(one => one.Key))
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"process {process}: idle {idle.GetValueOrDefault(process) / 1e6:F0} MB, peak {bytes / 1e6:F0} MB"));
                }

                return 0;
            }
        }

        Console.Error.WriteLine($"Not imported within {patience}.");
        return 1;
    }

    private static async Task WriteAsync(Stream file, int rows)
    {
        // A key of its own for each run: rows that are known already would be duplicates.
        var run = Stopwatch.GetTimestamp();
        await using var text = new StreamWriter(file, leaveOpen: true);
        await text.WriteLineAsync("id,title,text,published");
        for (var row = 0; row < rows; row++)
        {
            await text.WriteLineAsync($"row-{run}-{row},The library of ward {row} opens on Sunday,Readers of ward {row} may come,2026-11-20T08:00:00Z");
        }

        await text.FlushAsync();
        file.Position = 0;
    }

    /// <summary>Bytes in memory of the app's processes on this machine.</summary>
    private static Dictionary<int, long> Memory()
    {
        var memory = new Dictionary<int, long>();
        foreach (var process in Process.GetProcessesByName("handler"))
        {
            using (process)
            {
                memory[process.Id] = process.WorkingSet64;
            }
        }

        return memory;
    }
}
