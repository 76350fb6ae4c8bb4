using System.Globalization;

namespace EsgFunctions.Benchmarks.Reading;

/// <summary>
/// <c>read [--data FOLDER] [--half dev|heldout] [--repeat N] [--peers no]</c>: how fast feeds are read and what memory it takes, the app's reader
/// beside those of others: on every feed file of the data, warm, and on one feed of 20 MB, cold; each time in a process of its own.
/// </summary>
public static class ReadCommand
{
    private const string Usage = "read [--data FOLDER] [--half dev|heldout] [--repeat N] [--peers yes|no]";

    /// <summary>The child's: only the app's reader, in this process.</summary>
    public static int RunAlone(string mode, string list, string passes)
    {
        Console.WriteLine(ReadFigures.OfOurs(Enum.Parse<ReadMode>(mode), list, int.Parse(passes, CultureInfo.InvariantCulture)).Print());
        return 0;
    }

    public static int Run(IReadOnlyList<string> arguments)
    {
        var (data, half, repeat, withPeers) = (Path.Combine("..", "shared", "data"), "dev", 3, true);
        for (var at = 0; at < arguments.Count; at += 2)
        {
            switch (arguments[at], arguments.ElementAtOrDefault(at + 1))
            {
                case ("--data", { } folder):
                    data = folder;
                    break;
                case ("--half", "dev" or "heldout"):
                    half = arguments[at + 1];
                    break;
                case ("--repeat", { } times) when int.TryParse(times, CultureInfo.InvariantCulture, out repeat) && repeat > 0:
                    break;
                case ("--peers", "yes" or "no"):
                    withPeers = arguments[at + 1] == "yes";
                    break;
                default:
                    Console.Error.WriteLine($"'{arguments[at]}' is not understood.{Environment.NewLine}usage: {Usage}");
                    return 2;
            }
        }

        var work = Directory.CreateTempSubdirectory("esg-read-");
        try
        {
            Measure(data, half, repeat, withPeers && Peers.Install(), work.FullName);
        }
        finally
        {
            work.Delete(recursive: true);
        }

        return 0;
    }

    private static void Measure(string data, string half, int repeat, bool withPeers, string work)
    {
        var files = FeedCorpus.Files(data, half);
        var (corpus, large, list) = (Path.Combine(work, "corpus.txt"), Path.Combine(work, "large.xml"), Path.Combine(work, "large.txt"));
        File.WriteAllLines(corpus, files);
        LargeFeed.Write(large);
        File.WriteAllText(list, large + "\n");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Count} feed files, the second pass of a process; one feed of {new FileInfo(large).Length / 1e6:0.0} MB and {LargeFeed.Entries} entries, the only pass. Median of {repeat}."));
        var readers = new List<(string Name, Func<string, int, ReadFigures?> Read)>
        {
            ("EsgFunctions, items one by one", (files, passes) => Ours(ReadMode.Text, files, passes)),
            ("EsgFunctions, with safe HTML", (files, passes) => Ours(ReadMode.Html, files, passes)),
            ("EsgFunctions, the document at once", (files, passes) => Ours(ReadMode.Whole, files, passes)),
        };
        if (withPeers)
        {
            readers.AddRange(Peers.All.Select(peer => ($"{peer.Name} {peer.Version}", (Func<string, int, ReadFigures?>)((files, passes) => Peers.Read(peer.Name, files, passes)))));
        }

        Console.WriteLine($"{"reader",-36}{"files read",12}{"entries",10}{"MB/s",8}{"CPU ms",9}{"large: ms",12}{"CPU ms",9}{"peak MB",10}{"entries",10}");
        foreach (var (name, read) in readers)
        {
            var many = Median(repeat, () => read(corpus, 2));
            var one = Median(repeat, () => read(list, 1));
            Console.WriteLine(many is null || one is null ? $"{name,-36} failed" : string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-36}{many.FilesRead,12}{many.Entries,10}{many.MegabytesPerSecond,8:0.0}{many.CpuMilliseconds,9:0}{one.Milliseconds,12:0}{one.CpuMilliseconds,9:0}{one.PeakBytes / 1e6,10:0}{one.Entries,10}"));
        }
    }

    /// <summary>By time; memory is that of the same run.</summary>
    private static ReadFigures? Median(int repeat, Func<ReadFigures?> read)
    {
        var runs = Enumerable.Range(0, repeat).Select(_ => read()).ToList();
        return runs.Contains(null) ? null : runs.OrderBy(run => run!.Milliseconds).ElementAt(repeat / 2);
    }

    /// <summary>With the runtime settings of the deployed app, which stand beside this program.</summary>
    private static ReadFigures? Ours(ReadMode mode, string list, int passes)
    {
        var self = typeof(ReadCommand).Assembly.Location;
        var line = MeasuredProcess.Run(
            "dotnet",
            ["exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "handler.runtimeconfig.json"), "--depsfile", Path.ChangeExtension(self, ".deps.json"), self, "read-alone", $"{mode}", list, $"{passes}"],
            Path.GetTempPath());
        return line is null ? null : ReadFigures.Parse(line);
    }
}
