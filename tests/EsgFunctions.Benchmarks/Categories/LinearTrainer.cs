using EsgFunctions.Analysis;
using EsgFunctions.Risk;

namespace EsgFunctions.Benchmarks.Categories;

/// <summary>A text as numbers: its features, each divided by the length of all, and what its terms say.</summary>
internal sealed record TrainingExample(TrainingText Text, int[] Places, float[] Values, double TermEvidence, double TermContext, bool IsCovered, double[] TermCategories);

/// <summary>
/// Learns a weight for each feature by adaptive gradient descent (AdaGrad): logistic for risk or none, softmax for the categories of a risk. One
/// thread and a stated order: the same texts give the same weights.
/// </summary>
internal sealed class LinearTrainer
{
    private const int Epochs = 10;
    private const float Rate = 0.12f;
    private const float Epsilon = 1e-3f;
    private const int Seed = 20;
    private const int Outputs = CategoryModel.Categories;

    private readonly float[] _risk = new float[CategoryFeatures.Places];
    private readonly float[] _categories = new float[CategoryFeatures.Places * Outputs];
    private readonly float[] _biases = new float[Outputs + 1];

    public static LinearTrainer Train(IReadOnlyList<TrainingExample> examples)
    {
        var trainer = new LinearTrainer();
        trainer.LearnRisk(examples);
        trainer.LearnCategories([.. examples.Where(example => example.Text.IsRisk)]);
        return trainer;
    }

    public CategoryModel ToModel(CategoryCalibration calibration)
    {
        var scales = new float[Outputs + 1];
        var risk = new sbyte[_risk.Length];
        scales[0] = Quantise(_risk, 0, 1, risk);
        var categories = new sbyte[_categories.Length];
        for (var i = 0; i < Outputs; i++)
        {
            scales[i + 1] = Quantise(_categories, i, Outputs, categories);
        }

        return new CategoryModel(calibration, scales, _biases, risk, categories);
    }

    public double Risk(TrainingExample example)
    {
        var sum = _biases[0];
        for (var i = 0; i < example.Places.Length; i++)
        {
            sum += _risk[example.Places[i]] * example.Values[i];
        }

        return sum;
    }

    /// <summary>[0] is None and stays 0.</summary>
    public double[] Categories(TrainingExample example)
    {
        var sums = new float[Outputs];
        Sum(example, sums);
        return [0, .. sums.Select(sum => (double)sum)];
    }

    private void LearnRisk(IReadOnlyList<TrainingExample> examples)
    {
        var squares = new float[_risk.Length];
        var ofBias = 0f;
        foreach (var example in Passes(examples))
        {
            var error = (float)((1 / (1 + Math.Exp(-Risk(example)))) - (example.Text.IsRisk ? 1 : 0)) * example.Text.Weight;
            ofBias += error * error;
            _biases[0] -= Rate * error / MathF.Sqrt(ofBias + Epsilon);
            for (var i = 0; i < example.Places.Length; i++)
            {
                var place = example.Places[i];
                var slope = error * example.Values[i];
                squares[place] += slope * slope;
                _risk[place] -= Rate * slope / MathF.Sqrt(squares[place] + Epsilon);
            }
        }
    }

    private void LearnCategories(IReadOnlyList<TrainingExample> risks)
    {
        var squares = new float[_categories.Length];
        var ofBias = new float[Outputs];
        var sums = new float[Outputs];
        foreach (var example in Passes(risks))
        {
            Sum(example, sums);
            ToErrors(sums, example.Text);
            for (var i = 0; i < Outputs; i++)
            {
                ofBias[i] += sums[i] * sums[i];
                _biases[i + 1] -= Rate * sums[i] / MathF.Sqrt(ofBias[i] + Epsilon);
            }

            for (var f = 0; f < example.Places.Length; f++)
            {
                var (at, value) = (example.Places[f] * Outputs, example.Values[f]);
                for (var i = 0; i < Outputs; i++)
                {
                    var slope = sums[i] * value;
                    squares[at + i] += slope * slope;
                    _categories[at + i] -= Rate * slope / MathF.Sqrt(squares[at + i] + Epsilon);
                }
            }
        }
    }

    private static IEnumerable<TrainingExample> Passes(IReadOnlyList<TrainingExample> examples)
    {
        var order = examples.ToArray();
        var random = new Random(Seed);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var example in order)
            {
                yield return example;
            }
        }
    }

    private void Sum(TrainingExample example, float[] sums)
    {
        _biases.AsSpan(1).CopyTo(sums);
        for (var f = 0; f < example.Places.Length; f++)
        {
            var row = _categories.AsSpan(example.Places[f] * Outputs, Outputs);
            var value = example.Values[f];
            for (var i = 0; i < row.Length; i++)
            {
                sums[i] += row[i] * value;
            }
        }
    }

    /// <summary>From log-odds to what each is too high by. Of several labels the first has twice the share of another.</summary>
    private static void ToErrors(float[] sums, TrainingText text)
    {
        var most = sums.Max();
        var all = 0f;
        for (var i = 0; i < sums.Length; i++)
        {
            all += sums[i] = MathF.Exp(sums[i] - most);
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var label = -1;
            for (var at = 0; at < text.Categories.Count && label < 0; at++)
            {
                label = text.Categories[at] == (RiskCategory)(i + 1) ? at : -1;
            }

            var share = label < 0 ? 0 : (label == 0 ? 2f : 1f) / (text.Categories.Count + 1);
            sums[i] = ((sums[i] / all) - share) * text.Weight;
        }
    }

    /// <summary>To signed bytes; the few far weights are cut off, so that the many near ones keep their difference.</summary>
    private static float Quantise(float[] weights, int first, int step, sbyte[] bytes)
    {
        var sizes = new List<float>();
        for (var i = first; i < weights.Length; i += step)
        {
            if (weights[i] != 0)
            {
                sizes.Add(Math.Abs(weights[i]));
            }
        }

        sizes.Sort();
        var scale = sizes.Count == 0 ? 1 : sizes[(int)(sizes.Count * 0.999)] / sbyte.MaxValue;
        for (var i = first; i < weights.Length; i += step)
        {
            bytes[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scale), -sbyte.MaxValue, sbyte.MaxValue);
        }

        return scale;
    }
}
