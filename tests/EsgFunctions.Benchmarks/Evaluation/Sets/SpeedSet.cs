using System.Diagnostics;
using System.Globalization;
using EsgFunctions.Analysis;
using EsgFunctions.Benchmarks.Measuring;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>
/// How many news items of about 1 KB the preliminary analysis takes in a second, on one core: text for all, places for those that are a risk; what it
/// allocates for each; and, in a process of its own, how long it takes to start and by how much that process grows.
/// </summary>
internal sealed class SpeedSet : IEvaluatedSet
{
    private const int LongestText = 1_000;
    private const int ShortestText = 700;
    private const int Starts = 3;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    public string Name => "masakhanews";

    /// <summary>The child's: starts the analysis, analyses the texts of a file once each, and prints milliseconds to the first answer and megabytes grown.</summary>
    public static int RunAlone(string file)
    {
        var items = File.ReadAllLines(file).Select(line => LabelledText.Item(line, null)).ToList();
        var before = Environment.WorkingSet;
        var clock = Stopwatch.StartNew();
        Analyse(Entries([items[0]]), Batch);
        var started = clock.Elapsed.TotalMilliseconds;
        Analyse(Entries(items), Batch);
        GC.Collect();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{started} {(Environment.WorkingSet - before) / 1e6}"));
        return 0;
    }

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var items = folder.Records("data.jsonl.gz").Where(record => (string)record["lang"]! is "eng" or "fra")
            .Select(record => LabelledText.Item((string?)record["title"], Cut((string?)record["text"] ?? ""))).Where(item => item.Text.Length >= ShortestText).ToList();
        var entries = Entries(items);
        Analyse(entries, Batch);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var (analysed, clock) = (0, Stopwatch.StartNew());
        while (entries.Count > 0 && clock.Elapsed < Enough)
        {
            Analyse(entries, Batch);
            analysed += entries.Count;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        yield return Tally.Statistic("speed.itemsPerSecond", analysed / clock.Elapsed.TotalSeconds, analysed);
        yield return Tally.Statistic("speed.allocatedKilobytes", allocated / 1e3 / Math.Max(1, analysed), analysed);
        foreach (var tally in Start(folder))
        {
            yield return tally;
        }
    }

    /// <summary>Texts of every language that the set has, so that all word lists are read.</summary>
    private static IEnumerable<Tally> Start(SetFolder folder)
    {
        var texts = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(texts, folder.Records("data.jsonl.gz").Select(record => $"{record["title"]} {Cut((string?)record["text"] ?? "")}".ReplaceLineEndings(" ")));
            var starts = Enumerable.Range(0, Starts).Select(_ => MeasuredProcess.RunSelf("analyse-alone", texts)?.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToArray())
                .OfType<double[]>().ToList();
            yield return Tally.Statistic("start.milliseconds", Median([.. starts.Select(start => start[0])]), starts.Count);
            yield return Tally.Statistic("start.megabytesGrown", Median([.. starts.Select(start => start[1])]), starts.Count);
        }
        finally
        {
            File.Delete(texts);
        }
    }

    private static FoundBatch Batch { get; } = new(FeedId.Parse("evaluation"), "", SourceReliability.C, false, null, CountryCode.Unknown, DateTimeOffset.UnixEpoch, []);

    private static List<FoundEntry> Entries(IEnumerable<FoundItem> items) => [.. items.Select((item, at) => new FoundEntry(ItemId.For(Batch.Feed, $"{at}"), false, item))];

    private static void Analyse(List<FoundEntry> entries, FoundBatch batch)
    {
        foreach (var entry in entries)
        {
            AnalysedItem.Of(entry, batch, App.Analyst.ReadText(entry.Item, AnalysisRules.Embedded, batch.FoundAt), App.Analyst);
        }
    }

    private static double? Median(double[] figures) => figures.Length == 0 ? null : figures.Order().ElementAt(figures.Length / 2);

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
