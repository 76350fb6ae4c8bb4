using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;

namespace EsgFunctions.Clients.Tables;

/// <summary>The service's error code and message: from a JSON body, else an XML body, else the x-ms-error-code header.</summary>
internal sealed class TableErrors : RequestFailedDetailsParser
{
    public static TableErrors Parser { get; } = new();

    public override bool TryParse(Response response, [NotNullWhen(true)] out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        error = Of(response);
        return error is not null;
    }

    public static ResponseError? Of(Response response)
    {
        var body = response.ContentStream is MemoryStream ? response.Content.ToMemory() : default;
        return FromJson(body)
            ?? FromXml(body)
            ?? (response.Headers.TryGetValue("x-ms-error-code", out var code) ? new ResponseError(code, null) : null);
    }

    private static ResponseError? FromJson(ReadOnlyMemory<byte> body)
    {
        if (body.Span.TrimStart(" \r\n\t"u8) is not [(byte)'{', ..])
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("odata.error", out var error)
                && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("code", out var code)
                ? new ResponseError(code.GetString(), Message(error))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Message(JsonElement error) =>
        error.TryGetProperty("message", out var message)
        && message.ValueKind == JsonValueKind.Object
        && message.TryGetProperty("value", out var value)
            ? value.GetString()
            : null;

    private static ResponseError? FromXml(ReadOnlyMemory<byte> body)
    {
        // Azurite's begins with a byte order mark or with the declaration, the service's with either.
        if (body.Span.IndexOf((byte)'<') is < 0 or > 3)
        {
            return null;
        }

        try
        {
            using var text = new MemoryStream(body.ToArray(), writable: false);
            var root = XDocument.Load(text).Root;
            return root?.Elements().FirstOrDefault(e => string.Equals(e.Name.LocalName, "code", StringComparison.OrdinalIgnoreCase)) is { } code
                ? new ResponseError(code.Value, root.Elements().FirstOrDefault(e => string.Equals(e.Name.LocalName, "message", StringComparison.OrdinalIgnoreCase))?.Value)
                : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
