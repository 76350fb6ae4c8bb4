using EsgFunctions.Analysis;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <param name="Kind">sentences, word-pairs or single-words.</param>
internal sealed record LanguageText(string Language, string Kind, string Text);

/// <summary>Sentences, pairs of words and single words whose language is known; the mean of the accuracies of fourteen languages.</summary>
internal sealed class LanguageIdSet : IEvaluatedSet
{
    /// <summary>Serbian is Cyrillic in this set.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "zh", "sr", "es", "fr", "ru", "pt", "ar", "tr", "id", "sw", "de", "it", "nl"];

    public static IReadOnlyList<(string Kind, string Measure)> Kinds { get; } =
        [("sentences", "language.sentences"), ("word-pairs", "language.wordPairs"), ("single-words", "language.singleWords")];

    public string Name => "language-id";

    public static IReadOnlyList<LanguageText> Texts(SetFolder folder) =>
    [
        .. folder.Records("data.jsonl.gz").Select(record => new LanguageText((string)record["lang"]!, (string)record["kind"]!, (string)record["text"]!))
            .Where(text => Languages.Contains(text.Language)),
    ];

    /// <summary>Of one kind: the accuracy of each language, and the mean of them.</summary>
    /// <param name="answers">One for each text.</param>
    public static (double? Mean, IReadOnlyList<(string Language, double Accuracy)> Each) Accuracy(IReadOnlyList<LanguageText> texts, IReadOnlyList<string> answers, string kind)
    {
        var each = texts.Zip(answers).Where(one => one.First.Kind == kind).GroupBy(one => one.First.Language)
            .Select(group => (Language: group.Key, Accuracy: group.Average(one => one.First.Language == one.Second ? 1.0 : 0.0))).ToList();
        return (each.Count == 0 ? null : each.Average(one => one.Accuracy), each);
    }

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var texts = Texts(folder);
        var answers = texts.Select(text => LexiconLanguages.Base(LanguageIdentifier.Identify(text.Text).Language)).ToList();
        foreach (var (kind, measure) in Kinds)
        {
            var (mean, each) = Accuracy(texts, answers, kind);
            var tally = Tally.Statistic(measure, mean, texts.Count(text => text.Kind == kind));
            tally.Note($"{kind}: " + string.Join(", ", each.OrderBy(one => one.Accuracy).Select(one => $"{one.Language} {one.Accuracy:0.00}")));
            yield return tally;
        }
    }
}
