namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>Statistics that evaluations of this kind are reported in.</summary>
internal static class Statistics
{
    /// <summary>Pearson's correlation, -1 to 1; 0 where one side does not vary.</summary>
    public static double Pearson(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (meanOne, meanOther) = (one.Average(), other.Average());
        var (product, squareOne, squareOther) = (0.0, 0.0, 0.0);
        for (var at = 0; at < one.Count; at++)
        {
            var (a, b) = (one[at] - meanOne, other[at] - meanOther);
            product += a * b;
            squareOne += a * a;
            squareOther += b * b;
        }

        return squareOne * squareOther == 0 ? 0 : product / Math.Sqrt(squareOne * squareOther);
    }

    /// <summary>Spearman's correlation: Pearson's of the ranks, those of ties being their mean.</summary>
    public static double Spearman(IReadOnlyList<double> one, IReadOnlyList<double> other) => Pearson(Ranks(one), Ranks(other));

    /// <summary>Harmonic mean of B-cubed precision and recall (Bagga and Baldwin 1998), each item weighing the same.</summary>
    /// <param name="clusters">Of each item, the cluster it was put into and the one it belongs to.</param>
    public static double BCubed(IReadOnlyList<(string Got, string Expected)> clusters)
    {
        var got = clusters.CountBy(item => item.Got).ToDictionary();
        var expected = clusters.CountBy(item => item.Expected).ToDictionary();
        var both = clusters.CountBy(item => item).ToDictionary();
        return HarmonicMean(clusters.Average(item => (double)both[item] / got[item.Got]), clusters.Average(item => (double)both[item] / expected[item.Expected]));
    }

    public static double HarmonicMean(double precision, double recall) => precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(at => values[at]).ToArray();
        var ranks = new double[values.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (var at = start; at < end; at++)
            {
                ranks[order[at]] = (start + end + 1) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
