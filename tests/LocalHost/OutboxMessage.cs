using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EsgFunctions.LocalHost;

/// <summary>A message that was "sent" on this machine: a JSON blob of container outbox.</summary>
public sealed record OutboxMessage(
    string? Channel, string? To, string? PersonId, string? Subject, string? Text, string? Html, string? AlertId, string? StoryId, string? Reason, DateTimeOffset? At)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [JsonIgnore]
    public bool IsSms => string.Equals(Channel, "sms", StringComparison.OrdinalIgnoreCase);
}
