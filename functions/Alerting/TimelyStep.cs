using System.Text.Json.Serialization;
using EsgFunctions.Hosting;

namespace EsgFunctions.Alerting;

/// <summary>The steps from a publication to an answer, in their order.</summary>
[JsonConverter(typeof(EnumWords<TimelyStep>))]
public enum TimelyStep
{
    PublishedToCollected,
    CollectedToScored,
    ScoredToAlerted,
    AlertedToSent,

    /// <summary>From the alert's first message to a person's answer.</summary>
    SentToAnswered,
}

/// <summary>How long a step took over many alerts, in seconds.</summary>
/// <param name="P50">By nearest rank, as <paramref name="P95"/>.</param>
public sealed record StepTimes(TimelyStep Step, int Count, double P50, double P95, double Max)
{
    public static IReadOnlyList<StepTimes> Of(IEnumerable<Timeliness> alerts) =>
    [
        .. alerts.SelectMany(alert => alert.Steps()).GroupBy(step => step.Step, step => step.Seconds).OrderBy(step => step.Key).Select(step =>
        {
            var seconds = step.Order().ToArray();
            return new StepTimes(step.Key, seconds.Length, Rank(seconds, 0.5), Rank(seconds, 0.95), seconds[^1]);
        }),
    ];

    private static double Rank(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
