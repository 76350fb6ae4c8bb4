using EsgFunctions.Analysis;

namespace EsgFunctions.Benchmarks.Categories;

/// <summary>What was said of a text by weights that had not seen it, nor any of its set.</summary>
internal sealed record LeftOutAnswer(TrainingExample Example, double Risk, double[] Categories);

/// <summary>Fits how far learned weights and terms are to be believed, by logistic regression on texts that were left out.</summary>
internal static class Calibrator
{
    private const int Steps = 4_000;
    private const double Rate = 0.5;

    public static CategoryCalibration Fit(IReadOnlyList<LeftOutAnswer> answers)
    {
        var covered = Fit([.. answers.Where(answer => answer.Example.IsCovered)], [-1, 1, 1, 1]);
        var alone = Fit([.. answers.Where(answer => !answer.Example.IsCovered)], [-1, 1]);
        return new CategoryCalibration(covered[0], covered[1], covered[2], covered[3], alone[0], alone[1], BestCategoryEvidence(answers));
    }

    public static double Chance(CategoryCalibration calibration, LeftOutAnswer answer) => CategoryCalibration.Chance(answer.Example.IsCovered
        ? Sum([calibration.Bias, calibration.Learned, calibration.Evidence, calibration.Context], Inputs(answer))
        : Sum([calibration.BiasAlone, calibration.LearnedAlone], Inputs(answer)));

    /// <summary>By steps down the slope of the likelihood.</summary>
    private static double[] Fit(IReadOnlyList<LeftOutAnswer> answers, double[] weights)
    {
        var rows = answers.Select(answer => (Inputs: Inputs(answer), Weight: (double)answer.Example.Text.Weight, Target: answer.Example.Text.IsRisk ? 1.0 : 0)).ToList();
        var all = rows.Sum(row => row.Weight);
        for (var step = 0; step < Steps; step++)
        {
            var slopes = new double[weights.Length];
            foreach (var (inputs, weight, target) in rows)
            {
                var error = (CategoryCalibration.Chance(Sum(weights, inputs)) - target) * weight / all;
                for (var i = 0; i < weights.Length; i++)
                {
                    slopes[i] += error * inputs[i];
                }
            }

            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] -= Rate * slopes[i];
            }
        }

        return weights;
    }

    private static double Sum(double[] weights, double[] inputs)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * inputs[i];
        }

        return sum;
    }

    public static bool IsRightCategory(LeftOutAnswer answer, double evidence)
    {
        var sums = answer.Categories.Select((learned, i) => i == 0 ? double.NegativeInfinity : learned + (evidence * answer.Example.TermCategories[i])).ToList();
        return answer.Example.Text.Categories.Contains((Risk.RiskCategory)sums.IndexOf(sums.Max()));
    }

    private static double[] Inputs(LeftOutAnswer answer) =>
        [1, answer.Risk, answer.Example.TermEvidence, answer.Example.TermContext];

    /// <summary>The weight with which most primary categories are right.</summary>
    private static double BestCategoryEvidence(IReadOnlyList<LeftOutAnswer> answers)
    {
        var risks = answers.Where(answer => answer.Example.Text.IsRisk).ToList();
        return Enumerable.Range(0, 17).Select(i => i * 0.25).MaxBy(weight => risks.Sum(answer => IsRightCategory(answer, weight) ? answer.Example.Text.Weight : 0.0));
    }
}
