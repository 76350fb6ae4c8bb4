using System.Text;
using CsvHelper;

namespace EsgFunctions.Ingestion;

/// <summary>CSV (RFC 4180) as spreadsheets write it: comma, semicolon, tab or bar; a "sep=" line; quoted line breaks.</summary>
internal static class CsvRows
{
    /// <summary>Quotation marks left open that are looked after in one part of a file; from then on a line break ends a row whatever stands before it.</summary>
    private const int MaxRestarts = 20;

    public static RowStart Begin(ReadOnlyMemory<byte> head, string? fileName)
    {
        var (columns, line, separator) = (new List<string>(), 1, ',');
        var first = new RowPosition(head.Length, RowReader.LineBreaks(head.Span) + 1);
        foreach (var record in Records(head, null))
        {
            if (columns.Count > 0)
            {
                first = new RowPosition(record.Offset, record.Line);
                break;
            }

            (columns, line, separator) = (Columns(record.Fields), record.Line, record.Separator);
        }

        if (columns.Count > RowReader.MaxColumns)
        {
            throw new FeedFormatException($"It has more than {RowReader.MaxColumns} columns", line);
        }

        var kind = RowReader.Settle(UploadKind.Unknown, columns, fileName, line);
        var problems = new List<string>();
        Name(kind, columns, problems);
        return new RowStart(new RowLayout(kind, RowForm.Csv, separator, columns), first, problems);
    }

    public static RowSlice Read(ReadOnlyMemory<byte> window, bool isLast, RowLayout layout, RowPosition at, int maxRows)
    {
        var text = isLast ? window : window[..WholeLines(window.Span)];
        if (text.IsEmpty && !isLast)
        {
            return new RowSlice([], at, IsEnd: true, $"Line {at.Line} is longer than {RowReader.MaxRowBytes / 1024} KB; nothing from there on was read.");
        }

        var (names, written) = Name(layout.Kind, layout.Columns, []);
        var rows = new List<UploadRow>();
        foreach (var record in Records(text, layout.Separator))
        {
            // What is still open at the end of this part may be closed in the next one, unless it would be too long by then.
            var mayGoOn = record.IsOpen && !isLast && record.Offset > 0 && window.Length - record.Offset <= RowReader.MaxRowBytes;
            if (mayGoOn || rows.Count >= maxRows)
            {
                return new RowSlice(rows, new RowPosition(at.Offset + record.Offset, at.Line + record.Line - 1), IsEnd: false, null);
            }

            if (!record.Fields.All(string.IsNullOrWhiteSpace))
            {
                rows.Add(Row(at.Line + record.Line - 1, record, names, written));
            }
        }

        return new RowSlice(rows, new RowPosition(at.Offset + text.Length, at.Line + RowReader.LineBreaks(text.Span)), isLast, null);
    }

    /// <summary>Canonical names of the columns, "" for one that is left out; and the headers by those names.</summary>
    private static (string[] Names, Dictionary<string, string> Written) Name(UploadKind kind, IReadOnlyList<string> columns, List<string> problems)
    {
        var names = new string[columns.Count];
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < columns.Count; at++)
        {
            var column = columns[at];
            var known = RowColumns.Canonical(kind, column);
            names[at] = column.Length > 0 && written.TryAdd(known ?? column, column) ? known ?? column : "";
            if (column.Length == 0)
            {
                problems.Add($"Column {at + 1} has no name and is left out.");
            }
            else if (names[at].Length == 0)
            {
                problems.Add($"The column '{PlainText.Line(column, 40)}' says the same as '{PlainText.Line(written[known ?? column], 40)}' and is left out.");
            }
            else if (known is null && !RejectedRows.Adds(column))
            {
                problems.Add($"The column '{PlainText.Line(column, 40)}' is not known and is left out.");
            }
        }

        return (names, written);
    }

    private static List<string> Columns(string[] record)
    {
        var columns = record.Select(header => PlainText.Line(header, 100)).ToList();
        while (columns.Count > 1 && columns[^1].Length == 0)
        {
            columns.RemoveAt(columns.Count - 1);
        }

        return columns;
    }

    private static UploadRow Row(int line, Record record, string[] names, Dictionary<string, string> written)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < Math.Min(record.Fields.Length, names.Length); at++)
        {
            if (names[at].Length > 0 && RejectedRows.Unescape(record.Fields[at].Trim()) is { Length: > 0 } value)
            {
                fields[names[at]] = value;
            }
        }

        var row = new UploadRow(line, fields, written);
        if (record.IsOpen)
        {
            row.Reject(null, record.IsLong ? $"is longer than {RowReader.MaxRowBytes / 1024} KB: is a quotation mark left open?" : "has a quotation mark that is never closed");
        }
        else if (record.Fields.Skip(names.Length).Any(extra => !string.IsNullOrWhiteSpace(extra)))
        {
            row.Reject(null, $"has {record.Fields.Length} fields, but there are {names.Length} columns");
        }

        return row;
    }

    /// <summary>Records in their order. A quotation mark that is never closed costs its own line, not the rest of the text.</summary>
    private static IEnumerable<Record> Records(ReadOnlyMemory<byte> text, char? separator)
    {
        var (from, line) = (0, 1);
        for (var restarts = 0; from < text.Length; restarts++)
        {
            var openLine = 0L;
            var mayBreak = restarts < MaxRestarts;
            using var csv = CsvReader.Create(text[from..], new CsvReaderOptions
            {
                HasHeader = false,
                Separator = separator,
                TrackLineNumbers = true,
                AllowLineBreaksInQuotes = mayBreak,
                IncludeValuesInExceptions = false,
                OnMalformedRecord = malformed => openLine = malformed.Reason == CsvMalformedReason.UnterminatedQuote ? malformed.LineNumber : openLine,
            });
            Record? open = null;
            while (open is null && csv.Read())
            {
                var record = Read(csv, text, from, line, openLine);
                yield return record;
                open = record.IsOpen && mayBreak ? record : null;
            }

            if (open is null)
            {
                yield break;
            }

            separator = csv.Separator;
            (from, line) = (open.Offset + FirstLine(text.Span[open.Offset..]), open.Line + 1);
        }
    }

    private static Record Read(CsvReader csv, ReadOnlyMemory<byte> text, int from, int line, long openLine)
    {
        var offset = from + (int)csv.ByteOffset;
        var isLong = csv.RawRecord.Length > RowReader.MaxRowBytes;
        var isOpen = isLong || openLine == csv.LineNumber;
        var fields = isOpen ? [Encoding.UTF8.GetString(text.Span.Slice(offset, Math.Min(FirstLine(text.Span[offset..]), FeedLimits.TitleLength)))] : csv.Current.ToArray();
        return new Record(offset, line + (int)csv.LineNumber - 1, fields, isOpen, isLong, csv.Separator);
    }

    /// <summary>Length of the first line with its line break.</summary>
    private static int FirstLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 ? text.Length : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
    }

    /// <summary>Bytes up to the last line break.</summary>
    private static int WholeLines(ReadOnlySpan<byte> text) => 1 + (text.LastIndexOf((byte)'\n') is var feed and >= 0 ? feed : text.LastIndexOf((byte)'\r'));

    /// <param name="Fields">Of one that is open: its first line as it stands.</param>
    /// <param name="IsOpen">A quotation mark in it is not closed, or so late that it cannot be meant.</param>
    private sealed record Record(int Offset, int Line, string[] Fields, bool IsOpen, bool IsLong, char Separator);
}
