using System.Globalization;
using EsgFunctions.IntegrationTests.EndToEnd;

namespace EsgFunctions.IntegrationTests.Tuesday;

/// <summary>An app of its own, whose clock shows the afternoon of a Tuesday, and then of the next.</summary>
public sealed class TuesdayApp : RunningApp
{
    public static readonly DateTimeOffset Tuesday = new(2026, 11, 17, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A week before, so that there is something usual by then.</summary>
    public static readonly DateTimeOffset Begin = Tuesday.AddDays(-7).AddHours(14);

    /// <summary>A time of the Tuesday, such as 08:05, in UTC.</summary>
    public static DateTimeOffset At(string time) => Tuesday + TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    protected override DateTimeOffset? Now => Begin;
}
