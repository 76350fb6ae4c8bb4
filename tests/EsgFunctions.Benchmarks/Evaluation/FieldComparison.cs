using System.Globalization;
using System.Text;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>When a field of ours says the same as what is expected of it.</summary>
internal static class FieldComparison
{
    private const double Degree = 1e-6;

    public static bool SameText(string? expected, string? got) => string.Equals(NeutralText.Of(expected), NeutralText.Of(got), StringComparison.Ordinal);

    /// <summary>
    /// Ours joins summary and content. Where the file has several such elements, each must be found in ours, whole; a summary that ends in an
    /// ellipsis may go on.
    /// </summary>
    public static bool HoldsText(string? expected, string? got, bool hasSeveralTexts)
    {
        var (part, whole) = (NeutralText.Of(expected), NeutralText.Of(got));
        if (part == whole)
        {
            return true;
        }

        if (!hasSeveralTexts || part.Length == 0)
        {
            return false;
        }

        var opening = part.TrimEnd('.', '\u2026', ' ', '[', ']', '(', ')');
        return $" {whole} ".Contains($" {part} ", StringComparison.Ordinal) || (opening.Length < part.Length && $" {whole}".Contains($" {opening}", StringComparison.Ordinal));
    }

    /// <summary>As addresses: what is relative in <paramref name="expected"/> is taken from <paramref name="baseUri"/>, as it is for ours.</summary>
    public static bool SameLink(string? expected, string? got, Uri? baseUri = null) =>
        Address(expected, baseUri) is { } wanted && Address(got, null) is { } found ? wanted == found : string.Equals(expected?.Trim(), got, StringComparison.Ordinal);

    public static bool SameLanguage(string? expected, string? got) =>
        string.Equals(expected?.Trim().Replace('_', '-'), got, StringComparison.OrdinalIgnoreCase);

    public static bool SameInstant(DateTimeOffset expected, DateTimeOffset? got) => got is { } instant && (instant - expected).Duration() < TimeSpan.FromSeconds(1);

    /// <summary>A name as people write it beside an address: "ann@example.com (Ann)", "Ann (ann@example.com)", "Ann &lt;ann@example.com&gt;" are Ann.</summary>
    public static bool HoldsName(string? expected, IEnumerable<string> got)
    {
        var name = NameOf(expected);
        return got.Any(one => NameOf(one) == name);
    }

    public static bool SameDegrees(double expected, double got) => Math.Abs(expected - got) < Degree;

    /// <summary>Two names of an encoding are one where the file's bytes come out the same under both.</summary>
    public static bool SameEncoding(string? expected, string? got, byte[] content)
    {
        if (string.Equals(expected, got, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            return expected is not null && got is not null
                && string.Equals(Encoding.GetEncoding(expected).GetString(content), Encoding.GetEncoding(got).GetString(content), StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>An instant in a form that every library writes (RFC 3339, RFC 1123); null for any other.</summary>
    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text?.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static string NameOf(string? text)
    {
        var line = NeutralText.Of(text?.Replace('<', '(').Replace('>', ')'));
        var open = line.IndexOf('(', StringComparison.Ordinal);
        return open < 0 || !line.EndsWith(')') ? line
            : line[..open].Contains('@', StringComparison.Ordinal) ? line[(open + 1)..^1].Trim()
            : line[open..].Contains('@', StringComparison.Ordinal) ? line[..open].Trim()
            : line;
    }

    private static string? Address(string? text, Uri? baseUri)
    {
        var link = text?.Trim();
        if (string.IsNullOrEmpty(link))
        {
            return null;
        }

        // A path alone would be taken for a file.
        var isAbsolute = Uri.TryCreate(link, UriKind.Absolute, out var address) && !address.IsFile;
        return isAbsolute || (baseUri is not null && Uri.TryCreate(baseUri, link, out address)) ? address!.AbsoluteUri : null;
    }
}
