using System.Globalization;
using EsgFunctions.IntegrationTests.EndToEnd;

namespace EsgFunctions.IntegrationTests.Tuesday;

/// <summary>An app of its own, whose clock shows a Tuesday morning.</summary>
public sealed class TuesdayApp : RunningApp
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 17, 5, 55, 0, TimeSpan.Zero);

    /// <summary>A time of this day, such as 08:05, in UTC.</summary>
    public static DateTimeOffset At(string time) => Begin - Begin.TimeOfDay + TimeSpan.Parse(time, CultureInfo.InvariantCulture);

    protected override DateTimeOffset? Now => Begin;
}
