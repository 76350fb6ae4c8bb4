using System.Globalization;
using System.Text.RegularExpressions;

namespace EsgFunctions.Ingestion;

/// <summary>The forms of a single field; null for anything that is not of that form.</summary>
internal static partial class RowField
{
    public static double? Number(string text)
    {
        // A comma for the decimal point, as spreadsheets of half of the world write it; never for thousands.
        var plain = text.Contains('.') ? text : text.Replace(',', '.');
        return double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null;
    }

    public static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateTimeOffset? Instant(string text) => Rfc3339().IsMatch(text) ? FeedDate.Parse(text) : null;

    public static bool? Flag(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "y" or "1" => true,
        "false" or "no" or "n" or "0" => false,
        _ => null,
    };

    public static string? Phone(string text)
    {
        var digits = string.Concat(text.TrimStart('\'').Where(c => c is not (' ' or '-' or '(' or ')' or '.' or '/' or '\u00A0' or '\u2011' or '\u2013')));
        digits = digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..] : digits;
        return E164().IsMatch(digits) ? digits : null;
    }

    public static string? Email(string text) => text.Length <= 254 && Address().IsMatch(text) ? text : null;

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.NonBacktracking)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$", RegexOptions.NonBacktracking)]
    private static partial Regex E164();

    [GeneratedRegex(@"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
