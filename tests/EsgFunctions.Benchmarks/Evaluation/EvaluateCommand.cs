using System.Diagnostics;
using System.Globalization;
using System.Text;
using EsgFunctions.Benchmarks.Evaluation.Sets;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>
/// <c>evaluate --data FOLDER [--set NAME] [--half dev|heldout] [--json FILE] [--report DIR]</c>: runs the product's own readers and rules over
/// labelled sets that others made, and prints how much of each is right, beside the target and what others reach.
/// </summary>
public static class EvaluateCommand
{
    /// <summary>A later set is one more line here, and one class.</summary>
    private static readonly IEvaluatedSet[] Sets =
    [
        new FeedparserSet(),
        new GofeedSet(),
        new FeedRsSet(),
        new RssParserSet(),
        new CapturedFeedsSet(),
        new GeoFeedsSet(),
        new OpmlSet(),
        new CapSet(),
        new LanguageIdSet(),
        .. RiskSets.All,
        .. SeveritySet.All,
        .. PlaceSet.All,
        .. SimilaritySet.All,
        new FingerprintSet(),
        new StoryPairsSet(),
        .. StorySet.All,
        new SpeedSet(),
    ];

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (EvaluateOptions.Parse(arguments, out var wrong) is not { } options)
        {
            Console.Error.WriteLine(wrong);
            Console.Error.WriteLine($"usage: {EvaluateOptions.Usage}");
            return 2;
        }

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var chosen = Sets.Where(set => options.Set is null || set.Name == options.Set).ToList();
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"There is no set '{options.Set}'. Sets: {string.Join(", ", Sets.Select(set => set.Name).Distinct())}.");
            return 2;
        }

        var measures = new List<Measure>();
        var failed = new List<FailedCase>();
        var notes = new List<(string Sentence, string Details)>();
        foreach (var set in chosen)
        {
            if (SetFolder.Find(options.Data, set.Name, options.Half) is not { } folder)
            {
                Console.WriteLine($"{set.Name}: not in {options.Data}, skipped.");
                continue;
            }

            var clock = Stopwatch.StartNew();
            foreach (var tally in set.Evaluate(folder))
            {
                measures.Add(tally.Measure(set.Name));
                failed.AddRange(tally.Failed);
                notes.AddRange(tally.Notes.Select(note => ($"{set.Name}: {note.Sentence}", note.Details)));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Name}: {clock.Elapsed.TotalSeconds:0.0} s"));
        }

        measures.AddRange(Means(measures));
        foreach (var (sentence, _) in notes)
        {
            Console.WriteLine(sentence);
        }

        Console.WriteLine();
        Console.Write(EvaluationReport.Table(measures));
        if (options.Json is { } json)
        {
            EvaluationReport.WriteJson(json, measures);
        }

        if (options.Report is { } report)
        {
            EvaluationReport.WriteFailed(report, failed, notes);
            RiskCharts.Write(report, [.. chosen.OfType<RiskSet>()]);
        }

        return 0;
    }

    /// <summary>Of the measures whose target is for the mean over sets.</summary>
    private static List<Measure> Means(List<Measure> measures) =>
    [
        .. measures.Where(measure => measure.Name is "risk.recall" or "category.f1").GroupBy(measure => measure.Name).Where(group => group.Count() > 1).Select(group =>
        {
            var goal = Goal.Of(group.Key, Goal.MeanOfSets);
            return new Measure(Goal.MeanOfSets, group.Key, group.Average(measure => measure.Value), group.Sum(measure => measure.N), goal?.Target, goal?.Peer);
        }),
    ];
}
