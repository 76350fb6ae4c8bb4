using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>White space and stray control characters of outside text put in order.</summary>
internal static class PlainText
{
    /// <summary>One line: every run of white space is one blank.</summary>
    public static string Line(string? text, int maxLength) => Collapse(text, maxLength, keepLines: false);

    /// <summary>Lines without blanks at their ends; a run of line breaks is one.</summary>
    public static string Paragraphs(string? text, int maxLength) => Collapse(text, maxLength, keepLines: true);

    /// <summary>At most that many characters, never half of a surrogate pair.</summary>
    public static string Cut(string text, int maxLength) => text.Length <= maxLength
        ? text
        : text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];

    private static string Collapse(string? text, int maxLength, bool keepLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (IsTidy(text))
        {
            return Cut(text, maxLength).TrimEnd();
        }

        var tidy = new StringBuilder(Math.Min(text.Length, maxLength));
        var gap = '\0';
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF')
            {
                gap = keepLines && (gap == '\n' || c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085') ? '\n' : c is '\u200B' or '\uFEFF' ? gap : ' ';
                continue;
            }

            if (IsStray(c))
            {
                continue;
            }

            if (gap != '\0' && tidy.Length > 0)
            {
                tidy.Append(gap);
            }

            gap = '\0';
            tidy.Append(c);
            if (tidy.Length > maxLength)
            {
                break;
            }
        }

        return Cut(tidy.ToString(), maxLength).TrimEnd();
    }

    private static bool IsTidy(string text)
    {
        var blank = true;
        foreach (var c in text)
        {
            if (c == ' ' ? blank : c < ' ' || (c > '~' && (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' || IsStray(c))))
            {
                return false;
            }

            blank = c == ' ';
        }

        return !blank;
    }

    /// <summary>C0 and C1 controls, and the marks that turn the direction of writing and so can disguise a text.</summary>
    private static bool IsStray(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF';
}
