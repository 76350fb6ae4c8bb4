namespace EsgFunctions.Ingestion;

/// <summary>What a day brought that was new.</summary>
/// <param name="Items">Passed on.</param>
/// <param name="Filtered">Kept out by the feed's filters.</param>
/// <param name="LongestGap">The longest time without anything new that ended on this day; null where none is known.</param>
public readonly record struct DayCount(DateOnly Day, int Items, int Filtered = 0, TimeSpan? LongestGap = null);

public static class DayCounts
{
    /// <summary>Days that brought something, not days of the calendar: of a monthly bulletin they reach two years back.</summary>
    public const int Kept = 28;

    /// <param name="gap">Time without anything new that ends now; null where it is not known.</param>
    public static IReadOnlyList<DayCount> With(this IReadOnlyList<DayCount> daily, DateOnly today, int items, int filtered, TimeSpan? gap) =>
        items + filtered == 0 ? daily :
        [
            .. daily.Append(new DayCount(today, items, filtered, gap)).GroupBy(day => day.Day)
                .Select(day => new DayCount(day.Key, day.Sum(one => one.Items), day.Sum(one => one.Filtered), day.Max(one => one.LongestGap)))
                .OrderByDescending(day => day.Day).Take(Kept),
        ];
}
