using System.Text.Json;

namespace EsgFunctions.Ingestion;

/// <summary>Rows in JSON: an array of objects, such an array under "rows" or under the name of its kind, or an object a line.</summary>
internal static class JsonRows
{
    private static readonly JsonReaderOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64, AllowMultipleValues = true };

    public static RowDocument Read(byte[] utf8, UploadKind kind, RowLimits limits, List<string> problems)
    {
        var (objects, type, isCut) = Objects(utf8, limits.MaxRows);
        if (isCut)
        {
            problems.Add($"Only the first {limits.MaxRows} rows were read.");
        }

        var headers = objects.SelectMany(entry => entry.Row.EnumerateObject().Select(property => property.Name)).Distinct(StringComparer.Ordinal).Take(limits.MaxColumns + 1).ToList();
        if (headers.Count > limits.MaxColumns)
        {
            throw new FeedFormatException($"The rows have more than {limits.MaxColumns} different properties");
        }

        var settled = RowReader.Settle(kind == UploadKind.Unknown ? KindNamed(type) : kind, headers, objects.Count > 0 ? objects[0].Line : 1);
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = RowReader.NameColumns(settled, headers, written, problems);
        var byHeader = headers.Zip(names).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return new RowDocument(settled, objects.Select(entry => Row(entry.Line, entry.Row, byHeader, written)).ToList(), headers, problems);
    }

    /// <summary>The kind a "type" names, in the singular or the plural; Unknown for any other word.</summary>
    public static UploadKind KindNamed(string? type) => type?.Trim().ToLowerInvariant() switch
    {
        "items" or "item" or "news" => UploadKind.Items,
        "sites" or "site" => UploadKind.Sites,
        "people" or "person" or "persons" => UploadKind.People,
        "rosters" or "roster" => UploadKind.Rosters,
        "trips" or "trip" => UploadKind.Trips,
        _ => UploadKind.Unknown,
    };

    /// <summary>Every object that is a row, with its line, and what "type" the file names beside them.</summary>
    public static (List<(int Line, JsonElement Row)> Objects, string? Type, bool IsCut) Objects(byte[] utf8, int maxRows)
    {
        var rows = new List<(int, JsonElement)>();
        var reader = new Utf8JsonReader(utf8, Options);
        string? type = null;
        var lines = new LineCounter(utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth <= 1)
                {
                    continue;
                }

                if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 0 && IsWrapper(utf8, reader, out type))
                {
                    continue;
                }

                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    if (rows.Count >= maxRows)
                    {
                        return (rows, type, true);
                    }

                    var line = lines.At((int)reader.TokenStartIndex);
                    rows.Add((line, JsonElement.ParseValue(ref reader)));
                }
                else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && !IsRowsProperty(reader.GetString()))
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException broken)
        {
            throw new FeedFormatException("This is not valid JSON", (int?)broken.LineNumber + 1, (int?)broken.BytePositionInLine + 1, broken);
        }

        return (rows, type, false);
    }

    private static bool IsRowsProperty(string? name) => name is "rows" || KindNamed(name) != UploadKind.Unknown;

    /// <summary>Whether the object at the top only holds the rows, and the type that it names.</summary>
    private static bool IsWrapper(byte[] utf8, Utf8JsonReader at, out string? type)
    {
        type = null;
        var isWrapper = false;
        while (at.Read() && at.TokenType == JsonTokenType.PropertyName)
        {
            var name = at.GetString();
            at.Read();
            type = name == "type" && at.TokenType == JsonTokenType.String ? at.GetString() : type;
            if (IsRowsProperty(name) && at.TokenType == JsonTokenType.StartArray)
            {
                isWrapper = true;
                type ??= name == "rows" ? null : name;
            }

            at.Skip();
        }

        return isWrapper;
    }

    private static UploadRow Row(int line, JsonElement json, Dictionary<string, string> byHeader, Dictionary<string, string> written)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var name = byHeader[property.Name];
            var value = property.Value.ValueKind == JsonValueKind.Array
                ? string.Join(';', property.Value.EnumerateArray().Select(element => element.AsText()).OfType<string>())
                : property.Value.AsText();
            if (name.Length > 0 && value?.Trim() is { Length: > 0 } text)
            {
                fields[name] = text;
            }
        }

        return new UploadRow(line, fields, written, json);
    }

    /// <summary>Lines of ascending positions.</summary>
    private sealed class LineCounter(byte[] utf8)
    {
        private int _position;
        private int _line = 1;

        public int At(int position)
        {
            _line += utf8.AsSpan(_position, position - _position).Count((byte)'\n');
            _position = position;
            return _line;
        }
    }
}
