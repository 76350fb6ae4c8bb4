using CsvHelper;

namespace EsgFunctions.Ingestion;

/// <summary>CSV (RFC 4180) as spreadsheets write it: comma, semicolon, tab or bar; a "sep=" line; quoted line breaks.</summary>
internal static class CsvRows
{
    private const int MaxRecordBytes = 1024 * 1024;
    private const int MaxRestarts = 20;

    public static RowDocument Read(string text, UploadKind kind, RowLimits limits, List<string> problems)
    {
        var names = Array.Empty<string>();
        var headers = new List<string>();
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = new List<UploadRow>();
        foreach (var (line, record, isOpen) in Records(text))
        {
            if (headers.Count == 0)
            {
                headers = Headers(record);
                if (headers.Count > limits.MaxColumns)
                {
                    throw new FeedFormatException($"It has more than {limits.MaxColumns} columns", line);
                }

                kind = RowReader.Settle(kind, headers, line);
                names = RowReader.NameColumns(kind, headers, written, problems);
            }
            else if (rows.Count >= limits.MaxRows)
            {
                problems.Add($"Only the first {limits.MaxRows} rows were read.");
                break;
            }
            else if (!record.All(string.IsNullOrWhiteSpace))
            {
                rows.Add(Row(line, record, isOpen, names, written));
            }
        }

        return new RowDocument(kind, rows, headers, problems);
    }

    /// <summary>The header row alone, to find out what the file holds; empty where there is none.</summary>
    public static IReadOnlyList<string> Headers(string text) =>
        Records(text).Select(entry => Headers(entry.Record)).FirstOrDefault() ?? [];

    private static List<string> Headers(string[] record)
    {
        var headers = record.Select(header => PlainText.Line(header, 100)).ToList();
        while (headers.Count > 1 && headers[^1].Length == 0)
        {
            headers.RemoveAt(headers.Count - 1);
        }

        return headers;
    }

    private static UploadRow Row(int line, string[] record, bool isOpen, string[] names, Dictionary<string, string> written)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < Math.Min(record.Length, names.Length); at++)
        {
            if (names[at].Length > 0 && record[at].Trim() is { Length: > 0 } value)
            {
                fields[names[at]] = value;
            }
        }

        var row = new UploadRow(line, fields, written);
        if (isOpen)
        {
            row.Reject(null, "has a quotation mark that is never closed");
        }
        else if (record.Skip(names.Length).Any(extra => !string.IsNullOrWhiteSpace(extra)))
        {
            row.Reject(null, $"has {record.Length} fields, but there are {names.Length} columns");
        }

        return row;
    }

    /// <summary>Records with the line each begins on. A quotation mark that is never closed costs its own line, not the rest of the file.</summary>
    private static IEnumerable<(int Line, string[] Record, bool IsOpen)> Records(string text)
    {
        var skipped = 0;
        char? separator = null;
        for (var restart = 0; restart <= MaxRestarts; restart++)
        {
            var openLine = 0;
            using var csv = CsvReader.FromText(text, Options(separator, malformed =>
                openLine = malformed.Reason == CsvMalformedReason.UnterminatedQuote ? (int)malformed.LineNumber : openLine));
            while (Next(csv, skipped))
            {
                var line = (int)csv.LineNumber;
                var isOpen = openLine == line;
                yield return (line + skipped, csv.Current.ToArray(), isOpen);
                if (isOpen)
                {
                    break;
                }
            }

            separator = csv.Separator;
            var next = openLine == 0 ? -1 : StartOfLine(text, openLine + 1);
            if (next < 0)
            {
                yield break;
            }

            skipped += openLine;
            text = text[next..];
        }
    }

    private static CsvReaderOptions Options(char? separator, Action<CsvMalformedRecord> onMalformed) => new()
    {
        HasHeader = false,
        Separator = separator,
        TrackLineNumbers = true,
        MaxRecordSize = MaxRecordBytes,
        IncludeValuesInExceptions = false,
        OnMalformedRecord = onMalformed,
    };

    private static bool Next(CsvReader csv, int skipped)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException broken)
        {
            throw new FeedFormatException(
                $"A row is longer than {MaxRecordBytes / 1024} KB: is a quotation mark left open?", (int)Math.Max(1, broken.LineNumber) + skipped, inner: broken);
        }
    }

    private static int StartOfLine(string text, int line)
    {
        var at = 0;
        for (var passed = 1; passed < line; passed++)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
            {
                return -1;
            }

            at = end + 1;
        }

        return at < text.Length ? at : -1;
    }
}
