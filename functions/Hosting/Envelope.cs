using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsgFunctions.Hosting;

/// <summary>
/// A message as it travels: <c>{"trace": W3C traceparent, "data": the record}</c>. Two top-level names only, since the
/// host copies each into binding metadata, where a name such as Id would hide the queue's own.
/// </summary>
public static class Envelope
{
    /// <summary>A payload is base64 twice on the wire, whose limit is 64 KiB.</summary>
    public const int MaxPayloadBytes = 36 * 1024;

    /// <exception cref="InvalidOperationException">Larger than <see cref="MaxPayloadBytes"/>: bodies belong in blobs.</exception>
    public static byte[] Write(object message, JsonTypeInfo type, string? trace)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (trace is not null)
            {
                writer.WriteString("trace", trace);
            }

            writer.WritePropertyName("data");
            JsonSerializer.Serialize(writer, message, type);
            writer.WriteEndObject();
        }

        return buffer.WrittenCount <= MaxPayloadBytes
            ? buffer.WrittenSpan.ToArray()
            : throw new InvalidOperationException($"A message of {buffer.WrittenCount} bytes is over the limit of {MaxPayloadBytes}.");
    }

    /// <exception cref="MalformedMessageException">No <c>data</c>, or it is not the record.</exception>
    public static (T Message, string? Trace) Read<T>(JsonElement json, JsonTypeInfo<T> type)
    {
        if (!json.TryGetProperty("data", out var data))
        {
            throw new MalformedMessageException("The message has no member 'data'.");
        }

        var trace = json.TryGetProperty("trace", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        try
        {
            return (data.Deserialize(type) ?? throw new MalformedMessageException("The message's 'data' is null."), trace);
        }
        catch (JsonException wrong)
        {
            throw new MalformedMessageException($"The message's 'data' is not a {typeof(T).Name}: {wrong.Message}", wrong);
        }
    }
}
