using System.Globalization;

namespace EsgFunctions.Audit;

/// <summary>One room's decisions of one UTC day: one chain, in one partition.</summary>
/// <param name="Room">Name of the room whose decisions they are.</param>
public readonly record struct AuditChainId(DateOnly Day, string Room)
{
    /// <summary>Between day and room; no name of a room has it.</summary>
    private const char Between = '|';

    /// <summary>Day first, so that the chains of a day stand together.</summary>
    public string Value => $"{DayText(Day)}{Between}{Room}";

    public static AuditChainId For(string room, DateTimeOffset at) => new(DateOnly.FromDateTime(at.UtcDateTime), room);

    /// <exception cref="FormatException">It is not one of <see cref="Value"/>.</exception>
    public static AuditChainId Parse(string value) => value.Split(Between) is [var day, var room] && room.Length > 0
        ? new(DateOnly.ParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture), room)
        : throw new FormatException($"'{value}' is not a chain.");

    public static string DayText(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public override string ToString() => Value;
}
