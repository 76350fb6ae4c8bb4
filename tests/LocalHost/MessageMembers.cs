using System.Globalization;
using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>
/// The top-level members of a message that is a JSON object, as the host copies them into the metadata: objects as they
/// are, scalars as text, arrays and nulls not at all.
/// </summary>
public static class MessageMembers
{
    private static readonly Dictionary<string, string> None = [];

    /// <returns>Member name to encoded JSON, in the order of the message; empty for text that is no JSON object.</returns>
    public static IReadOnlyDictionary<string, string> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (!trimmed.StartsWith('{') || !trimmed.EndsWith('}'))
        {
            return None;
        }

        try
        {
            using var message = JsonDocument.Parse(trimmed);
            var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var member in message.RootElement.EnumerateObject())
            {
                if (Encode(member.Value) is { } json)
                {
                    members[member.Name] = json;
                }
            }

            return members;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static string? Encode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Compact(value),
        JsonValueKind.String => HostJson.QuoteTwice(AsHostText(value.GetString()!)),
        JsonValueKind.Number => HostJson.QuoteTwice(value.GetRawText()),
        JsonValueKind.True => HostJson.QuoteTwice("True"),
        JsonValueKind.False => HostJson.QuoteTwice("False"),
        _ => null,
    };

    /// <summary>A string that looks like an ISO date is a date to the host's parser, and comes out in its culture's format.</summary>
    private static string AsHostText(string text) =>
        text.Length is >= 19 and <= 40 && text[4] == '-' && text[10] == 'T'
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
            ? date.ToString(CultureInfo.InvariantCulture)
            : text;

    private static string Compact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(m => $"{HostJson.Quote(m.Name)}:{Compact(m.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Compact))}]",
        JsonValueKind.String => HostJson.Quote(value.GetString()!),
        _ => value.GetRawText(),
    };
}
