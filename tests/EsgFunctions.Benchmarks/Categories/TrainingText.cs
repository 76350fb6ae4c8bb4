using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Benchmarks.Categories;

/// <summary>A text whose label is known, to learn from.</summary>
/// <param name="Source">The set, or the file of our own.</param>
/// <param name="Categories">The primary first; none for what is no risk.</param>
/// <param name="Weight">How much it counts: a set of one war counts less a text than texts of our own.</param>
internal sealed record TrainingText(string Source, FoundItem Item, IReadOnlyList<RiskCategory> Categories, float Weight)
{
    public bool IsRisk => Categories.Count > 0;
}
