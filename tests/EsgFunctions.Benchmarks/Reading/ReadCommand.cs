using System.Globalization;
using EsgFunctions.Benchmarks.Measuring;

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

    /// <summary>Passes after which a process reads as one that has run for a while: all three compile what they run often.</summary>
    private const int Warm = 10;

    private static void Measure(string data, string half, int repeat, bool withPeers, string work)
    {
        var files = FeedCorpus.Files(data, half);
        var (corpus, large, list) = (Path.Combine(work, "corpus.txt"), Path.Combine(work, "large.xml"), Path.Combine(work, "large.txt"));
        File.WriteAllLines(corpus, files);
        LargeFeed.Write(large);
        File.WriteAllText(list, large + "\n");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Count} feed files, the tenth pass of a process; one feed of {new FileInfo(large).Length / 1e6:0.0} MB and {LargeFeed.Entries} entries, the first pass and the tenth. Median of {repeat}."));
        var readers = new List<(string Name, Func<string, int, ReadFigures?> Read)>
        {
            ("EsgFunctions, reading alone", (files, passes) => Ours(ReadMode.Elements, files, passes)),
            ("EsgFunctions, items one by one", (files, passes) => Ours(ReadMode.Text, files, passes)),
            ("EsgFunctions, with safe HTML", (files, passes) => Ours(ReadMode.Html, files, passes)),
            ("EsgFunctions, the document at once", (files, passes) => Ours(ReadMode.Whole, files, passes)),
        };
        if (withPeers)
        {
            readers.Add(("rss-parser 3.13.0", (files, passes) => Peer("rss-parser", files, passes)));
            readers.Add(("feedparser 2.6.0", (files, passes) => Peer("feedparser", files, passes)));
        }

        Console.WriteLine($"{"reader",-36}{"files read",12}{"entries",10}{"MB/s",8}{"CPU ms",9}{"large: 1st ms",15}{"10th ms",9}{"CPU ms",9}{"peak MB",10}{"entries",10}");
        foreach (var (name, read) in readers)
        {
            var many = Median(repeat, () => read(corpus, Warm));
            var cold = Median(repeat, () => read(list, 1));
            var warm = Median(repeat, () => read(list, Warm));
            Console.WriteLine(many is null || cold is null || warm is null ? $"{name,-36} failed" : string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-36}{many.FilesRead,12}{many.Entries,10}{many.MegabytesPerSecond,8:0.0}{many.CpuMilliseconds,9:0}{cold.Milliseconds,15:0}{warm.Milliseconds,9:0}{warm.CpuMilliseconds,9:0}{warm.PeakBytes / 1e6,10:0}{warm.Entries,10}"));
        }
    }

    /// <summary>By time; memory is that of the same run.</summary>
    private static ReadFigures? Median(int repeat, Func<ReadFigures?> read)
    {
        var runs = Enumerable.Range(0, repeat).Select(_ => read()).ToList();
        return runs.Contains(null) ? null : runs.OrderBy(run => run!.Milliseconds).ElementAt(repeat / 2);
    }

    private static ReadFigures? Ours(ReadMode mode, string list, int passes) =>
        MeasuredProcess.RunSelf("read-alone", $"{mode}", list, $"{passes}") is { } line ? ReadFigures.Parse(line) : null;

    private static ReadFigures? Peer(string name, string list, int passes) =>
        Peers.Run("read.cjs", name, list, $"{passes}") is { } line ? ReadFigures.Parse(line) : null;
}
