using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Analysis;

/// <summary>
/// The rows of a rule set as a sheet: tab-separated, as lexicon files are, with a column for the change and one for the language. A cell that
/// a spreadsheet would run as a formula gets an apostrophe in front, which is taken off when the sheet comes back.
/// </summary>
internal static class RuleSetSheet
{
    public const string MediaType = "text/tab-separated-values";

    /// <summary>A whole word list with every row marked is a tenth of it.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    private static readonly string[] Columns = ["change", "language", "term", "category", "kind", "weight", "flags"];

    public static byte[] Write(IEnumerable<TermChange> terms) => Write(terms.Select(term => (
        $"{term.Change}".ToLowerInvariant(), term.Language, term.Term, term.Category, term.Kind, term.Change == TermChangeKind.Remove ? (double?)null : term.Weight, term.Flags)));

    /// <summary>The rows that the app carries, with nothing in the column of the change: what is filled in there is what the sheet changes.</summary>
    public static byte[] WriteEmbedded(string language) => Write(LexiconOverlay.Embedded(language).Where(row => LexiconOverlay.TermOf(row) is not null)
        .Select(row => row.Split('\t'))
        .Select(cells => ("", language, cells[0], cells[1], cells[2], (double?)double.Parse(cells[3], CultureInfo.InvariantCulture), cells.Length > 4 ? cells[4] : "")));

    /// <summary>Rows without a change are left out: they are there to be read.</summary>
    public static (IReadOnlyList<TermChangeForm> Terms, IReadOnlyList<(string Field, string Reason)> Errors) Read(ReadOnlyMemory<byte> sheet, string? contentType)
    {
        var terms = new List<TermChangeForm>();
        var errors = new List<(string, string)>();
        var head = sheet.Span[..Math.Min(sheet.Length, UploadHead.MaxBytes)];
        var text = RowEncoding.Find(head, Utf8.IsValid(sheet.Span), contentType).GetString(sheet.Span).TrimStart('\uFEFF');
        using var csv = CsvReader.Create(Encoding.UTF8.GetBytes(text), new CsvReaderOptions
        {
            HasHeader = false,
            Separator = text.AsSpan(0, Math.Max(0, text.IndexOfAny(['\r', '\n']))).Contains('\t') ? '\t' : null,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = malformed => errors.Add(($"line {malformed.LineNumber}", "A quotation mark is never closed.")),
        });
        int[]? at = null;
        while (csv.Read() && terms.Count <= RuleSetForm.MaxTerms)
        {
            var cells = csv.Current.ToArray();
            if (at is null)
            {
                at = [.. Columns.Select(column => Array.FindIndex(cells, cell => string.Equals(cell.Trim(), column, StringComparison.OrdinalIgnoreCase)))];
                if (Columns.Where((_, column) => at[column] < 0).ToList() is { Count: > 0 } missing)
                {
                    return ([], [($"line {csv.LineNumber}", $"The first line names the columns: {string.Join(", ", Columns)}; missing: {string.Join(", ", missing)}.")]);
                }

                continue;
            }

            string Cell(int column) => at[column] < cells.Length ? RejectedRows.Unescape(cells[at[column]].Trim()).Trim() : "";
            if (Cell(0).Length > 0)
            {
                var where = $"line {csv.LineNumber}";
                terms.Add(new(Cell(0), Cell(1), Cell(2), Cell(3), Cell(4), Weight(Cell(5), where, errors), Cell(6)) { Where = where });
            }
        }

        if (at is null)
        {
            errors.Add(("line 1", "The sheet is empty."));
        }

        return (terms, errors);
    }

    private static double? Weight(string cell, string where, List<(string, string)> errors)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        // Spreadsheets of half the world write a comma.
        if (double.TryParse(cell.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
        {
            return weight;
        }

        errors.Add(($"{where}/weight", $"'{(cell.Length > 20 ? cell[..20] : cell)}' is no number."));
        return null;
    }

    private static byte[] Write(IEnumerable<(string Change, string Language, string Term, string Category, string Kind, double? Weight, string Flags)> rows)
    {
        using var body = new MemoryStream();
        using (var csv = CsvWriter.Create(body, new CsvWriterOptions { Separator = '\t', Injection = CsvInjection.Escape, WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord(Columns);
            foreach (var row in rows)
            {
                csv.WriteField(row.Change);
                csv.WriteField(row.Language);
                csv.WriteField(row.Term);
                csv.WriteField(row.Category);
                csv.WriteField(row.Kind);
                csv.WriteField(row.Weight);
                csv.WriteField(row.Flags);
                csv.EndRecord();
            }
        }

        return body.ToArray();
    }
}
