using EsgFunctions.Operations;

namespace EsgFunctions.Tests.Operations;

public sealed class StageHistogramTests
{
    [Fact]
    public void Nothing_counted_has_no_quantile() => Assert.Null(new StageHistogram().Quantile(0.5));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.3, 1)]
    [InlineData(1, 1)]
    [InlineData(1.5, 2)]
    [InlineData(2, 2)]
    [InlineData(2.1, 4)]
    [InlineData(1000, 1024)]
    public void A_duration_counts_in_the_bucket_whose_upper_edge_is_the_next_power_of_two(double milliseconds, double edge)
    {
        var histogram = Of(milliseconds);

        Assert.Equal(TimeSpan.FromMilliseconds(edge), histogram.Quantile(1));
    }

    [Fact]
    public void What_is_longer_than_the_last_edge_counts_in_the_last_bucket() =>
        Assert.Equal(TimeSpan.FromMilliseconds(Math.Pow(2, 23)), Of(TimeSpan.FromDays(2).TotalMilliseconds).Quantile(1));

    [Fact]
    public void A_quantile_is_that_share_of_all()
    {
        var histogram = Of([.. Enumerable.Repeat(1.0, 95), .. Enumerable.Repeat(900.0, 5)]);

        Assert.Equal((1, 1, 1024), (histogram.Quantile(0.5)!.Value.TotalMilliseconds, histogram.Quantile(0.95)!.Value.TotalMilliseconds, histogram.Quantile(0.96)!.Value.TotalMilliseconds));
    }

    [Fact]
    public void A_quantile_is_never_less_than_the_true_value()
    {
        double[] durations = [3, 17, 18, 250, 251, 999, 4_000];

        var median = Of(durations).Quantile(0.5)!.Value.TotalMilliseconds;

        Assert.InRange(median, 250, 500);
    }

    [Fact]
    public void What_two_instances_counted_adds_up()
    {
        var sum = Of(1, 1);
        sum.Add(Of(900));

        Assert.Equal(3, sum.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(1024), sum.Quantile(1));
    }

    [Fact]
    public void What_was_packed_is_unpacked()
    {
        var histogram = Of(1, 5, 5, 70_000);

        var again = StageHistogram.Decode(histogram.Encode());

        Assert.Equal(histogram.Encode(), again.Encode());
        Assert.Equal(4, again.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(400)]
    public void A_column_of_another_length_is_read_as_far_as_it_goes(int length) => Assert.Equal(0, StageHistogram.Decode(new byte[length]).Count);

    private static StageHistogram Of(params double[] milliseconds)
    {
        var histogram = new StageHistogram();
        foreach (var one in milliseconds)
        {
            histogram.Add(TimeSpan.FromMilliseconds(one));
        }

        return histogram;
    }
}
