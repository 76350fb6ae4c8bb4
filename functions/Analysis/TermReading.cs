using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>What the terms of a lexicon say of a text.</summary>
/// <param name="Ranked">Categories with evidence, strongest first.</param>
/// <param name="Evidence">Their weights: the strongest in full, the others in part.</param>
/// <param name="Context">What speaks against a risk: zero or less.</param>
internal sealed record TermReading(CategorySums Sums, IReadOnlyList<CategoryWeight> Ranked, double Evidence, double Context)
{
    /// <summary>What evidence for other categories adds to the belief that the text is of a risk at all.</summary>
    private const double OthersFactor = 0.5;

    public double Score => Evidence + Context;

    /// <summary>The item is about an exercise.</summary>
    public bool IsExercise { get; init; }

    /// <summary>A term among them was put into the rules by analysts.</summary>
    public bool IsOfAnalysts { get; init; }

    /// <summary>An anniversary, a memorial, a year of long ago: whatever was learned of the event that it remembers, it is not one of today.</summary>
    public bool LooksBack => Sums.Matches.Where(match => match.Context == LookBack.Context).Sum(match => match.Weight) <= -CategoryRule.Gate;

    /// <summary>
    /// How much the terms speak for each category, in gates. What is seen first yields to what stands behind it, once that has a good part of its
    /// weight, and changes places with it: a blaze with a bombing, rain with a flood. The dead and hurt, which stand for a cause that is not known,
    /// say nothing where one is told.
    /// </summary>
    public double[] ByCategory()
    {
        var weights = new double[(int)RiskCategory.Developing + 1];
        foreach (var one in Ranked)
        {
            weights[(int)one.Category] = CategoryCalibration.InGates(one.Weight);
        }

        if (Ranked.Count > 0 && Ranked.Skip(1).FirstOrDefault(other => other.Weight >= Ranked[0].Weight * ShareToYield(Ranked[0].Category, other.Category)) is { Weight: > 0 } cause)
        {
            var (seen, behind) = ((int)Ranked[0].Category, (int)cause.Category);
            (weights[seen], weights[behind]) = (Ranked[0].Category == RiskCategory.Developing ? 0 : weights[behind], weights[seen]);
        }

        return weights;
    }

    /// <returns>The share of weight from which the first category yields to the second; above 1 for never.</returns>
    private static double ShareToYield(RiskCategory seen, RiskCategory cause) => (seen, cause) switch
    {
        (RiskCategory.Developing, _) => 0.4,
        (RiskCategory.Fire, RiskCategory.Terrorism or RiskCategory.ArmedConflict) => 0.5,
        (RiskCategory.Weather, RiskCategory.NaturalHazard) => 0.6,
        (RiskCategory.Crime, RiskCategory.Kidnap or RiskCategory.Terrorism) => 0.6,
        _ => 2,
    };

    /// <param name="waived">A context that here speaks against nothing.</param>
    public static TermReading Of(CategorySums sums, string? waived = null)
    {
        var ranked = sums.Ranked();
        var evidence = ranked.Count == 0 ? 0 : ranked[0].Weight + (OthersFactor * ranked.Skip(1).Sum(other => other.Weight));
        return new(sums, ranked, evidence, sums.Context - (waived is null ? 0 : sums.Matches.Where(match => match.Context == waived).Sum(match => match.Weight)));
    }
}
