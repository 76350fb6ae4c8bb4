namespace EsgFunctions.LocalHost;

/// <summary>What a timer does when the host starts: the status to go on with, and whether it missed an occurrence.</summary>
public sealed record TimerStart(TimerStatus Status, bool IsPastDue, bool MustSave)
{
    /// <param name="recorded">Null where nothing was ever recorded.</param>
    public static TimerStart Decide(TimerSchedule schedule, TimerStatus? recorded, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(schedule);

        // A record from the future was made while the clock stood ahead; the host has no such clock.
        if (recorded is null || recorded.LastUpdated > now)
        {
            return new TimerStart(new TimerStatus(DateTimeOffset.MinValue, schedule.After(now), now), IsPastDue: false, MustSave: true);
        }

        var basis = recorded.Last != DateTimeOffset.MinValue ? recorded.Last
            : recorded.LastUpdated != DateTimeOffset.MinValue ? recorded.LastUpdated
            : now;
        var expected = schedule.After(basis);
        if (recorded.Next == expected)
        {
            return new TimerStart(recorded, now > expected, MustSave: false);
        }

        // The schedule was changed: what the old one missed is not made up for.
        return now > expected
            ? new TimerStart(new TimerStatus(DateTimeOffset.MinValue, schedule.After(now), now), IsPastDue: false, MustSave: true)
            : new TimerStart(new TimerStatus(DateTimeOffset.MinValue, expected, basis), IsPastDue: false, MustSave: true);
    }
}
