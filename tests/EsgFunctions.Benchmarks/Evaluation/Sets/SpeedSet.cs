using System.Diagnostics;
using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>How many news items of about 1 KB the preliminary analysis takes in a second, on one core: text for all, places for those that are a risk.</summary>
internal sealed class SpeedSet : IEvaluatedSet
{
    private const int LongestText = 1_000;
    private const int ShortestText = 700;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    public string Name => "masakhanews";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var items = folder.Records("data.jsonl.gz").Where(record => (string)record["lang"]! is "eng" or "fra")
            .Select(record => LabelledText.Item((string?)record["title"], Cut((string?)record["text"] ?? ""))).Where(item => item.Text.Length >= ShortestText).ToList();
        var batch = new FoundBatch(FeedId.Parse("evaluation"), "", SourceReliability.C, false, null, CountryCode.Unknown, DateTimeOffset.UnixEpoch, []);
        var entries = items.Select((item, at) => new FoundEntry(ItemId.For(batch.Feed, $"{at}"), false, item)).ToList();
        Analyse(entries, batch);
        var (analysed, clock) = (0, Stopwatch.StartNew());
        while (entries.Count > 0 && clock.Elapsed < Enough)
        {
            Analyse(entries, batch);
            analysed += entries.Count;
        }

        yield return Tally.Statistic("speed.itemsPerSecond", analysed / clock.Elapsed.TotalSeconds, analysed);
    }

    private static void Analyse(List<FoundEntry> entries, FoundBatch batch)
    {
        foreach (var entry in entries)
        {
            App.Analyst.Analyse(entry, batch, App.Analyst.ReadText(entry.Item, AnalysisRules.Embedded, batch.FoundAt));
        }
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
