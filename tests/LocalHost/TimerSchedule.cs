using System.Globalization;
using NCrontab;

namespace EsgFunctions.LocalHost;

/// <summary>When a timer fires: NCRONTAB of six fields (five: without seconds) in the machine's zone, or a constant interval.</summary>
public sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval)
    {
        _cron = cron;
        _interval = interval;
    }

    public bool AdjustForDst => _cron is not null;

    /// <exception cref="FormatException">It is neither.</exception>
    public static TimerSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Length;
        var cron = CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 });
        if (cron is not null)
        {
            return new TimerSchedule(cron, default);
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(null, interval)
            : throw new FormatException($"'{text}' is not a schedule");
    }

    /// <summary>The first occurrence after <paramref name="instant"/>, never the instant itself.</summary>
    public DateTimeOffset After(DateTimeOffset instant)
    {
        if (_cron is null)
        {
            return instant + _interval;
        }

        var next = _cron.GetNextOccurrence(instant.LocalDateTime);
        return new DateTimeOffset(next, TimeZoneInfo.Local.GetUtcOffset(next));
    }

    /// <summary>The host does not monitor a schedule that can fire more than once a minute.</summary>
    public bool IsTooFrequentToMonitor(DateTimeOffset now)
    {
        var previous = After(now);
        for (var i = 0; i < 10; i++)
        {
            var next = After(previous);
            if (next - previous < TimeSpan.FromMinutes(1))
            {
                return true;
            }

            previous = next;
        }

        return false;
    }
}
