using EsgFunctions.Analysis;
using EsgFunctions.Stories;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Pairs of headlines or sentences with a human score of likeness, 0 to 5: how well the app's likeness of texts goes with it.</summary>
internal sealed class SimilaritySet(string name) : IEvaluatedSet
{
    public static IReadOnlyList<IEvaluatedSet> All { get; } = [new SimilaritySet("sts-headlines"), new SimilaritySet("sts-news-sr")];

    public string Name => name;

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var pairs = folder.Records("pairs.jsonl").Select(record => (Ours: TextLikeness.Of(Title((string)record["s1"]!), Title((string)record["s2"]!)), Theirs: (double)record["score"]!)).ToList();
        yield return Tally.Statistic("duplicates.pearson", pairs.Count < 2 ? null : Statistics.Pearson([.. pairs.Select(pair => pair.Ours)], [.. pairs.Select(pair => pair.Theirs)]), pairs.Count);
    }

    private static TextWords Title(string headline) => TextWords.Of(headline, ItemAnalysis.LanguageOf(LabelledText.Item(headline, null)).Language);
}
