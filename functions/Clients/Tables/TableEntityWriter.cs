using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EsgFunctions.Clients.Tables;

/// <summary>An entity as the JSON of a write: one line, with a type annotation wherever JSON alone would lose the type.</summary>
internal static class TableEntityWriter
{
    // The body is application/json, never HTML: other scripts than Latin need no escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <exception cref="ArgumentException">A key, name or value is one that the service refuses; the message names it.</exception>
    public static void Write(IBufferWriter<byte> output, TableEntity entity, string? writeId)
    {
        CheckKeys(entity);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString(TableEntity.PartitionKeyName, entity.PartitionKey);
        json.WriteString(TableEntity.RowKeyName, entity.RowKey);
        var count = 0;
        using var properties = entity.Properties();
        while (properties.MoveNext())
        {
            var (name, value) = properties.Current;
            if (value is null || name is TableEntity.PartitionKeyName or TableEntity.RowKeyName or TableEntity.TimestampName or TableEntity.ETagName)
            {
                continue;
            }

            TableLimits.CheckName(name);
            WriteProperty(json, name, value);
            count++;
        }

        if (count > TableLimits.OwnProperties)
        {
            throw new ArgumentException($"The entity has {count} properties; the limit is {TableLimits.OwnProperties}.", nameof(entity));
        }

        if (writeId is not null && count < TableLimits.OwnProperties)
        {
            json.WriteString(WriteId.Property, writeId);
        }

        json.WriteEndObject();
    }

    public static void CheckKeys(TableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        TableLimits.CheckKey(entity.PartitionKey, TableEntity.PartitionKeyName);
        TableLimits.CheckKey(entity.RowKey, TableEntity.RowKeyName);
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                TableLimits.CheckString(name, text);
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                Annotate(json, name, "Edm.Int64");
                json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                Annotate(json, name, "Edm.Double");
                WriteDouble(json, name, number);
                break;
            case DateTimeOffset instant:
                WriteInstant(json, name, instant);
                break;
            case DateTime { Kind: DateTimeKind.Unspecified }:
                throw new ArgumentException($"Property {name} is a DateTime of no known zone; give a DateTimeOffset.", name);
            case DateTime instant:
                WriteInstant(json, name, new DateTimeOffset(instant));
                break;
            case Guid id:
                Annotate(json, name, "Edm.Guid");
                json.WriteString(name, id);
                break;
            case byte[] bytes:
                WriteBinary(json, name, bytes);
                break;
            case BinaryData bytes:
                WriteBinary(json, name, bytes.ToMemory().Span);
                break;
            default:
                throw new ArgumentException($"Property {name} is a {value.GetType().Name}; Table Storage has no such type.", name);
        }
    }

    private static void Annotate(Utf8JsonWriter json, string name, string type) => json.WriteString($"{name}@odata.type", type);

    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateTimeOffset instant)
    {
        TableLimits.CheckInstant(name, instant);
        Annotate(json, name, "Edm.DateTime");
        json.WriteString(name, instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
    }

    private static void WriteBinary(Utf8JsonWriter json, string name, ReadOnlySpan<byte> bytes)
    {
        TableLimits.CheckBinary(name, bytes);
        Annotate(json, name, "Edm.Binary");
        json.WriteBase64String(name, bytes);
    }
}
