using CsvHelper;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Rows that were not taken, as CSV with the reasons in front: to be mended and sent again. A cell that a spreadsheet would run as a formula
/// gets an apostrophe, which is taken off again when such a file comes back.
/// </summary>
public static class RejectedRows
{
    private static readonly string[] Added = ["line", "column", "reason"];

    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape, WriteByteOrderMark = false };

    public static byte[] Header(RowLayout layout) => Write([[.. Added, .. layout.Columns]]);

    public static byte[] Write(IEnumerable<UploadRow> rows, RowLayout layout) => Write(rows.Where(row => !row.IsValid).Select(row => (string[])
    [
        row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture),
        string.Join("; ", row.Errors.Select(error => error.Column).OfType<string>().Distinct()),
        string.Join("; ", row.Errors.Select(error => error.Column is null ? error.Reason : $"{error.Column} {error.Reason}")),
        .. layout.Columns.Select(column => row.Fields.GetValueOrDefault(RowColumns.Canonical(layout.Kind, column) ?? column, "")),
    ]));

    /// <summary>Whether a column is one of those that stand in front.</summary>
    internal static bool Adds(string column) => Added.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>A cell without the apostrophe that keeps it from being a formula.</summary>
    internal static string Unescape(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;

    private static byte[] Write(IEnumerable<string[]> records)
    {
        using var body = new MemoryStream();
        using (var csv = CsvWriter.Create(body, Options, leaveOpen: true))
        {
            foreach (var record in records)
            {
                csv.WriteRecord(record);
            }
        }

        return body.ToArray();
    }
}
