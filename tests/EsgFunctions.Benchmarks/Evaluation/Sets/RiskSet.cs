using System.Text.Json.Nodes;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Evaluation.Sets;

/// <summary>A text, and the classes of which any one is right; <see cref="RiskClass.NotRelevant"/> alone for a text that is no risk.</summary>
/// <param name="Id">Its own in its set, or its words.</param>
internal sealed record RiskText(string Id, FoundItem Item, IReadOnlyList<string> Classes);

/// <param name="Expected">The class that is right; null for no risk.</param>
/// <param name="Got">Likewise, as answered.</param>
/// <param name="Chance">Of a risk, as answered.</param>
internal sealed record RiskAnswer(string? Expected, string? Got, double Chance);

/// <summary>Texts of events whose kind is known, or of none: how many risks pass the relevance gate, with the right category, and how many others do.</summary>
/// <param name="read">Null for a record whose label says neither.</param>
/// <param name="isNoise">The set is there for what is no risk.</param>
internal sealed class RiskSet(string name, string file, Func<JsonNode, RiskText?> read, bool isNoise = false) : IEvaluatedSet
{
    public string Name => name;

    /// <summary>Of the last evaluation: what was expected and answered, and how sure of a risk.</summary>
    public IReadOnlyList<RiskAnswer> Answers { get; private set; } = [];

    public IEnumerable<RiskText> Texts(SetFolder folder) => folder.Records(file).Select(read).OfType<RiskText>();

    public IEnumerable<Tally> Evaluate(SetFolder folder)
    {
        var recall = new Tally("risk.recall");
        var falseAlarms = new Tally("risk.falseAlarms", TallyKind.Failing);
        var answers = new List<RiskAnswer>();
        foreach (var text in Texts(folder))
        {
            var answer = LabelledText.Analyse(text.Item).Category;
            var isRisk = text.Classes[0] != RiskClass.NotRelevant;
            var got = RiskClass.Of(answer.Category, text.Classes);
            answers.Add(new(isRisk ? got is not null && text.Classes.Contains(got) ? got : text.Classes[0] : null, got, answer.Confidence));
            var words = $"{text.Item.Title} {text.Item.Text}".Trim();
            (isRisk ? recall : falseAlarms).Check(
                isRisk == answer.IsRisk, text.Id, "", string.Join('|', text.Classes),
                $"{answer.Category} {answer.Reason} [{string.Join(", ", answer.Matches.Take(5).Select(match => match.Term))}] {words[..Math.Min(words.Length, 300)]}");
        }

        Answers = answers;
        return isNoise ? [falseAlarms] : [recall, Tally.Statistic("category.f1", MacroF1(answers), answers.Count)];
    }

    /// <summary>Mean over the classes that the set holds.</summary>
    private static double? MacroF1(List<RiskAnswer> answers)
    {
        var classes = answers.Select(answer => answer.Expected).OfType<string>().Distinct().ToList();
        return classes.Count == 0 ? null : classes.Average(one =>
        {
            var right = answers.Count(answer => answer.Expected == one && answer.Got == one);
            return Statistics.HarmonicMean(
                (double)right / Math.Max(1, answers.Count(answer => answer.Got == one)),
                (double)right / answers.Count(answer => answer.Expected == one));
        });
    }
}
