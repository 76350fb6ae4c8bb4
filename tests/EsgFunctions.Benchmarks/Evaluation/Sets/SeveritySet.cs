using System.Text.Json.Nodes;
using EsgFunctions.Analysis;
using EsgFunctions.Risk;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Texts of events with a measure of how bad each was: whether ours puts them in the same order: by harm, by level alone, and by harm among those that pass the relevance gate.</summary>
/// <param name="badness">Greater is worse; null where it is not told.</param>
internal sealed class SeveritySet(string name, string file, Func<JsonNode, double?> badness) : IEvaluatedSet
{
    private static readonly string[] Levels = ["I", "II", "III", "IV", "V", "VI"];

    public static IReadOnlyList<IEvaluatedSet> All { get; } =
    [
        new SeveritySet("mining-industrial-accidents", "data.jsonl", record => Array.IndexOf(Levels, (string?)record["potential_level"]) is >= 0 and var level ? level : null),
        new SeveritySet("ucdp-syria", "data.jsonl.gz", record => (double?)record["deaths_best"]),
    ];

    public string Name => name;

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var pairs = folder.Records(file).Where(record => badness(record) is not null)
            .Select(record => (Ours: LabelledText.Analyse(LabelledText.Item(null, (string)record["text"]!)).Severity, Theirs: badness(record)!.Value)).ToList();
        yield return Rank("severity.rank", pairs, answer => answer.Harm);
        yield return Rank("severity.rankOfLevels", pairs, answer => (double)answer.Severity);
        yield return Rank("severity.rankOfRisks", [.. pairs.Where(pair => pair.Ours.Severity != Severity.Unknown)], answer => answer.Harm);

        static Tally Rank(string measure, List<(SeverityAnswer Ours, double Theirs)> pairs, Func<SeverityAnswer, double> ours) => Tally.Statistic(
            measure, pairs.Count < 2 ? null : Statistics.Spearman([.. pairs.Select(pair => ours(pair.Ours))], [.. pairs.Select(pair => pair.Theirs)]), pairs.Count);
    }
}
