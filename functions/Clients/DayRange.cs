using System.Globalization;
using EsgFunctions.Clients.Tables;

namespace EsgFunctions.Clients;

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

    /// <param name="shown">How many of what lies there were shown already.</param>
    public static string Token(DateOnly day, string? within, int shown = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}{(shown > 0 ? $".{shown}" : "")}~{within}");

    /// <summary>Where a continuation token says to go on; the latest day where there is none.</summary>
    /// <exception cref="ContinuationTokenException">It is not one of <see cref="Token"/> within these days.</exception>
    public (DateOnly Day, string? Within) Start(string? token) => StartAt(token) is (var day, var within, 0) ? (day, within) : throw new ContinuationTokenException();

    /// <summary>Likewise, with how many were shown already of what lies there.</summary>
    /// <exception cref="ContinuationTokenException">It is not one of <see cref="Token"/> within these days.</exception>
    public (DateOnly Day, string? Within, int Shown) StartAt(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return (To, null, 0);
        }

        var shown = 0;
        return token.Split('~', 2) is [var place, var within] && place.Split('.', 2) is [var dayText, .. var rest]
            && DateOnly.TryParseExact(dayText, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= From && day <= To
            && (rest.Length == 0 || (int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out shown) && shown > 0))
                ? (day, within.Length == 0 ? null : within, shown)
                : throw new ContinuationTokenException();
    }

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
