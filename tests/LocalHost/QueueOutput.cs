using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>The host's conversions from the JSON value of a queue output to message bodies.</summary>
public static class QueueOutput
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>
    /// A string that happens to be base64 is decoded and its bytes go out untouched, the only exact way; an array, also
    /// inside a string, is one message an element; an object is written indented.
    /// </summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Bodies(JsonElement value, BindingFile binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        if (value.ValueKind != JsonValueKind.String)
        {
            return value.ValueKind == JsonValueKind.Array ? Elements(value) : [Bytes(Text(value))];
        }

        var text = value.GetString()!;
        if (!binding.IsBinary && TryFromBase64(text) is { } bytes)
        {
            return [bytes];
        }

        return FromText(DateText(text) ?? text);
    }

    private static List<ReadOnlyMemory<byte>> FromText(string text)
    {
        var trimmed = text.Trim();
        if (!(trimmed.StartsWith('[') && trimmed.EndsWith(']')) && !(trimmed.StartsWith('{') && trimmed.EndsWith('}')))
        {
            return [Bytes(text)];
        }

        try
        {
            using var parsed = JsonDocument.Parse(trimmed);
            return parsed.RootElement.ValueKind == JsonValueKind.Array ? Elements(parsed.RootElement) : [Bytes(Text(parsed.RootElement))];
        }
        catch (JsonException)
        {
            return [Bytes(text)];
        }
    }

    private static List<ReadOnlyMemory<byte>> Elements(JsonElement array) => [.. array.EnumerateArray().Select(e => Bytes(Text(e)))];

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => DateText(value.GetString()!) ?? value.GetString()!,
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => JsonSerializer.Serialize(value, Indented),
        _ => value.GetRawText(),
    };

    /// <summary>The host's JSON parser takes ISO dates for dates, and writes them in its culture's format.</summary>
    private static string? DateText(string text) =>
        text.Length is >= 19 and <= 40 && text[4] == '-' && text[10] == 'T'
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
            ? date.ToString(CultureInfo.InvariantCulture)
            : null;

    private static byte[]? TryFromBase64(string text)
    {
        var bytes = new byte[((text.Length * 3) + 3) / 4];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
