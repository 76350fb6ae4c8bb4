using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace EsgFunctions.Ingestion;

/// <summary>The text constructs of RSS and Atom (RFC 4287, section 3.1; Atom 0.3, section 3.1) as plain text.</summary>
internal static partial class FeedText
{
    /// <summary>Paragraphs of an element that may hold text, escaped HTML or XHTML; "" for a picture or other data.</summary>
    public static string Plain(FeedElement element) =>
        Markup(element) is { } html ? HtmlText.ToPlain(html) : IsText(element) ? PlainText.Paragraphs(element.Text, FeedLimits.TextLength) : "";

    /// <summary>The same as HTML, as it came; null for plain text and for data.</summary>
    public static string? Markup(FeedElement element)
    {
        if (element.HasChildren)
        {
            return element.Markup();
        }

        var type = element.Attribute("type")?.ToLowerInvariant();
        var text = element.Text;
        if (element.Attribute("mode") == "base64" || type is "application/octet-stream")
        {
            return type is null or "application/octet-stream" || IsTextual(type) ? FromBase64(text) : null;
        }

        var isData = type is not null && type.Contains('/') && !IsTextual(type);
        return isData || (IsText(element) && !HtmlText.HoldsTag(text)) ? null : text;
    }

    private static bool IsText(FeedElement element) => element.Attribute("type")?.ToLowerInvariant() is "text" or "text/plain";

    public static string Line(FeedElement? element, int maxLength) =>
        element is null ? "" : PlainText.Line(Plain(element), maxLength);

    /// <summary>Summary and content, or only one where it says all that the other says.</summary>
    public static string Join(string summary, string content)
    {
        var opening = PlainText.Line(summary, FeedLimits.TextLength).TrimEnd('.', '\u2026', ' ', ']', '[');
        if (opening.Length == 0 || content.Replace('\n', ' ').Contains(opening, StringComparison.Ordinal))
        {
            return content;
        }

        return content.Length == 0 || summary.Contains(content, StringComparison.Ordinal)
            ? summary
            : PlainText.Cut(summary + '\n' + content, FeedLimits.TextLength);
    }

    /// <summary>A BCP 47 tag, with hyphens; null for anything that cannot be one.</summary>
    public static string? Language(string? tag)
    {
        var trimmed = tag?.Trim().Replace('_', '-') ?? "";
        return LanguageTag().IsMatch(trimmed) ? trimmed : null;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();

    private static bool IsTextual(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal) || type.EndsWith("html", StringComparison.Ordinal);

    private static string FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Utf8.IsValid(bytes.AsSpan(0, length)) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
