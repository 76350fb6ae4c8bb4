namespace EsgFunctions.Stories;

/// <summary>Which hours are held against which.</summary>
public static class SurgeHours
{
    public static DateTimeOffset Of(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(at.UtcDateTime.Hour), TimeSpan.Zero);

    /// <summary>The hour so far, and the one before: what surged in it has not ended because a new hour begins.</summary>
    public static IReadOnlyList<DateTimeOffset> Current(DateTimeOffset now) => [Of(now), Of(now).AddHours(-1)];

    /// <summary>The same hour of the days before.</summary>
    public static IEnumerable<DateTimeOffset> Before(DateTimeOffset hour) => Enumerable.Range(1, SurgeRule.Days).Select(days => hour.AddDays(-days));

    /// <summary>What surges in the hour, strongest first. A day of whose hour nothing is known at all is not taken for a quiet one.</summary>
    public static IEnumerable<Surge> Surging(DateTimeOffset hour, IReadOnlyDictionary<DateTimeOffset, IReadOnlyDictionary<SurgeKey, int>> counts)
    {
        var known = Before(hour).Select(counts.GetValueOrDefault).OfType<IReadOnlyDictionary<SurgeKey, int>>().ToList();
        return (counts.GetValueOrDefault(hour) ?? new Dictionary<SurgeKey, int>())
            .Select(count => new Surge(count.Key, hour, SurgeRule.Decide(count.Value, [.. known.Select(day => day.GetValueOrDefault(count.Key))])))
            .Where(surge => surge.Answer.IsSurge)
            .OrderByDescending(surge => surge.Answer.Z).ThenBy(surge => surge.Key.Category).ThenBy(surge => surge.Key.Country.Value, StringComparer.Ordinal);
    }
}
