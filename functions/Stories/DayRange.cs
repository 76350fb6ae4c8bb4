using System.Globalization;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Stories;

/// <summary>Days from and to, inclusive, newest first in lists.</summary>
internal sealed record DayRange(DateOnly From, DateOnly To)
{
    /// <summary>The last seven days where nothing is said; an instant counts as its UTC day.</summary>
    public static DayRange? Read(string? from, string? to, DateTimeOffset now, int maxDays, List<(string, string)> errors)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var last = Day("to", to, errors) ?? today;
        var first = Day("from", from, errors) ?? last.AddDays(-6);
        if (first > last)
        {
            errors.Add(("from", "It is later than 'to'."));
        }
        else if (last.DayNumber - first.DayNumber >= maxDays)
        {
            errors.Add(("from", $"At most {maxDays} days at once."));
        }

        return errors.Count > 0 ? null : new(first, last);
    }

    public static string Token(DateOnly day, string? within) => $"{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}~{within}";

    /// <summary>Where a continuation token says to go on; the latest day where there is none.</summary>
    /// <exception cref="ContinuationTokenException">It is not one of <see cref="Token"/> within these days.</exception>
    public (DateOnly Day, string? Within) Start(string? token) => string.IsNullOrEmpty(token) ? (To, null)
        : token.Split('~', 2) is [var dayText, var within] && DateOnly.TryParseExact(dayText, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= From && day <= To
            ? (day, within.Length == 0 ? null : within)
            : throw new ContinuationTokenException();

    private static DateOnly? Day(string field, string? text, List<(string, string)> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return DateOnly.FromDateTime(instant.UtcDateTime);
        }

        errors.Add((field, $"'{text}' is neither a date (yyyy-MM-dd) nor an instant."));
        return null;
    }
}
