using EsgFunctions.Analysis;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>Sentences, pairs of words and single words whose language is known; the mean of the accuracies of fourteen languages.</summary>
internal sealed class LanguageIdSet : IEvaluatedSet
{
    /// <summary>Serbian is Cyrillic in this set.</summary>
    private static readonly string[] Languages = ["en", "zh", "sr", "es", "fr", "ru", "pt", "ar", "tr", "id", "sw", "de", "it", "nl"];

    private static readonly (string Kind, string Measure)[] Kinds =
        [("sentences", "language.sentences"), ("word-pairs", "language.wordPairs"), ("single-words", "language.singleWords")];

    public string Name => "language-id";

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var texts = folder.Records("data.jsonl.gz").Select(record => (Language: (string)record["lang"]!, Kind: (string)record["kind"]!, Text: (string)record["text"]!))
            .Where(text => Languages.Contains(text.Language)).ToList();
        foreach (var (kind, measure) in Kinds)
        {
            var ofKind = texts.Where(text => text.Kind == kind).ToList();
            var accuracies = ofKind.GroupBy(text => text.Language).Select(group => (Language: group.Key, Accuracy: group.Average(text => IsRight(text.Language, text.Text) ? 1.0 : 0.0))).ToList();
            var tally = Tally.Statistic(measure, accuracies.Count == 0 ? null : accuracies.Average(one => one.Accuracy), ofKind.Count);
            tally.Note($"{kind}: " + string.Join(", ", accuracies.OrderBy(one => one.Accuracy).Select(one => $"{one.Language} {one.Accuracy:0.00}")));
            yield return tally;
        }
    }

    private static bool IsRight(string expected, string text) => LexiconLanguages.Base(LanguageIdentifier.Identify(text).Language) == expected;
}
