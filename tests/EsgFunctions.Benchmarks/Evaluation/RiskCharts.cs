using System.Globalization;
using EsgFunctions.Benchmarks.Evaluation.Sets;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>What the sets of risks and noise say of the categories, as pictures: which are taken for which, and whether a chance is what it says.</summary>
internal static class RiskCharts
{
    private const string NoRisk = "no risk";
    private const int Bins = 10;

    /// <summary>Every set counts the same, whatever its size.</summary>
    private const double WeightOfSet = 1_000;

    /// <summary>Fewer answers make no point.</summary>
    private const double LeastOfBin = 5;

    /// <summary>Nothing where no such set was evaluated.</summary>
    public static void Write(string directory, IReadOnlyList<RiskSet> sets)
    {
        var answers = (from set in sets from answer in set.Answers select (Answer: answer, Weight: WeightOfSet / set.Answers.Count)).ToList();
        if (answers.Count > 0)
        {
            Export(Confusion(answers), 1_100, 900, Path.Combine(directory, "confusion.svg"));
            Export(Calibration(answers), 700, 700, Path.Combine(directory, "calibration.svg"));
        }
    }

    /// <summary>Of each expected class, the percentage that was answered as each other.</summary>
    private static PlotModel Confusion(List<(RiskAnswer Answer, double Weight)> answers)
    {
        var expected = Names(answers.Select(one => one.Answer.Expected));
        var got = Names(answers.Select(one => one.Answer.Got));
        var shares = new double[got.Count, expected.Count];
        foreach (var row in answers.GroupBy(one => one.Answer.Expected ?? NoRisk))
        {
            foreach (var cell in row.GroupBy(one => one.Answer.Got ?? NoRisk))
            {
                shares[got.IndexOf(cell.Key), expected.IndexOf(row.Key)] = Math.Round(100 * cell.Sum(one => one.Weight) / row.Sum(one => one.Weight));
            }
        }

        var model = Titled("What each class is taken for, percent of the row", 150, 150);
        model.Axes.Add(new CategoryAxis { Position = AxisPosition.Bottom, Title = "answered", AxisTitleDistance = 60, ItemsSource = got, Angle = -45, GapWidth = 0 });
        model.Axes.Add(new CategoryAxis { Position = AxisPosition.Left, Title = "expected", AxisTitleDistance = 20, ItemsSource = expected, StartPosition = 1, EndPosition = 0, GapWidth = 0 });
        model.Axes.Add(new LinearColorAxis { Position = AxisPosition.Right, Palette = OxyPalette.Interpolate(100, OxyColors.White, OxyColors.SteelBlue), Minimum = 0, Maximum = 100 });
        model.Series.Add(new HeatMapSeries
        {
            X0 = 0,
            X1 = got.Count - 1,
            Y0 = 0,
            Y1 = expected.Count - 1,
            Data = shares,
            RenderMethod = HeatMapRenderMethod.Rectangles,
            LabelFontSize = 0.22,
            LabelFormatString = "0",
            Interpolate = false,
        });
        return model;
    }

    /// <summary>Of the texts that were given a chance of about so much, the share that are risks: on the diagonal a chance is what it says.</summary>
    private static PlotModel Calibration(List<(RiskAnswer Answer, double Weight)> answers)
    {
        var model = Titled("Chance of a risk as answered, and how many were", 70, 60);
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "chance as answered", AxisTitleDistance = 12, Minimum = 0, Maximum = 1, MajorGridlineStyle = LineStyle.Dot });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Title = "share that are risks", AxisTitleDistance = 16, Minimum = 0, Maximum = 1, MajorGridlineStyle = LineStyle.Dot });
        var ideal = new LineSeries { Color = OxyColors.Gray, LineStyle = LineStyle.Dash };
        ideal.Points.AddRange([new DataPoint(0, 0), new DataPoint(1, 1)]);
        var ours = new LineSeries { Color = OxyColors.SteelBlue, MarkerType = MarkerType.Circle, MarkerFill = OxyColors.SteelBlue };
        foreach (var bin in answers.GroupBy(one => Math.Min(Bins - 1, (int)(one.Answer.Chance * Bins))).OrderBy(bin => bin.Key).Where(bin => bin.Count() >= LeastOfBin))
        {
            var weight = bin.Sum(one => one.Weight);
            ours.Points.Add(new DataPoint(bin.Sum(one => one.Answer.Chance * one.Weight) / weight, bin.Sum(one => one.Answer.Expected is null ? 0 : one.Weight) / weight));
        }

        model.Series.Add(ideal);
        model.Series.Add(ours);
        return model;
    }

    /// <summary>With room for the names of classes: the exporter does not know how wide they will be.</summary>
    private static PlotModel Titled(string title, double left, double bottom) =>
        new() { Title = title, Culture = CultureInfo.InvariantCulture, Background = OxyColors.White, PlotMargins = new OxyThickness(left, 40, 60, bottom) };

    private static List<string> Names(IEnumerable<string?> classes) =>
        [.. classes.Select(one => one ?? NoRisk).Distinct().OrderBy(one => one == NoRisk).ThenBy(one => one, StringComparer.Ordinal)];

    private static void Export(PlotModel model, double width, double height, string path)
    {
        using var file = File.Create(path);
        new SvgExporter { Width = width, Height = height, UseVerticalTextAlignmentWorkaround = true }.Export(model, file);
    }
}
