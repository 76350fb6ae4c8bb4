using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>A message that an output binding asks for; the body is not yet encoded for the wire.</summary>
public sealed record MessageOut(string Queue, ReadOnlyMemory<byte> Body);

/// <summary>What a handler's answer means to the host.</summary>
public abstract record InvocationResult
{
    private InvocationResult()
    {
    }

    public sealed record Succeeded(IReadOnlyList<MessageOut> Messages, IReadOnlyList<string> Logs) : InvocationResult;

    public sealed record Failed(string Reason) : InvocationResult;

    /// <summary>2xx with nothing in it: the host never notices that the answer came, and waits for its time-out.</summary>
    public sealed record NeverNoticed : InvocationResult;

    /// <summary>Reads a non-forwarded answer. Outputs that are no queues are passed over: LocalHost has no other.</summary>
    /// <param name="mediaType">Content-Type without parameters; null when there is none.</param>
    public static InvocationResult Read(FunctionFile function, int status, string? mediaType, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (status is < 200 or > 299)
        {
            return new Failed($"the handler answered {status}");
        }

        if (body.Length == 0)
        {
            return new NeverNoticed();
        }

        if (mediaType is null || !(mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || mediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)))
        {
            return new Failed($"the handler answered {mediaType ?? "no content type"} instead of application/json");
        }

        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind switch
            {
                JsonValueKind.Null => new NeverNoticed(),
                JsonValueKind.Object => ReadObject(function, answer.RootElement),
                var other => new Failed($"the handler answered a JSON {other} instead of an object"),
            };
        }
        catch (JsonException broken)
        {
            return new Failed($"the handler's answer is not JSON: {broken.Message}");
        }
    }

    private static InvocationResult ReadObject(FunctionFile function, JsonElement answer)
    {
        JsonElement? Named(string name) => answer.EnumerateObject()
            .Where(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase)).Select(m => (JsonElement?)m.Value).LastOrDefault();

        var outputs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (Named("Outputs") is { ValueKind: not JsonValueKind.Null } given)
        {
            if (given.ValueKind != JsonValueKind.Object)
            {
                return new Failed("Outputs is not an object");
            }

            Merge(outputs, given);
        }

        if (Named("ReturnValue") is { } returned)
        {
            if (function.Outputs.Any(o => o.Name == "$return"))
            {
                outputs["$return"] = returned;
            }
            else if (returned.ValueKind == JsonValueKind.Object)
            {
                Merge(outputs, returned);
            }
        }

        var logs = Named("Logs");
        if (logs is { ValueKind: not (JsonValueKind.Array or JsonValueKind.Null) })
        {
            return new Failed("Logs is not an array");
        }

        var messages = function.Outputs
            .Where(binding => binding.QueueName is not null && outputs.TryGetValue(binding.Name, out var value) && value.ValueKind != JsonValueKind.Null)
            .SelectMany(binding => QueueOutput.Bodies(outputs[binding.Name], binding).Select(body => new MessageOut(binding.QueueName!, body)))
            .ToList();
        return new Succeeded(messages, logs is { ValueKind: JsonValueKind.Array } lines ? [.. lines.EnumerateArray().Select(l => l.ToString())] : []);
    }

    private static void Merge(Dictionary<string, JsonElement> outputs, JsonElement members)
    {
        foreach (var member in members.EnumerateObject())
        {
            outputs[member.Name] = member.Value;
        }
    }
}
