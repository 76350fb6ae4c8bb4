using System.Text.Json;

namespace EsgFunctions.Hosting;

/// <summary>Reads the Event Grid schema and CloudEvents 1.0; names without regard to case, as their documents differ in it.</summary>
public static class EventGridEvent
{
    /// <exception cref="MalformedMessageException">Not an event of a created blob.</exception>
    public static BlobCreated ReadBlobCreated(JsonElement json)
    {
        var type = Text(json, "eventType") ?? Text(json, "type");
        if (type is not "Microsoft.Storage.BlobCreated")
        {
            throw new MalformedMessageException($"The event is of type '{type}', not Microsoft.Storage.BlobCreated.");
        }

        var subject = Text(json, "subject") ?? throw new MalformedMessageException("The event has no subject.");
        var at = Text(json, "eventTime") ?? Text(json, "time");
        var etag = Member(json, "data") is { ValueKind: JsonValueKind.Object } data ? Text(data, "eTag") : null;
        return new BlobCreated(
            Text(json, "id") ?? "",
            subject,
            DateTimeOffset.TryParse(at, out var time) ? time : DateTimeOffset.UnixEpoch,
            etag);
    }

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static JsonElement? Member(JsonElement json, string name)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }
}
