using System.Buffers;
using System.Text.Json;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Rows in JSON: an array of objects, such an array under "rows" or under the name of its kind, or an object a line. The position of a row
/// is all that is kept: what lies before it is not read again.
/// </summary>
internal static class JsonRows
{
    /// <summary>Rows whose properties are the columns of the file.</summary>
    private const int SampleRows = 20;

    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private static readonly SearchValues<byte> GapBytes = SearchValues.Create(" \t\r\n,\0"u8);

    public static RowStart Begin(ReadOnlyMemory<byte> head, bool isWhole)
    {
        var (form, type, start) = Frame(head.Span, isWhole);
        var first = new RowPosition(start, RowReader.LineBreaks(head.Span[..start]) + 1);
        var sample = Read(head[start..], isWhole, new RowLayout(UploadKind.Unknown, form, ',', []), first, SampleRows);
        var columns = sample.Rows.SelectMany(row => row.Json is { } json ? Properties(json).Select(property => property.Name) : []).Distinct(StringComparer.Ordinal).Take(RowReader.MaxColumns + 1).ToList();
        if (columns.Count > RowReader.MaxColumns)
        {
            throw new FeedFormatException($"The rows have more than {RowReader.MaxColumns} different properties");
        }

        if (columns.Count == 0 && sample.Rows.Count > 0)
        {
            throw new FeedFormatException($"This {sample.Rows[0].Errors[0].Reason}", sample.Rows[0].Line);
        }

        var named = KindNamed(type);
        var kind = named != UploadKind.Unknown && sample.Rows.Count == 0 ? named : RowReader.Settle(named, columns, null, sample.Rows.Count > 0 ? sample.Rows[0].Line : 1);
        var problems = columns.Where(column => RowColumns.Canonical(kind, column) is null).Select(column => $"The column '{PlainText.Line(column, 40)}' is not known and is left out.");
        return new RowStart(new RowLayout(kind, form, ',', columns), first, [.. problems]);
    }

    public static RowSlice Read(ReadOnlyMemory<byte> window, bool isLast, RowLayout layout, RowPosition at, int maxRows)
    {
        var rows = new List<UploadRow>();
        var (position, counted, line) = (0, 0, at.Line);
        while (true)
        {
            position += Gap(window.Span[position..]);
            line += RowReader.LineBreaks(window.Span[counted..position]);
            counted = position;
            var next = new RowPosition(at.Offset + position, line);
            if (position >= window.Length || (window.Span[position] == ']' && layout.Form == RowForm.JsonArray))
            {
                return new RowSlice(rows, next, isLast || position < window.Length, position >= window.Length && layout.Form == RowForm.JsonArray && isLast ? "The list is not closed: is the file cut off?" : null);
            }

            if (rows.Count >= maxRows)
            {
                return new RowSlice(rows, next, IsEnd: false, null);
            }

            var (length, json, isBroken) = Value(window[position..], isLast);
            if (length == 0 && !isBroken && position > 0)
            {
                return new RowSlice(rows, next, IsEnd: false, null);
            }

            if (length > 0 && !isBroken)
            {
                rows.Add(json is { ValueKind: JsonValueKind.Object } ? Row(line, json.Value, layout.Kind) : Rejected(line, "is no JSON object"));
                position += length;
                continue;
            }

            rows.Add(Rejected(line, isBroken ? "is not valid JSON" : $"is longer than {RowReader.MaxRowBytes / 1024} KB"));
            var end = window.Span[position..].IndexOf((byte)'\n');
            if (layout.Form != RowForm.JsonLines || end < 0)
            {
                return new RowSlice(rows, next, IsEnd: true, isLast && end < 0 ? null : $"Nothing after line {line} could be read.");
            }

            position += end;
        }
    }

    /// <summary>The kind a "type" names, in the singular or the plural; Unknown for any other word.</summary>
    private static UploadKind KindNamed(string? type) => type?.Trim().ToLowerInvariant() switch
    {
        "items" or "item" or "news" => UploadKind.Items,
        "sites" or "site" => UploadKind.Sites,
        "people" or "person" or "persons" => UploadKind.People,
        "rosters" or "roster" => UploadKind.Rosters,
        "trips" or "trip" => UploadKind.Trips,
        _ => UploadKind.Unknown,
    };

    /// <summary>Where the rows begin, and what "type" an object around them names before they do.</summary>
    private static (RowForm Form, string? Type, int Start) Frame(ReadOnlySpan<byte> head, bool isWhole)
    {
        var start = Gap(head);
        if (head[start] == '[')
        {
            return (RowForm.JsonArray, null, start + 1);
        }

        string? type = null;
        try
        {
            var reader = new Utf8JsonReader(head[start..], isWhole, new JsonReaderState(Options));
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                if (!reader.Read())
                {
                    break;
                }

                type = name == "type" && reader.TokenType == JsonTokenType.String ? reader.GetString() : type;
                if (reader.TokenType == JsonTokenType.StartArray && (name == "rows" || KindNamed(name) != UploadKind.Unknown))
                {
                    return (RowForm.JsonArray, type ?? name, start + (int)reader.BytesConsumed);
                }

                if (!reader.TrySkip())
                {
                    break;
                }
            }
        }
        catch (JsonException)
        {
            // Broken, or an object a line: the rows say where.
        }

        return (RowForm.JsonLines, null, start);
    }

    /// <summary>What lies between two rows: white space, commas, and a byte order mark before the first.</summary>
    private static int Gap(ReadOnlySpan<byte> text)
    {
        var mark = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        return text[mark..].IndexOfAnyExcept(GapBytes) is var gap and >= 0 ? mark + gap : text.Length;
    }

    /// <summary>One value; of length 0 where it does not end within the bytes, or within what a row may have.</summary>
    private static (int Length, JsonElement? Json, bool IsBroken) Value(ReadOnlyMemory<byte> text, bool isLast)
    {
        var isCut = text.Length > RowReader.MaxRowBytes;
        var bytes = isCut ? text.Span[..RowReader.MaxRowBytes] : text.Span;
        try
        {
            var reader = new Utf8JsonReader(bytes, isLast && !isCut, new JsonReaderState(Options));
            if (!reader.Read() || !reader.TrySkip())
            {
                return (0, null, false);
            }

            var length = (int)reader.BytesConsumed;
            var again = new Utf8JsonReader(bytes[..length], Options);
            return (length, JsonElement.ParseValue(ref again), false);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return (0, null, true);
        }
    }

    private static UploadRow Row(int line, JsonElement json, UploadKind kind)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (property, element) in Properties(json))
        {
            if (written.Count >= RowReader.MaxColumns)
            {
                return Rejected(line, $"has more than {RowReader.MaxColumns} properties");
            }

            var name = RowColumns.Canonical(kind, property) ?? property;
            var value = element.ValueKind == JsonValueKind.Array
                ? string.Join(';', element.EnumerateArray().Select(one => one.AsText()).OfType<string>())
                : element.AsText();
            if (written.TryAdd(name, property) && value?.Trim() is { Length: > 0 } text)
            {
                fields[name] = text;
            }
        }

        return new UploadRow(line, fields, written, json);
    }

    private static UploadRow Rejected(int line, string reason)
    {
        var row = new UploadRow(line, new Dictionary<string, string>(), []);
        row.Reject(null, reason);
        return row;
    }

    /// <summary>Half of a surrogate pair cannot be in a name; such a property counts as missing.</summary>
    private static IEnumerable<(string Name, JsonElement Value)> Properties(JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            string name;
            try
            {
                name = property.Name;
            }
            catch (InvalidOperationException)
            {
                continue;
            }

            yield return (name, property.Value);
        }
    }
}
