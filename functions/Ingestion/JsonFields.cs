using System.Globalization;
using System.Text.Json;

namespace EsgFunctions.Ingestion;

/// <summary>Forgiving access to outside JSON: a field of another kind than expected is a missing one.</summary>
internal static class JsonFields
{
    public static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <exception cref="FeedFormatException">Not JSON, with the place.</exception>
    public static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text.AsMemory().TrimStart("\uFEFF \t\r\n\0"), Options);
        }
        catch (JsonException broken)
        {
            throw new FeedFormatException("This is not valid JSON", (int?)broken.LineNumber + 1, (int?)broken.BytePositionInLine + 1, broken);
        }
    }

    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    /// <summary>Text, or a number or truth value as text; null for anything else and for blanks.</summary>
    public static string? Text(this JsonElement element, string name) => element.Get(name)?.AsText();

    public static string? AsText(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Unpaired(element) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public static double? Number(this JsonElement element, string name) => element.Get(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        { ValueKind: JsonValueKind.String } text => GeoText.Number(text.AsText()),
        _ => null,
    };

    /// <summary>The elements of an array; a single other value as one element; none where it is missing.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) => element.Get(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { } single => [single],
    };

    /// <summary>An instant as text, or as seconds or milliseconds since 1970.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } ? (element.Number(name) is { } number ? FeedDate.FromUnix(number) : null) : FeedDate.Parse(element.Text(name));

    public static string Plain(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Half of a surrogate pair cannot be a string; such a text counts as missing.</summary>
    private static string? Unpaired(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
