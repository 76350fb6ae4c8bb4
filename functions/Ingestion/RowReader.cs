namespace EsgFunctions.Ingestion;

/// <summary>How the rows of a file follow each other.</summary>
public enum RowForm
{
    /// <summary>A header row, then a record a row.</summary>
    Csv,

    /// <summary>An array of objects, alone or inside an object.</summary>
    JsonArray,

    /// <summary>An object a line, or a single object.</summary>
    JsonLines,
}

/// <summary>How a file of rows is laid out, as its beginning shows. With it and a <see cref="RowPosition"/>, any part can be read alone.</summary>
/// <param name="Separator">Of CSV.</param>
/// <param name="Columns">The header row, or the properties of the first JSON rows, as written.</param>
public sealed record RowLayout(UploadKind Kind, RowForm Form, char Separator, IReadOnlyList<string> Columns);

/// <summary>Where a row begins.</summary>
/// <param name="Offset">Bytes from the start of the file's UTF-8 text.</param>
/// <param name="Line">The first is 1.</param>
public readonly record struct RowPosition(long Offset, int Line);

/// <param name="First">Where the first row begins.</param>
/// <param name="Problems">With the file as a whole; those of a row are the row's.</param>
public sealed record RowStart(RowLayout Layout, RowPosition First, IReadOnlyList<string> Problems);

/// <param name="Next">Where to read on.</param>
/// <param name="IsEnd">There is nothing more, or nothing more that could be read.</param>
/// <param name="Problem">Why the rest could not be read; else null.</param>
public sealed record RowSlice(IReadOnlyList<UploadRow> Rows, RowPosition Next, bool IsEnd, string? Problem);

/// <summary>
/// Rows of CSV (comma, semicolon, tab or bar), of a JSON array, of <c>{ "type", "rows" }</c>, or of JSON Lines; in UTF-8, a slice at a
/// time. Nothing is kept between two slices but the position, so that a slice read again gives the same rows.
/// </summary>
public static class RowReader
{
    /// <summary>Bytes of one row. A longer one is refused; most likely a quotation mark was left open.</summary>
    public const int MaxRowBytes = 1024 * 1024;

    /// <summary>Columns, or JSON properties of a row.</summary>
    public const int MaxColumns = 200;

    /// <summary>Finds out what the rows are.</summary>
    /// <param name="head">The beginning of the file, in UTF-8.</param>
    /// <param name="isWhole">Nothing comes after it.</param>
    /// <param name="fileName">Breaks a tie between kinds.</param>
    /// <exception cref="FeedFormatException">Not rows at all, or a column that must be there is missing.</exception>
    public static RowStart Begin(ReadOnlyMemory<byte> head, bool isWhole, string? fileName = null) => FirstByte(head.Span) switch
    {
        -1 => throw new FeedFormatException("The file is empty"),
        '{' or '[' => JsonRows.Begin(head, isWhole),
        _ => CsvRows.Begin(head, fileName),
    };

    /// <summary>The rows that lie whole in a part of the file.</summary>
    /// <param name="window">The bytes from <paramref name="at"/> on; twice <see cref="MaxRowBytes"/> or more, or the rest.</param>
    /// <param name="isLast">The file ends with it.</param>
    public static RowSlice Read(ReadOnlyMemory<byte> window, bool isLast, RowLayout layout, RowPosition at, int maxRows) => layout.Form == RowForm.Csv
        ? CsvRows.Read(window, isLast, layout, at, maxRows)
        : JsonRows.Read(window, isLast, layout, at, maxRows);

    /// <summary>The kind whose required columns are all there and that knows the most of them.</summary>
    /// <exception cref="FeedFormatException">The columns do not make any kind, or not the one that is named.</exception>
    internal static UploadKind Settle(UploadKind named, IReadOnlyList<string> columns, string? fileName, int line)
    {
        var kinds = named != UploadKind.Unknown ? [named] : RowColumns.Kinds.Where(kind => RowColumns.Missing(kind, columns).Count == 0).ToList();
        var settled = kinds.OrderByDescending(kind => fileName?.Contains(kind.ToString().TrimEnd('s'), StringComparison.OrdinalIgnoreCase) == true)
            .ThenByDescending(kind => RowColumns.Fit(kind, columns)).FirstOrDefault();
        if (settled == UploadKind.Unknown)
        {
            throw new FeedFormatException($"The columns ({PlainText.Line(string.Join(", ", columns), 200)}) are those of no kind of rows that we know", line);
        }

        var missing = RowColumns.Missing(settled, columns);
        return missing.Count == 0
            ? settled
            : throw new FeedFormatException($"For {settled.ToString().ToLowerInvariant()}, the column {string.Join(" and ", missing)} is missing", line);
    }

    /// <summary>Line breaks as people count them: CR, LF and CR LF are one each.</summary>
    internal static int LineBreaks(ReadOnlySpan<byte> text)
    {
        var breaks = text.Count((byte)'\n');
        for (var at = text.IndexOf((byte)'\r'); at >= 0;)
        {
            breaks += at + 1 < text.Length && text[at + 1] == '\n' ? 0 : 1;
            var next = text[(at + 1)..].IndexOf((byte)'\r');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return breaks;
    }

    private static int FirstByte(ReadOnlySpan<byte> head)
    {
        var at = head.StartsWith("\uFEFF"u8) ? 3 : 0;
        at += head[at..].IndexOfAnyExcept(" \t\r\n\0"u8) is var skipped and >= 0 ? skipped : head.Length;
        return at < head.Length ? head[at] : -1;
    }
}
