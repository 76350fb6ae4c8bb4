using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace EsgFunctions.Hosting;

/// <summary>What the Functions host posts to <c>/{FunctionName}</c>, undone from its layers of encoding.</summary>
/// <remarks>
/// The host writes a text value as a JSON string that contains the JSON text of the value, and an object inline;
/// Microsoft's page shows a message that is JSON as text without that inner layer. All forms are read.
/// </remarks>
public sealed class Invocation
{
    private readonly JsonElement _value;
    private readonly JsonElement _metadata;

    private Invocation(JsonElement value, JsonElement metadata)
    {
        _value = value;
        _metadata = metadata;
    }

    /// <summary>When the message was put on its queue; null for timers and where the host did not say.</summary>
    public DateTimeOffset? InsertionTime => ReadMetadata("InsertionTime") is { } text && DateTimeOffset.TryParse(text, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <summary>Which try this is, from 1; null for timers.</summary>
    public int? DequeueCount => int.TryParse(ReadMetadata("DequeueCount"), out var count) ? count : null;

    /// <param name="binding">Name of the trigger binding in function.json.</param>
    /// <exception cref="MalformedMessageException">The body is not an invocation, or has no such binding.</exception>
    public static async Task<Invocation> ReadAsync(Stream body, string binding, CancellationToken cancellation)
    {
        using var json = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = 64 }, cancellation);
        return Read(json.RootElement.Clone(), binding);
    }

    /// <summary>As <see cref="ReadAsync"/>, of an element that outlives the invocation.</summary>
    public static Invocation Read(JsonElement body, string binding)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("Data", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            throw new MalformedMessageException("The invocation has no 'Data' object.");
        }

        if (!data.TryGetProperty(binding, out var value))
        {
            throw new MalformedMessageException($"The invocation's 'Data' has no member '{binding}'.");
        }

        return new Invocation(value, body.TryGetProperty("Metadata", out var metadata) ? metadata : default);
    }

    public TimerTick ReadTimer() =>
        new(_value.ValueKind == JsonValueKind.Object && _value.TryGetProperty("IsPastDue", out var past) && past.ValueKind == JsonValueKind.True);

    /// <summary>The message as it was put on the queue: its JSON text.</summary>
    /// <exception cref="MalformedMessageException">It is not JSON.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The element is cloned out of its document.")]
    public (JsonElement Json, string Text) ReadMessage()
    {
        // Layers: inline object; or a string that is JSON, which is again a string that is JSON, or base64 of it (one element of several outputs).
        var element = _value;
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        for (var layer = 0; layer < 3 && element.ValueKind == JsonValueKind.String; layer++)
        {
            text = element.GetString()!;
            if (TryParse(text) is { } inner)
            {
                element = inner;
            }
            else if (TryBase64(text) is { } decoded && TryParse(decoded) is { } fromBase64)
            {
                text = decoded;
                element = fromBase64;
            }
            else
            {
                throw new MalformedMessageException($"The message is not JSON. It begins: {Excerpt(text)}");
            }
        }

        return element.ValueKind == JsonValueKind.Object
            ? (element, text)
            : throw new MalformedMessageException($"The message is not a JSON object. It begins: {Excerpt(text)}");
    }

    /// <summary>The text of the message as far as it can be told, for a failure's record; never throws.</summary>
    public string RawText()
    {
        if (_value.ValueKind != JsonValueKind.String)
        {
            return _value.ValueKind == JsonValueKind.Undefined ? "" : _value.GetRawText();
        }

        var text = _value.GetString()!;
        return TryParse(text) is { ValueKind: JsonValueKind.String } inner ? inner.GetString()! : text;
    }

    private static string Excerpt(string text) => text.Length <= 60 ? text : text[..60];

    private static JsonElement? TryParse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TryBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private string? ReadMetadata(string name)
    {
        if (_metadata.ValueKind != JsonValueKind.Object || !_metadata.TryGetProperty(name, out var value))
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Trim('"');
    }
}
