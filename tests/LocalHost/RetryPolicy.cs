using System.Globalization;
using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>Retries inside one invocation (function.json, member retry). Total runs are <see cref="MaxRetryCount"/> + 1; -1 is for ever.</summary>
public sealed record RetryPolicy(int MaxRetryCount, TimeSpan Minimum, TimeSpan Maximum, bool IsExponential)
{
    /// <param name="attempt">1 before the first retry.</param>
    /// <param name="chance">0.8 to 1.2.</param>
    public TimeSpan DelayBefore(int attempt, double chance) =>
        !IsExponential || attempt == 1
            ? Minimum
            : TimeSpan.FromTicks((long)Math.Min(Maximum.Ticks, Minimum.Ticks + (chance * Math.Pow(2, attempt - 1) * Minimum.Ticks)));

    public static RetryPolicy? From(JsonElement functionFile)
    {
        if (!functionFile.TryGetProperty("retry", out var retry) || retry.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        TimeSpan Time(string name) =>
            retry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && TimeSpan.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var time)
                ? time
                : throw new FormatException($"retry has no {name}");
        var count = retry.TryGetProperty("maxRetryCount", out var most) && most.TryGetInt32(out var number) ? number : throw new FormatException("retry has no maxRetryCount");
        var strategy = retry.TryGetProperty("strategy", out var named) ? named.GetString() : null;
        return strategy?.ToUpperInvariant() switch
        {
            "FIXEDDELAY" => new RetryPolicy(count, Time("delayInterval"), Time("delayInterval"), false),
            "EXPONENTIALBACKOFF" => new RetryPolicy(count, Time("minimumInterval"), Time("maximumInterval"), true),
            _ => throw new FormatException($"'{strategy}' is not a retry strategy"),
        };
    }
}
