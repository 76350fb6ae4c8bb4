using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>
/// Whether more is told of a category in a country this hour than is usual: three deviations above the mean of the same hour of
/// the last 28 days, and five items at least (rules, section 1).
/// </summary>
public static class SurgeRule
{
    public const double LeastZ = 3;
    public const int LeastItems = 5;

    /// <summary>Days that are looked back on.</summary>
    public const int Days = 28;

    /// <summary>With fewer days known, nobody can say what is usual: a week holds every day of it once.</summary>
    public const int LeastDays = 7;

    /// <param name="count">Items of the hour so far.</param>
    /// <param name="usual">Items of the same hour of each earlier day that is known, the quiet ones too.</param>
    public static SurgeAnswer Decide(int count, IReadOnlyCollection<int> usual)
    {
        var mean = usual.Count == 0 ? 0 : usual.Average();
        var deviation = Math.Max(Deviation(usual, mean), Chance(mean));
        var z = (count - mean) / deviation;
        return new(
            usual.Count < LeastDays ? SurgeReason.NoHistory
            : count < LeastItems ? SurgeReason.TooFewItems
            : z < LeastZ ? SurgeReason.WithinUsual
            : SurgeReason.Surge,
            count, mean, deviation, z, usual.Count);
    }

    /// <summary>Of a sample.</summary>
    private static double Deviation(IReadOnlyCollection<int> usual, double mean) =>
        usual.Count < 2 ? 0 : Math.Sqrt(usual.Sum(one => (one - mean) * (one - mean)) / (usual.Count - 1));

    /// <summary>
    /// Independent events vary by the root of their mean (Poisson), whatever few days show; where hardly anything happens, by one.
    /// Without this floor four weeks of zeros would make a surge of anything.
    /// </summary>
    private static double Chance(double mean) => Math.Sqrt(Math.Max(1, mean));
}

/// <param name="Count">Items of the hour.</param>
/// <param name="Mean">Of the same hour of the days known.</param>
/// <param name="Deviation">Standard deviation, never less than chance alone makes it.</param>
/// <param name="Z">Deviations above the mean.</param>
/// <param name="Days">Days known, 28 at most.</param>
public sealed record SurgeAnswer(SurgeReason Reason, int Count, double Mean, double Deviation, double Z, int Days)
{
    [JsonIgnore]
    public bool IsSurge => Reason == SurgeReason.Surge;
}

[JsonConverter(typeof(EnumWords<SurgeReason>))]
public enum SurgeReason
{
    /// <summary>Too few days are known to say what is usual.</summary>
    NoHistory,

    TooFewItems,
    WithinUsual,
    Surge,
}
