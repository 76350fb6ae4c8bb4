using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>What one file of rows may cost.</summary>
public sealed record RowLimits
{
    public static RowLimits Default { get; } = new();

    public int MaxBytes { get; init; } = 20 * 1024 * 1024;

    public int MaxRows { get; init; } = 50_000;

    /// <summary>Columns, or JSON properties of a row.</summary>
    public int MaxColumns { get; init; } = 200;
}

/// <param name="Columns">The header row, or the properties of the first JSON row, as written.</param>
/// <param name="Problems">Of the file as a whole; those of a row are the row's.</param>
public sealed record RowDocument(UploadKind Kind, IReadOnlyList<UploadRow> Rows, IReadOnlyList<string> Columns, IReadOnlyList<string> Problems);

/// <summary>Rows of CSV (comma, semicolon, tab or bar), of a JSON array, of <c>{ "type", "rows" }</c>, or of JSON Lines.</summary>
public static class RowReader
{
    /// <summary>The rows of a file, each with its line and its fields by canonical name.</summary>
    /// <param name="kind">Whose columns are meant; <see cref="UploadKind.Unknown"/> to find out by content.</param>
    /// <exception cref="FeedFormatException">Too large, not rows at all, or a column that must be there is missing.</exception>
    public static RowDocument Read(ReadOnlyMemory<byte> content, UploadKind kind = UploadKind.Unknown, string? contentType = null, RowLimits? limits = null)
    {
        limits ??= RowLimits.Default;
        if (content.Length > limits.MaxBytes)
        {
            throw new FeedFormatException($"The file is larger than {limits.MaxBytes / 1024 / 1024} MB");
        }

        var problems = new List<string>();
        var text = FeedEncoding.Decode(content.Span, contentType, problems).Text.TrimStart('\uFEFF');
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new FeedFormatException("The file is empty");
        }

        var isJson = text.AsSpan().TrimStart()[0] is '{' or '[';
        return isJson ? JsonRows.Read(Encoding.UTF8.GetBytes(text), kind, limits, problems) : CsvRows.Read(text, kind, limits, problems);
    }

    /// <summary>The kind whose required columns are all there and that knows the most of them; Unknown where there is none.</summary>
    internal static UploadKind KindOf(IReadOnlyList<string> headers) =>
        RowColumns.Kinds.Where(kind => RowColumns.Missing(kind, headers).Count == 0)
            .Select(kind => (Kind: kind, Fit: RowColumns.Fit(kind, headers)))
            .OrderByDescending(entry => entry.Fit).Select(entry => entry.Kind).FirstOrDefault();

    /// <exception cref="FeedFormatException">The columns do not make any kind, or not the one that was asked for.</exception>
    internal static UploadKind Settle(UploadKind kind, IReadOnlyList<string> headers, int line)
    {
        var settled = kind == UploadKind.Unknown ? KindOf(headers) : kind;
        if (settled == UploadKind.Unknown)
        {
            throw new FeedFormatException($"The columns ({PlainText.Line(string.Join(", ", headers), 200)}) are those of no kind of rows that we know", line);
        }

        var missing = RowColumns.Missing(settled, headers);
        return missing.Count == 0
            ? settled
            : throw new FeedFormatException($"For {settled.ToString().ToLowerInvariant()}, the column {string.Join(" and ", missing)} is missing", line);
    }

    /// <summary>Canonical name to header, first of several wins; what is not known keeps its header and is named once in the problems.</summary>
    internal static string[] NameColumns(UploadKind kind, IReadOnlyList<string> headers, Dictionary<string, string> written, List<string> problems)
    {
        var names = new string[headers.Count];
        for (var at = 0; at < headers.Count; at++)
        {
            var header = headers[at];
            var name = RowColumns.Canonical(kind, header) ?? header;
            if (header.Length == 0 || !written.TryAdd(name, header))
            {
                names[at] = "";
                problems.Add(header.Length == 0 ? $"Column {at + 1} has no name and is left out." : $"The column '{PlainText.Line(header, 40)}' says the same as '{PlainText.Line(written[name], 40)}' and is left out.");
                continue;
            }

            names[at] = name;
            if (RowColumns.Canonical(kind, header) is null)
            {
                problems.Add($"The column '{PlainText.Line(header, 40)}' is not known and is left out.");
            }
        }

        return names;
    }
}
