using System.Globalization;
using System.Text.RegularExpressions;

namespace EsgFunctions.Ingestion;

/// <summary>Instants as feeds write them: ISO 8601 and RFC 3339, RFC 822 and its deviations, asctime, unix time. No zone means UTC.</summary>
public static partial class FeedDate
{
    private const int MaxLength = 100;

    /// <summary>The instant in UTC; null where it cannot be known. Never throws.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return trimmed.Length is 0 or > MaxLength ? null : UsualDate.Parse(trimmed) ?? ParseAny(trimmed);
    }

    /// <summary>As <see cref="Parse"/>, of trimmed text in any form.</summary>
    internal static DateTimeOffset? ParseAny(string text) => Unix(text) ?? Iso(text) ?? Slashes(text) ?? FeedDateWords.Parse(text);

    /// <summary>Seconds since 1970, or milliseconds where that many seconds would lie beyond the year 5138.</summary>
    public static DateTimeOffset? FromUnix(double number)
    {
        var milliseconds = Math.Abs(number) < 100_000_000_000 ? number * 1000 : number;
        return milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : null;
    }

    /// <summary>Offset of a zone as written (Z, +01:00, -0800, GMT+2, CEST); null where it is none that we know.</summary>
    internal static TimeSpan? Zone(string text)
    {
        var zone = text.Trim().TrimEnd('.');
        if (zone.Length > 3 && (zone.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) || zone.StartsWith("UTC", StringComparison.OrdinalIgnoreCase)))
        {
            zone = zone[3..].TrimStart();
        }

        if (OffsetPattern().Match(zone) is { Success: true } offset)
        {
            var hours = Number(offset.Groups["h"]);
            var minutes = offset.Groups["m"].Success ? Number(offset.Groups["m"]) : 0;
            var span = new TimeSpan(hours, minutes, 0);
            return span <= TimeSpan.FromHours(14) && minutes < 60 ? (zone[0] == '-' ? -span : span) : null;
        }

        return FeedDateWords.ZoneOf(zone) is { } named ? TimeSpan.FromHours(named) : null;
    }

    /// <summary>24:00 is the next midnight and second 60 the next minute; anything else out of range is null.</summary>
    internal static DateTimeOffset? Create(int year, int month, int day, int hour = 0, int minute = 0, int second = 0, double fraction = 0, TimeSpan offset = default)
    {
        var isDate = year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        var isTime = (hour is >= 0 and <= 23 || (hour == 24 && minute == 0 && second == 0)) && minute is >= 0 and <= 59 && second is >= 0 and <= 60;
        if (!isDate || !isTime)
        {
            return null;
        }

        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks
            + new TimeSpan(hour, minute, second).Ticks + (long)(fraction * TimeSpan.TicksPerSecond) - offset.Ticks;
        return local < 0 ? null : new DateTimeOffset(local, TimeSpan.Zero);
    }

    private static DateTimeOffset? Unix(string text) =>
        UnixPattern().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FromUnix(number) : null;

    private static DateTimeOffset? Iso(string text)
    {
        if (OrdinalPattern().Match(text) is { Success: true } ordinal)
        {
            var ordinalYear = Number(ordinal.Groups[1]);
            var day = Number(ordinal.Groups[2]);
            return ordinalYear >= 1 && day >= 1 && day <= (DateTime.IsLeapYear(ordinalYear) ? 366 : 365)
                ? Create(ordinalYear, 1, 1)?.AddDays(day - 1)
                : null;
        }

        var match = IsoPattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        int Part(string name, int missing) => match.Groups[name].Success ? Number(match.Groups[name]) : missing;
        var zone = match.Groups["z"].Value;
        var offset = zone.Length == 0 ? TimeSpan.Zero : Zone(zone) ?? TimeSpan.Zero;
        var fraction = match.Groups["f"].Success ? double.Parse("0." + match.Groups["f"].Value, CultureInfo.InvariantCulture) : 0;
        return Create(Part("y", 0), Part("m", 1), Part("d", 1), Part("H", 0), Part("M", 0), Part("S", 0), fraction, offset);
    }

    /// <summary>Day and month in figures with the year last: only where one of them is over 12, since nobody knows which is which otherwise.</summary>
    private static DateTimeOffset? Slashes(string text)
    {
        var match = SlashPattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var first = Number(match.Groups[1]);
        var second = Number(match.Groups[2]);
        var (day, month) = (first > 12, second > 12) switch
        {
            (true, false) => (first, second),
            (false, true) => (second, first),
            _ => first == second ? (first, second) : (0, 0),
        };
        int Part(int group) => match.Groups[group].Success ? Number(match.Groups[group]) : 0;
        return Create(Number(match.Groups[3]), month, day, Part(4), Part(5), Part(6));
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^-?[0-9]{9,13}(\.[0-9]{1,9})?$", RegexOptions.NonBacktracking)]
    private static partial Regex UnixPattern();

    [GeneratedRegex("^([0-9]{4})-?([0-9]{3})$", RegexOptions.NonBacktracking)]
    private static partial Regex OrdinalPattern();

    [GeneratedRegex(
        @"^(?<y>[0-9]{4})([-/.]?(?<m>[0-9]{1,2})([-/.]?(?<d>[0-9]{1,2}))?)?(([Tt]|\s+|\s*[Tt]\s*)(?<H>[0-9]{1,2})(:?(?<M>[0-9]{2})(:?(?<S>[0-9]{2})([.,](?<f>[0-9]{1,12}))?)?)?\s*(?<z>[^0-9:].{0,20})?)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IsoPattern();

    [GeneratedRegex(@"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?:[ ,T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?$", RegexOptions.NonBacktracking)]
    private static partial Regex SlashPattern();

    [GeneratedRegex("^[+-](?<h>[0-9]{1,2})(:?(?<m>[0-9]{2}))?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OffsetPattern();
}
