using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class SurgeTests
{
    private static readonly DateTimeOffset Hour = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly SurgeKey Crime = new(RiskCategory.Crime, new CountryCode("PE"));

    /// <summary>Half the days 8, half 12: mean 10, sum of squares 28 * 4 = 112 over 27, deviation 2.0367; chance says the root of 10, 3.1623, which is more. 3 * 3.1623 + 10 = 19.49.</summary>
    [Theory]
    [InlineData(19, SurgeReason.WithinUsual)]
    [InlineData(20, SurgeReason.Surge)]
    public void Three_deviations_above_the_mean_are_a_surge(int count, SurgeReason expected)
    {
        var answer = SurgeRule.Decide(count, [.. Enumerable.Range(0, 28).Select(day => day % 2 == 0 ? 8 : 12)]);

        Assert.Equal(expected, answer.Reason);
        Assert.Equal((10, 28), (answer.Mean, answer.Days));
        Assert.Equal(3.1623, answer.Deviation, 4);
        Assert.Equal((count - 10) / 3.1623, answer.Z, 3);
    }

    /// <summary>Half the days 0, half 20: mean 10, deviation the root of 28 * 100 / 27, 10.1835, more than chance. 3 * 10.1835 + 10 = 40.55.</summary>
    [Theory]
    [InlineData(40, SurgeReason.WithinUsual)]
    [InlineData(41, SurgeReason.Surge)]
    public void Where_days_differ_much_more_is_needed(int count, SurgeReason expected) =>
        Assert.Equal(expected, SurgeRule.Decide(count, [.. Enumerable.Range(0, 28).Select(day => day % 2 * 20)]).Reason);

    [Theory]
    [InlineData(4, 0, SurgeReason.TooFewItems)]
    [InlineData(5, 0, SurgeReason.Surge)]
    [InlineData(8, 4, SurgeReason.WithinUsual)]
    [InlineData(9, 4, SurgeReason.WithinUsual)]
    [InlineData(10, 4, SurgeReason.Surge)]
    public void Where_every_day_was_the_same_chance_alone_is_the_measure(int count, int always, SurgeReason expected) =>
        Assert.Equal(expected, SurgeRule.Decide(count, [.. Enumerable.Repeat(always, 28)]).Reason);

    [Fact]
    public void What_is_usual_is_known_after_a_week()
    {
        Assert.Equal(SurgeReason.NoHistory, SurgeRule.Decide(50, []).Reason);
        Assert.Equal(SurgeReason.NoHistory, SurgeRule.Decide(50, [1, 0, 2, 1, 0, 1]).Reason);
        Assert.Equal(SurgeReason.Surge, SurgeRule.Decide(50, [1, 0, 2, 1, 0, 1, 0]).Reason);
    }

    [Fact]
    public void More_items_never_end_a_surge() =>
        Prop.ForAll<byte, byte, byte[]>((count, more, usual) =>
            !SurgeRule.Decide(count, [.. usual.Select(one => (int)one)]).IsSurge || SurgeRule.Decide(count + more, [.. usual.Select(one => (int)one)]).IsSurge).QuickCheckThrowOnFailure();

    [Fact]
    public void A_busier_past_never_makes_a_surge() =>
        Prop.ForAll<byte, byte>((count, usual) =>
            SurgeRule.Decide(count, [.. Enumerable.Repeat((int)usual, 28)]).IsSurge || !SurgeRule.Decide(count, [.. Enumerable.Repeat(usual + 1, 28)]).IsSurge).QuickCheckThrowOnFailure();

    [Fact]
    public void An_hour_is_held_against_the_same_hour_of_28_days()
    {
        var before = SurgeHours.Before(Hour).ToList();

        Assert.Equal((28, Hour.AddDays(-1), Hour.AddDays(-28)), (before.Count, before[0], before[^1]));
        Assert.Equal([Hour, Hour.AddHours(-1)], SurgeHours.Current(Hour.AddMinutes(59)));
    }

    [Fact]
    public void A_day_on_which_nothing_at_all_was_counted_is_not_a_quiet_one()
    {
        var other = new Dictionary<SurgeKey, int> { [new(RiskCategory.Fire, new CountryCode("CL"))] = 1 };
        var now = new Dictionary<SurgeKey, int> { [Crime] = 6 };
        Dictionary<DateTimeOffset, IReadOnlyDictionary<SurgeKey, int>> History(int days) =>
            SurgeHours.Before(Hour).Take(days).ToDictionary(hour => hour, _ => (IReadOnlyDictionary<SurgeKey, int>)other).Append(new(Hour, now)).ToDictionary();

        Assert.Empty(SurgeHours.Surging(Hour, History(6)));
        Assert.Equal((Crime, 6.0), SurgeHours.Surging(Hour, History(7)).Select(surge => (surge.Key, surge.Answer.Z)).Single());
    }

    [Fact]
    public void A_text_counts_once_and_old_news_not_at_all()
    {
        var item = AStory.Analysed(1);

        Assert.True(SurgeCount.IsCounted(item, JoinReason.NothingAlike));
        Assert.True(SurgeCount.IsCounted(item, JoinReason.AlikeInWords));
        Assert.False(SurgeCount.IsCounted(item, JoinReason.NearDuplicate));
        Assert.False(SurgeCount.IsCounted(item with { Entry = item.Entry with { Revised = true } }, JoinReason.NothingAlike));
        Assert.False(SurgeCount.IsCounted(AStory.Analysed(1, hour: -25), JoinReason.NothingAlike));
        Assert.False(SurgeCount.IsCounted(AStory.Analysed(1, place: LocatedPlace.Nowhere), JoinReason.NothingAlike));
        Assert.Equal(new SurgeKey(RiskCategory.Fire, AStory.Serbia), SurgeCount.KeyOf(item));
    }
}
