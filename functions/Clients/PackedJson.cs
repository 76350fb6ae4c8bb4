using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EsgFunctions.Clients;

/// <summary>
/// A record as gzipped JSON in one binary property of a row, which holds 64 KiB: text of other scripts is six bytes a
/// character in JSON, and a tenth of that packed.
/// </summary>
public static class PackedJson
{
    public static byte[] Write<T>(T value, JsonTypeInfo<T> type)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(gzip, value, type);
        }

        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">Not gzip.</exception>
    /// <exception cref="JsonException">Not the record.</exception>
    public static T Read<T>(byte[]? packed, JsonTypeInfo<T> type)
    {
        using var gzip = new GZipStream(new MemoryStream(packed ?? []), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(gzip, type) ?? throw new JsonException($"A packed {typeof(T).Name} is null.");
    }
}
