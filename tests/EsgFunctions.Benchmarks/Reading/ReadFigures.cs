using System.Diagnostics;
using System.Globalization;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Reading;

/// <summary>What reading a list of files came to.</summary>
/// <param name="Milliseconds">By the clock.</param>
/// <param name="CpuMilliseconds">Of all cores: says more than the clock where the machine has other work.</param>
/// <param name="PeakBytes">Most memory that the process had at any time.</param>
internal sealed record ReadFigures(int FilesRead, int Entries, long Bytes, double Milliseconds, double CpuMilliseconds, long PeakBytes)
{
    private static readonly Uri Source = new("http://feeds.invalid/feeds/feed");

    public double MegabytesPerSecond => Bytes / 1e6 / (Milliseconds / 1e3);

    /// <summary>Reads the files that <paramref name="list"/> names, one path a line, with the app's own reader; the figures are those of the last pass.</summary>
    public static ReadFigures OfOurs(ReadMode mode, string list, int passes)
    {
        var files = File.ReadLines(list).Where(line => line.Length > 0).ToList();
        var figures = new ReadFigures(0, 0, files.Sum(file => new FileInfo(file).Length), 0, 0, 0);
        for (var pass = 0; pass < passes; pass++)
        {
            var (read, entries) = (0, 0);
            var cpu = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            foreach (var file in files)
            {
                try
                {
                    entries += Count(mode, file);
                    read++;
                }
                catch (FeedFormatException)
                {
                    // Not read: it is counted as that.
                }
            }

            figures = figures with
            {
                FilesRead = read,
                Entries = entries,
                Milliseconds = clock.Elapsed.TotalMilliseconds,
                CpuMilliseconds = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,
            };
        }

        using var self = Process.GetCurrentProcess();
        return figures with { PeakBytes = self.PeakWorkingSet64 };
    }

    /// <summary>Null where it is no XML.</summary>
    private static int? CountElements(string file)
    {
        var faults = new List<string>();
        using var text = new MarkedText(new FeedDecoder(File.OpenRead(file), null, FeedLimits.Default, faults));
        if (text.Peek(64).TrimStart("\uFEFF \t\r\n") is not ['<', ..])
        {
            return null;
        }

        using var xml = new FeedXmlReader(text, Source, FeedLimits.Default);
        var entries = 0;
        for (var element = xml.ReadStart(); element is not null; element = xml.ReadStart())
        {
            if (element.Name is "item" or "entry")
            {
                entries++;
                xml.ReadRest(element);
            }
        }

        return entries;
    }

    private static int Count(ReadMode mode, string file)
    {
        if (mode == ReadMode.Whole)
        {
            return FeedReader.Read(File.ReadAllBytes(file), null, Source).Items.Count;
        }

        if (mode == ReadMode.Elements && CountElements(file) is { } alone)
        {
            return alone;
        }

        using var reader = new FeedReader(File.OpenRead(file), null, Source);
        var entries = 0;
        foreach (var item in reader.Items())
        {
            entries++;
            _ = mode == ReadMode.Html ? item.Html : null;
        }

        return entries;
    }

    /// <summary>As <see cref="Print"/> writes it, and as the peers do.</summary>
    public static ReadFigures Parse(string line)
    {
        var parts = line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return new ReadFigures((int)parts[0], (int)parts[1], (long)parts[2], parts[3], parts[4], (long)parts[5]);
    }

    public string Print() => string.Create(CultureInfo.InvariantCulture, $"{FilesRead} {Entries} {Bytes} {Milliseconds} {CpuMilliseconds} {PeakBytes}");
}
