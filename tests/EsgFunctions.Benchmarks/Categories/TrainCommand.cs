using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EsgFunctions.Analysis;

namespace EsgFunctions.Benchmarks.Categories;

/// <summary>
/// <c>train --data FOLDER --out functions/Analysis/category-model.bin</c>: learns the category model from the open sets and from texts of our own. Before, each set
/// is left out whole, with a quarter of our own texts: what is said right of those is printed, and sets the calibration. The same texts give the same bytes.
/// </summary>
internal static class TrainCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not ["--data", var data, "--out", var output])
        {
            Console.Error.WriteLine("usage: train --data FOLDER --out <category-model.bin>");
            return 64;
        }

        var examples = TrainingTexts.Read(data).Select(Example).ToList();
        foreach (var source in examples.GroupBy(example => example.Text.Source))
        {
            Say($"{source.Key,-24} {source.Count(),6} texts, {source.Count(example => example.Text.IsRisk),6} of a risk, weight {source.Sum(example => example.Text.Weight),7:0}");
        }

        var answers = TrainingTexts.LeftOut.SelectMany((_, fold) => LeaveOut(examples, fold)).ToList();
        var calibration = Calibrator.Fit(answers);
        Say($"{calibration}");
        Judge(answers, calibration);

        var model = LinearTrainer.Train(examples).ToModel(calibration);
        using (var file = File.Create(output))
        {
            model.Write(file);
        }

        Say($"{output}: {new FileInfo(output).Length / 1e6:0.00} MB");
        return 0;
    }

    internal static TrainingExample Example(TrainingText text)
    {
        var language = ItemAnalysis.LanguageOf(text.Item).Language;
        var serbian = language.StartsWith("sr", StringComparison.Ordinal);
        var (title, body) = (FoldedText.Of(text.Item.Title, serbian), FoldedText.Of(text.Item.Text, serbian));
        var features = new FeatureList([], []);
        CategoryFeatures.Visit(title, TextField.Title, ref features);
        CategoryFeatures.Visit(body, TextField.Text, ref features);
        var length = (float)CategoryFeatures.LengthOf(features.Values.Sum(value => (double)value * value));
        var terms = CategoryRule.ReadTerms(title, body, language, null, AnalysisRules.Embedded);
        return new(
            text, [.. features.Places], [.. features.Values.Select(value => value / length)], CategoryCalibration.InGates(terms?.Evidence ?? 0), CategoryCalibration.InGates(terms?.Context ?? 0), terms is not null, terms?.ByCategory() ?? new double[CategoryModel.Categories + 1]);
    }

    /// <summary>Answers about one set and a quarter of all other texts, learned from the rest.</summary>
    private static IEnumerable<LeftOutAnswer> LeaveOut(List<TrainingExample> examples, int fold)
    {
        var parts = examples.ToLookup(example => TrainingTexts.LeftOut.Contains(example.Text.Source)
            ? example.Text.Source == TrainingTexts.LeftOut[fold]
            : Quarter(example.Text) == fold);
        var trainer = LinearTrainer.Train([.. parts[false]]);
        return parts[true].Select(example => new LeftOutAnswer(example, trainer.Risk(example), trainer.Categories(example)));
    }

    private static void Judge(List<LeftOutAnswer> answers, CategoryCalibration calibration)
    {
        double[] gates = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
        Say($"left out: share that passes a gate of {string.Join(' ', gates.Select(gate => gate.ToString("0.0", CultureInfo.InvariantCulture)))}; the terms alone; category right");
        foreach (var source in answers.GroupBy(answer => (answer.Example.Text.Source, answer.Example.Text.IsRisk)))
        {
            var chances = source.Select(answer => Calibrator.Chance(calibration, answer)).ToList();
            var right = source.Key.IsRisk ? source.Average(answer => Calibrator.IsRightCategory(answer, calibration.CategoryEvidence) ? 1 : 0.0) : double.NaN;
            Say($"{source.Key.Source,-24} {(source.Key.IsRisk ? "risk" : "none")} n {source.Count(),5}  {string.Join(' ', gates.Select(gate => Share(chances, gate)))}  {source.Average(answer => answer.Example.TermEvidence + answer.Example.TermContext >= 1 ? 1 : 0.0):0.000}  {right:0.000}");
        }
    }

    private static string Share(List<double> chances, double gate) => chances.Average(chance => chance >= gate ? 1 : 0.0).ToString("0.000", CultureInfo.InvariantCulture);

    private static int Quarter(TrainingText text) => SHA256.HashData(Encoding.UTF8.GetBytes(text.Item.Title + text.Item.Text))[2] & 3;

    private static void Say(FormattableString sentence) => Console.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));

    private readonly struct FeatureList(List<int> places, List<float> values) : ICategoryFeatureVisitor
    {
        public List<int> Places => places;

        public List<float> Values => values;

        public void Visit(int place, float value, int token)
        {
            places.Add(place);
            values.Add(value);
        }
    }
}
