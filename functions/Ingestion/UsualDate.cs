namespace EsgFunctions.Ingestion;

/// <summary>The two forms that nearly all feeds write, without a detour: RFC 822 with a four-digit year in English, and RFC 3339.</summary>
internal static class UsualDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";
    private const string Days = "montuewedthufrisatsun";

    /// <summary>The instant; null for any other form, and for one that is not a date.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text) =>
        text.Length < 17 ? null : text[4] == '-' ? Iso(text) : Rfc822(text);

    private static DateTimeOffset? Iso(ReadOnlySpan<char> text)
    {
        if (text.Length < 20 || text[7] != '-' || text[10] is not ('T' or ' ') || text[13] != ':' || text[16] != ':')
        {
            return null;
        }

        return (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]), Digits(text[11..13]), Digits(text[14..16]), Digits(text[17..19]), Offset(text[19..])) is
            ( >= 0 and var year, >= 0 and var month, >= 0 and var day, >= 0 and var hour, >= 0 and var minute, >= 0 and var second, { } offset)
            ? FeedDate.Create(year, month, day, hour, minute, second, 0, offset)
            : null;
    }

    private static DateTimeOffset? Rfc822(ReadOnlySpan<char> text)
    {
        if (text[3] == ',' && text[4] == ' ' && Find(Days, text[..3]) >= 0)
        {
            text = text[5..];
        }

        var dayLength = text[1] == ' ' ? 1 : 2;
        var day = Digits(text[..dayLength]);
        text = text[dayLength..];
        if (day < 0 || text.Length < 15 || text[0] != ' ' || text[4] != ' ' || text[9] != ' ' || text[12] != ':' || Find(Months, text[1..4]) is not (>= 0 and var month))
        {
            return null;
        }

        var (year, hour, minute, second, after) = (Digits(text[5..9]), Digits(text[10..12]), Digits(text[13..15]), 0, 15);
        if (text.Length >= 18 && text[15] == ':')
        {
            (second, after) = (Digits(text[16..18]), 18);
        }

        return year >= 0 && hour >= 0 && minute >= 0 && second >= 0 && text.Length > after && text[after] == ' ' && Offset(text[(after + 1)..]) is { } offset
            ? FeedDate.Create(year, month + 1, day, hour, minute, second, 0, offset)
            : null;
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> zone)
    {
        if (zone is "Z" or "GMT" or "UTC")
        {
            return TimeSpan.Zero;
        }

        if (zone.Length is not (5 or 6) || zone[0] is not ('+' or '-') || (zone.Length == 6 && zone[3] != ':'))
        {
            return null;
        }

        var (hours, minutes) = (Digits(zone[1..3]), Digits(zone[^2..]));
        var offset = new TimeSpan(hours, minutes, 0);
        return hours < 0 || minutes is < 0 or > 59 || offset > TimeSpan.FromHours(14) ? null : zone[0] == '-' ? -offset : offset;
    }

    private static int Find(string names, ReadOnlySpan<char> name)
    {
        var at = names.AsSpan().IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && at % 3 == 0 ? at / 3 : -1;
    }

    /// <summary>The number; negative where anything is no digit.</summary>
    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            number = (number * 10) + c - '0';
        }

        return number;
    }
}
