using EsgFunctions.Analysis;
using EsgFunctions.Benchmarks.Evaluation;
using EsgFunctions.Benchmarks.Evaluation.Sets;
using EsgFunctions.Benchmarks.Measuring;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;

namespace EsgFunctions.Benchmarks.Categories;

/// <summary>
/// What the category model learns from: open sets (their halves for development), each with as much weight as it has variety, and
/// texts of our own. Sets that are for measuring only are not read.
/// </summary>
internal static class TrainingTexts
{
    /// <summary>Everyday sentences of each language, taken for no risk: a few of them tell of one.</summary>
    private const int SentencesOfLanguage = 400;
    private const float WeightOfSentence = 0.4f;

    /// <summary>Of a text of ours that is no risk in a language without such sentences: its everyday words would else be learned from bad news alone.</summary>
    private const float WeightWithoutSentences = 3;

    /// <summary>Files of ours in which what is no risk comes from newsrooms: what feeds bring is mostly that, and much of it sounds like one.</summary>
    private static readonly string[] Newsrooms = ["africa", "africa-2", "en-newsroom", "en-noise", "newswire-noise", "newswire-noise-2"];
    private const float WeightOfNewsroom = 2;

    /// <summary>Files of messages of which a reader is sure by the whole, and hardly by any word: their words are learned with reserve.</summary>
    private static readonly string[] Quiet = ["messages-9", "messages-10", "messages-11", "messages-12"];
    private const float WeightOfQuiet = 0.5f;

    /// <summary>Summed weight of a set's texts.</summary>
    private static readonly Dictionary<string, float> Weights = new(StringComparer.Ordinal)
    {
        ["ucdp-syria"] = 900,
        ["muc4-terrorism"] = 350,
        ["disaster-response"] = 1_200,
        ["huffpost"] = 2_500,
        ["plover-gsr"] = 160,
        ["uci-news-stories"] = 2_000,
    };

    /// <summary>Sets that are left out whole, one after the other, to see how the rest does on a kind of text it has never seen.</summary>
    public static IReadOnlyList<string> LeftOut { get; } = ["ucdp-syria", "muc4-terrorism", "disaster-response", "huffpost"];

    public static IReadOnlyList<TrainingText> Read(string data)
        => [.. Own([.. Everyday(data).Select(language => language.Key)]).Concat(OfSets(data)).Concat(Sentences(data)).Select(Datelines.Told)];

    /// <summary>Lines of labels, language and text.</summary>
    /// <param name="everyday">Languages of which there are sentences.</param>
    private static IEnumerable<TrainingText> Own(HashSet<string> everyday) =>
        from file in Directory.EnumerateFiles(Path.Combine(SourceFolder.Path, "Categories", "texts"), "*.tsv").Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        where line.Length > 0 && line[0] != '#'
        let cells = line.Split('\t')
        select new TrainingText(
            Path.GetFileNameWithoutExtension(file),
            LabelledText.Item(null, cells[2]),
            cells[0] == nameof(RiskCategory.None) ? [] : [.. cells[0].Split('|').Select(Enum.Parse<RiskCategory>)],
            WeightOf(Path.GetFileNameWithoutExtension(file), cells[0] != nameof(RiskCategory.None), everyday.Contains(cells[1])));

    private static float WeightOf(string file, bool isRisk, bool hasSentences) => (isRisk, hasSentences) switch
    {
        (true, _) => Quiet.Contains(file) ? WeightOfQuiet : 1,
        (_, false) => WeightWithoutSentences,
        _ => Newsrooms.Contains(file) ? WeightOfNewsroom : 1,
    };

    private static IEnumerable<TrainingText> OfSets(string data) =>
        from set in Weights
        from text in Weighed(set.Key == "uci-news-stories" ? Headlines(data) : OfRiskSet(data, set.Key), set.Value)
        select text;

    private static IEnumerable<TrainingText> OfRiskSet(string data, string name) =>
        from text in RiskSets.Texts(data, "dev").Where(text => text.Set == name).DistinctBy(text => text.Text.Item.Title + text.Text.Item.Text).Select(text => text.Text)
        where !text.Classes.Contains("environmental")
        select new TrainingText(name, text.Item, [.. text.Classes.Where(one => one != RiskClass.NotRelevant).Select(RiskClass.FirstOf).Distinct()], 1);

    /// <summary>
    /// Headlines of business, technology and entertainment; health is left out, since it may tell of an outbreak, and so is what the terms hold for a
    /// risk: news of a breach or a strike is among them.
    /// </summary>
    private static IEnumerable<TrainingText> Headlines(string data) => SetFolder.Find(data, "uci-news-stories", "dev") is not { } folder ? [] :
        from file in folder.Files().Where(file => file.Contains(".jsonl", StringComparison.Ordinal))
        from record in folder.Records(file)
        where (string?)record["category"] is "b" or "t" or "e"
        let item = LabelledText.Item((string)record["title"]!, null)
        where CategoryRule.ReadTerms(FoldedText.Of(item.Title), FoldedText.Empty, "en", null, AnalysisRules.Embedded) is not { Score: >= CategoryRule.Gate }
        select new TrainingText("uci-news-stories", item, [], 1);

    private static IEnumerable<TrainingText> Sentences(string data) =>
        from language in Everyday(data)
        from text in language.OrderBy(text => StableHash.Of(text), StringComparer.Ordinal).Take(SentencesOfLanguage)
        select new TrainingText("language-id", LabelledText.Item(null, text), [], WeightOfSentence);

    private static IEnumerable<IGrouping<string, string>> Everyday(string data) => SetFolder.Find(data, "language-id", "dev") is not { } folder ? [] :
        from record in folder.Records("data.jsonl.gz")
        where (string?)record["kind"] == "sentences"
        group (string)record["text"]! by (string)record["lang"]!;

    private static IEnumerable<TrainingText> Weighed(IEnumerable<TrainingText> texts, float sum)
    {
        var all = texts.ToList();
        return all.Select(text => text with { Weight = Math.Min(1, sum / all.Count) });
    }
}
