using System.Collections.Frozen;
using System.Globalization;

namespace EsgFunctions.Ingestion;

/// <summary>Dates with the month in words: RFC 822, RFC 850, asctime and what people make of them, in any order of the parts.</summary>
internal static class FeedDateWords
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', ',', ';', '\u00A0'];

    /// <summary>First letters that tell a month apart in en, fr, es, pt, de, it, nl, id, tr, sr and ru.</summary>
    private static readonly (string Prefix, int Month)[] Months =
    [
        ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("jun", 6), ("jul", 7), ("aug", 8), ("sep", 9), ("oct", 10), ("nov", 11), ("dec", 12),
        ("ene", 1), ("gen", 1), ("oca", 1), ("fév", 2), ("fev", 2), ("şub", 2), ("mär", 3), ("mrt", 3), ("maa", 3), ("avr", 4), ("abr", 4), ("nis", 4),
        ("mai", 5), ("mei", 5), ("mag", 5), ("maj", 5), ("giu", 6), ("haz", 6), ("lug", 7), ("tem", 7), ("aoû", 8), ("aou", 8), ("ago", 8), ("agu", 8), ("ağu", 8), ("avg", 8),
        ("set", 9), ("eyl", 9), ("okt", 10), ("out", 10), ("ott", 10), ("eki", 10), ("kas", 11), ("dez", 12), ("déc", 12), ("dic", 12), ("des", 12), ("ara", 12),
        ("янв", 1), ("фев", 2), ("мар", 3), ("апр", 4), ("мая", 5), ("май", 5), ("мај", 5), ("июн", 6), ("јун", 6), ("июл", 7), ("јул", 7), ("авг", 8),
        ("сен", 9), ("сеп", 9), ("окт", 10), ("ноя", 11), ("нов", 11), ("дек", 12), ("дец", 12), ("јан", 1), ("феб", 2),
    ];

    /// <summary>Hours east of Greenwich. Where a name has several meanings, the one that news feeds use.</summary>
    private static readonly FrozenDictionary<string, double> Zones = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0,
        ["GMT"] = 0,
        ["UTC"] = 0,
        ["Z"] = 0,
        ["WET"] = 0,
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["AKST"] = -9,
        ["AKDT"] = -8,
        ["HST"] = -10,
        ["AST"] = -4,
        ["ADT"] = -3,
        ["NST"] = -3.5,
        ["NDT"] = -2.5,
        ["ET"] = -5,
        ["CT"] = -6,
        ["MT"] = -7,
        ["PT"] = -8,
        ["BRT"] = -3,
        ["ART"] = -3,
        ["CLT"] = -4,
        ["COT"] = -5,
        ["PET"] = -5,
        ["VET"] = -4,
        ["BST"] = 1,
        ["IST"] = 5.5,
        ["CET"] = 1,
        ["MET"] = 1,
        ["MEZ"] = 1,
        ["CEST"] = 2,
        ["MEST"] = 2,
        ["MESZ"] = 2,
        ["WEST"] = 1,
        ["WAT"] = 1,
        ["CAT"] = 2,
        ["SAST"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["EAT"] = 3,
        ["MSK"] = 3,
        ["MSD"] = 4,
        ["TRT"] = 3,
        ["GST"] = 4,
        ["PKT"] = 5,
        ["NPT"] = 5.75,
        ["WIB"] = 7,
        ["ICT"] = 7,
        ["WITA"] = 8,
        ["SGT"] = 8,
        ["HKT"] = 8,
        ["AWST"] = 8,
        ["PHT"] = 8,
        ["WIT"] = 9,
        ["JST"] = 9,
        ["KST"] = 9,
        ["ACST"] = 9.5,
        ["AEST"] = 10,
        ["ACDT"] = 10.5,
        ["AEDT"] = 11,
        ["NZST"] = 12,
        ["NZDT"] = 13,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>A military letter means UTC (RFC 5322, section 4.3: their sign was published wrong).</summary>
    public static double? ZoneOf(string name) =>
        Zones.TryGetValue(name, out var hours) ? hours : name.Length == 1 && char.IsAsciiLetter(name[0]) ? 0 : null;

    public static DateTimeOffset? Parse(string text)
    {
        int? day = null, month = null, year = null;
        (int Hour, int Minute, int Second, double Fraction)? time = null;
        TimeSpan? offset = null;
        bool? afternoon = null;
        foreach (var word in Words(text))
        {
            if (word.Contains(':') && time is null)
            {
                if (Time(word) is not { } read)
                {
                    return null;
                }

                time = read.Time;
                afternoon = Afternoon(read.After) ?? afternoon;
                offset = read.After.Length == 0 || Afternoon(read.After) is not null ? offset : FeedDate.Zone(read.After);
            }
            else if (word[0] is '+' or '-' || (word.Length > 3 && word[3] is '+' or '-'))
            {
                offset ??= FeedDate.Zone(word);
            }
            else if (Number(word) is { } number)
            {
                if (word.Length > 2 && char.IsAsciiDigit(word[^1]))
                {
                    year ??= word.Length == 3 ? 1900 + number : number;
                }
                else if (day is null)
                {
                    day = number;
                }
                else
                {
                    year ??= number < 50 ? 2000 + number : 1900 + number;
                }
            }
            else if (Afternoon(word) is { } half)
            {
                afternoon = half;
            }
            else if (month is null && MonthOf(word) is { } named)
            {
                month = named;
            }
            else
            {
                offset ??= time is null ? null : FeedDate.Zone(word);
            }
        }

        if (day is null || month is null || year is null)
        {
            return null;
        }

        var (hour, minute, second, fraction) = time ?? default;
        hour = (afternoon, hour) switch { (true, < 12) => hour + 12, (false, 12) => 0, _ => hour };
        return FeedDate.Create(year.Value, month.Value, day.Value, hour, minute, second, fraction, offset ?? TimeSpan.Zero);
    }

    private static bool? Afternoon(string word) => word.ToLowerInvariant() switch { "am" or "a.m." => false, "pm" or "p.m." => true, _ => null };

    private static IEnumerable<string> Words(string text)
    {
        var comment = text.IndexOf('(', StringComparison.Ordinal);
        foreach (var word in (comment < 0 ? text : text[..comment]).Split(Blanks, StringSplitOptions.RemoveEmptyEntries))
        {
            // 29-Jan-2004, 29/Jan/2004, 29.Jan.2004: RFC 850 and logs.
            var joined = char.IsAsciiDigit(word[0]) && word.Any(char.IsLetter) && !word.Contains(':');
            foreach (var part in joined ? word.Split(['-', '/', '.'], StringSplitOptions.RemoveEmptyEntries) : [word])
            {
                yield return part;
            }
        }
    }

    private static ((int Hour, int Minute, int Second, double Fraction) Time, string After)? Time(string word)
    {
        var end = 0;
        while (end < word.Length && (char.IsAsciiDigit(word[end]) || word[end] is ':' or '.'))
        {
            end++;
        }

        var parts = word[..end].Split(':');
        var seconds = parts.Length == 3 ? parts[2].Split('.', 2) : ["0"];
        if (parts.Length is < 2 or > 3 || Number(parts[0]) is not { } hour || Number(parts[1]) is not { } minute || Number(seconds[0]) is not { } second)
        {
            return null;
        }

        var fraction = seconds.Length > 1 && double.TryParse("0." + seconds[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var part) ? part : 0;
        return ((hour, minute, second, fraction), word[end..]);
    }

    private static int? MonthOf(string word)
    {
        var lower = word.ToLowerInvariant();
        foreach (var (prefix, month) in Months)
        {
            if (lower.StartsWith(prefix, StringComparison.Ordinal))
            {
                return lower == "mardi" ? null : month;
            }
        }

        return null;
    }

    private static int? Number(string word)
    {
        var digits = word.TrimEnd('.');
        if (digits.Length > 2 && char.IsAsciiDigit(digits[0]) && digits[^2..].ToLowerInvariant() is "st" or "nd" or "rd" or "th")
        {
            digits = digits[..^2];
        }

        return digits.Length <= 4 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
