using System.Buffers;

namespace EsgFunctions.Ingestion;

/// <summary>White space and stray control characters of outside text put in order.</summary>
internal static class PlainText
{
    /// <summary>White space other than the blank, marks of no width, C0 and C1 controls, and the marks that turn the direction of writing and so can disguise a text.</summary>
    private static readonly SearchValues<char> Untidy = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => c != ' ' && (char.IsWhiteSpace(c) || IsWidthless(c) || IsStray(c)))]);

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

        if (text[0] != ' ' && text[^1] != ' ' && text.AsSpan().IndexOfAny(Untidy) < 0 && !text.Contains("  ", StringComparison.Ordinal))
        {
            return Cut(text, maxLength).TrimEnd();
        }

        return Collapse(text.AsSpan(), maxLength, keepLines);
    }

    /// <inheritdoc cref="Paragraphs(string?, int)"/>
    public static string Paragraphs(ReadOnlySpan<char> text, int maxLength) => Collapse(text, maxLength, keepLines: true);

    private static string Collapse(ReadOnlySpan<char> text, int maxLength, bool keepLines)
    {
        // One character more than asked for, so that the cut sees whether a pair is halved.
        var tidy = ArrayPool<char>.Shared.Rent(Math.Min(text.Length, maxLength) + 1);
        var length = 0;
        var gap = '\0';
        while (!text.IsEmpty && length <= maxLength)
        {
            var c = text[0];
            if (c == ' ')
            {
                gap = keepLines && gap == '\n' ? '\n' : ' ';
                text = text[1..];
                continue;
            }

            if (Untidy.Contains(c))
            {
                if (!IsStray(c) || char.IsWhiteSpace(c))
                {
                    gap = keepLines && (gap == '\n' || c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085') ? '\n' : IsWidthless(c) ? gap : ' ';
                }

                text = text[1..];
                continue;
            }

            if (gap != '\0' && length > 0)
            {
                tidy[length++] = gap;
            }

            gap = '\0';
            var piece = text[..LengthOfTidy(text)];
            piece = piece[..Math.Min(piece.Length, tidy.Length - length)];
            piece.CopyTo(tidy.AsSpan(length));
            length += piece.Length;
            text = piece.IsEmpty ? [] : text[piece.Length..];
        }

        var kept = tidy.AsSpan(0, length);
        kept = length <= maxLength ? kept : kept[..(char.IsHighSurrogate(kept[maxLength - 1]) ? maxLength - 1 : maxLength)];
        var collapsed = kept.TrimEnd().ToString();
        ArrayPool<char>.Shared.Return(tidy);
        return collapsed;
    }

    /// <summary>Up to the next character that is untidy, or a blank with another or nothing behind it.</summary>
    private static int LengthOfTidy(ReadOnlySpan<char> text)
    {
        var untidy = text.IndexOfAny(Untidy);
        text = untidy < 0 ? text : text[..untidy];
        var blanks = text.IndexOf("  ");
        return blanks >= 0 ? blanks : text.TrimEnd(' ').Length;
    }

    private static bool IsWidthless(char c) => c is '\u200B' or '\uFEFF';

    private static bool IsStray(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF';
}
