using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.LocalHost;

/// <summary>contract 5.2, 5.3, 5.5 as rules; the machine's zone is whatever it is, so schedules here do not name an hour.</summary>
public sealed class TimerRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);
    private static readonly TimerSchedule EveryMinute = TimerSchedule.Parse("0 * * * * *");

    [Theory]
    [InlineData("0 * * * * *", "12:01:00")]
    [InlineData("* * * * *", "12:01:00")]
    [InlineData("*/10 * * * * *", "12:00:40")]
    [InlineData("00:05:00", "12:05:30")]
    public void Six_fields_five_fields_and_intervals_are_schedules(string schedule, string expected) =>
        Assert.Equal(TimeSpan.Parse(expected, null), TimerSchedule.Parse(schedule).After(Noon).UtcDateTime.TimeOfDay);

    [Theory]
    [InlineData("")]
    [InlineData("every minute")]
    [InlineData("-00:01:00")]
    public void Anything_else_is_no_schedule(string schedule) => Assert.Throws<FormatException>(() => TimerSchedule.Parse(schedule));

    [Theory]
    [InlineData("0 * * * * *", false)]
    [InlineData("*/10 * * * * *", true)]
    [InlineData("0,30 0 * * * *", true)]
    [InlineData("00:00:59", true)]
    [InlineData("00:01:00", false)]
    public void What_can_fire_more_than_once_a_minute_is_not_monitored(string schedule, bool expected) =>
        Assert.Equal(expected, TimerSchedule.Parse(schedule).IsTooFrequentToMonitor(Noon));

    [Fact]
    public void A_timer_without_a_record_gets_one_and_is_not_past_due()
    {
        var start = TimerStart.Decide(EveryMinute, null, Noon);

        Assert.Equal(new TimerStart(new TimerStatus(DateTimeOffset.MinValue, At("12:01:00"), Noon), false, true), start);
    }

    [Fact]
    public void A_missed_occurrence_is_past_due_and_its_record_is_what_the_function_hears()
    {
        var recorded = new TimerStatus(At("11:50:00"), At("11:51:00"), At("11:50:00"));

        var start = TimerStart.Decide(EveryMinute, recorded, Noon);

        Assert.Equal(new TimerStart(recorded, true, false), start);
    }

    [Fact]
    public void An_occurrence_missed_before_the_first_run_is_past_due_as_well()
    {
        var recorded = new TimerStatus(DateTimeOffset.MinValue, At("11:51:00"), At("11:50:20"));

        Assert.True(TimerStart.Decide(EveryMinute, recorded, Noon).IsPastDue);
    }

    [Fact]
    public void A_changed_schedule_does_not_fire_at_once()
    {
        var recordedByAnother = new TimerStatus(At("11:00:00"), At("11:05:00"), At("11:00:00"));

        var start = TimerStart.Decide(EveryMinute, recordedByAnother, Noon);

        Assert.Equal(new TimerStart(new TimerStatus(DateTimeOffset.MinValue, At("12:01:00"), Noon), false, true), start);
    }

    [Fact]
    public void A_record_from_a_clock_that_stood_ahead_is_forgotten()
    {
        var recorded = new TimerStatus(Noon.AddDays(2), Noon.AddDays(2).AddMinutes(1), Noon.AddDays(2));

        var start = TimerStart.Decide(EveryMinute, recorded, Noon);

        Assert.Equal(At("12:01:00"), start.Status.Next);
        Assert.False(start.IsPastDue);
    }

    [Fact]
    public void Polling_waits_a_tenth_of_a_second_then_longer_up_to_the_longest_and_starts_again_after_a_message()
    {
        var delay = new PollingDelay(TimeSpan.FromSeconds(1));

        var waits = Enumerable.Range(0, 6).Select(_ => delay.Next(1.0).TotalMilliseconds).ToArray();
        delay.Reset();

        Assert.Equal([100, 200, 300, 500, 900, 1000], waits);
        Assert.Equal(100, delay.Next(1.0).TotalMilliseconds);
    }

    private static DateTimeOffset At(string time) => new(Noon.UtcDateTime.Date + TimeSpan.Parse(time, null), TimeSpan.Zero);
}
