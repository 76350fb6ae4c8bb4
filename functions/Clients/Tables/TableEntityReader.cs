using System.Globalization;
using System.Text.Json;

namespace EsgFunctions.Clients.Tables;

/// <summary>Rows from the JSON of an answer (minimal metadata: a type annotation precedes the property it is for).</summary>
internal sealed class TableEntityReader
{
    private const string Annotation = "@odata.type";

    /// <summary>The rows of a page mostly have the same properties in the same order: their names are kept and compared, not made anew.</summary>
    private readonly List<string> _names = [];

    public static T ReadOne<T>(ReadOnlySpan<byte> json)
        where T : TableEntity, new()
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return new TableEntityReader().ReadEntity<T>(ref reader);
    }

    /// <summary>The objects of the answer's <c>value</c> array.</summary>
    public static IReadOnlyList<T> ReadPage<T>(ReadOnlySpan<byte> json)
        where T : TableEntity, new()
    {
        var rows = new List<T>();
        var names = new TableEntityReader();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRows = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (!isRows)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                rows.Add(names.ReadEntity<T>(ref reader));
            }
        }

        return rows;
    }

    private T ReadEntity<T>(ref Utf8JsonReader reader)
        where T : TableEntity, new()
    {
        var entity = new T();
        string? annotated = null;
        string? type = null;
        for (var position = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; position++)
        {
            var name = Name(ref reader, position);
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                // No property of a row is one; metadata might be.
                reader.Skip();
            }
            else if (name.EndsWith(Annotation, StringComparison.Ordinal))
            {
                (annotated, type) = (name, reader.GetString());
            }
            else if (name == WriteId.Property)
            {
                entity.WriteId = reader.GetString();
            }
            else if (name == TableEntity.TimestampName)
            {
                entity.Timestamp = Instant(reader.GetString());
            }
            else if (name == TableEntity.ETagName || !name.StartsWith("odata.", StringComparison.Ordinal))
            {
                var known = annotated is not null && annotated.Length == name.Length + Annotation.Length
                    && annotated.StartsWith(name, StringComparison.Ordinal);
                if (Value(ref reader, known ? type : null) is { } value)
                {
                    entity[name] = value;
                }
            }
        }

        return entity;
    }

    private string Name(ref Utf8JsonReader reader, int position)
    {
        if (position == _names.Count)
        {
            _names.Add(reader.GetString()!);
        }
        else if (!reader.ValueTextEquals(_names[position]))
        {
            _names[position] = reader.GetString()!;
        }

        return _names[position];
    }

    private static object? Value(ref Utf8JsonReader reader, string? type) => type switch
    {
        _ when reader.TokenType == JsonTokenType.Null => null,
        "Edm.Int64" => long.Parse(reader.GetString()!, CultureInfo.InvariantCulture),
        "Edm.DateTime" => Instant(reader.GetString()),
        "Edm.Guid" => reader.GetGuid(),
        "Edm.Binary" => reader.GetBytesFromBase64(),
        "Edm.Double" => reader.TokenType == JsonTokenType.String
            ? double.Parse(reader.GetString()!, CultureInfo.InvariantCulture)
            : reader.GetDouble(),
        _ => reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => Number(ref reader),
            _ => null,
        },
    };

    /// <summary>A whole double is not annotated but comes as 3.0, so a number is a double when it is not written as a whole one.</summary>
    private static object Number(ref Utf8JsonReader reader)
    {
        var isWhole = reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        if (isWhole && reader.TryGetInt32(out var number))
        {
            return number;
        }

        return isWhole && reader.TryGetInt64(out var large) ? large : (object)reader.GetDouble();
    }

    private static DateTimeOffset? Instant(string? text) => text is null
        ? null
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
