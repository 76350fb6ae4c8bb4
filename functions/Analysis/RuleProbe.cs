using System.Text;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>A text whose category is known, and what a rule set must not change unseen.</summary>
/// <param name="Expected">None for what only sounds like a risk; null where the caller only wants to see what becomes of it.</param>
public sealed record RuleProbe(string Title, string Text, string? Language, RiskCategory? Expected)
{
    /// <summary>Those that the app carries, in every language that has a word list.</summary>
    public static IReadOnlyList<RuleProbe> Embedded { get; } = Load();

    public RiskCategory Under(AnalysisRules rules) => ItemAnalysis.Analyse(new FoundItem { Key = "", Title = Title, Text = Text, Language = Language }, rules: rules).Category.Category;

    private static List<RuleProbe> Load()
    {
        using var reader = new StreamReader(typeof(RuleProbe).Assembly.GetManifestResourceStream("EsgFunctions.Analysis.probes.tsv")!, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#')).Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => new RuleProbe(cells[0], "", cells[1], Enum.Parse<RiskCategory>(cells[2])))];
    }
}
