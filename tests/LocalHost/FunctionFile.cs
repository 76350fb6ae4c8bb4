using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EsgFunctions.LocalHost;

/// <summary>A folder with a function.json: its trigger, its outputs and its retry policy.</summary>
public sealed partial record FunctionFile(string Name, BindingFile Trigger, IReadOnlyList<BindingFile> Outputs, RetryPolicy? Retry)
{
    public bool IsQueue => Trigger.Is("queueTrigger");

    public bool IsTimer => Trigger.Is("timerTrigger");

    public bool IsHttp => Trigger.Is("httpTrigger");

    /// <exception cref="FormatException">The host would report the function as in error and load the others.</exception>
    public static FunctionFile Parse(string name, string json, Func<string, string?> setting)
    {
        if (!FunctionName().IsMatch(name) || string.Equals(name, "host", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"'{name}' is not a name for a function");
        }

        using var file = ParseJson(json);
        if (file.RootElement.ValueKind != JsonValueKind.Object || !file.RootElement.TryGetProperty("bindings", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("there are no bindings");
        }

        var bindings = list.EnumerateArray().Select(b => Binding(b, setting)).ToList();
        var triggers = bindings.Where(b => b.IsTrigger).ToList();
        if (triggers.Count != 1)
        {
            throw new FormatException($"there are {triggers.Count} triggers instead of one");
        }

        var twice = bindings.GroupBy(b => b.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            throw new FormatException($"there are two bindings '{twice.Key}'");
        }

        return new FunctionFile(name, triggers[0], [.. bindings.Where(b => b.IsOutput)], RetryPolicy.From(file.RootElement));
    }

    private static JsonDocument ParseJson(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException broken)
        {
            throw new FormatException($"function.json is not JSON ({broken.Message})", broken);
        }
    }

    private static BindingFile Binding(JsonElement binding, Func<string, string?> setting)
    {
        string? Text(string member) => Member(binding, member) is { ValueKind: JsonValueKind.String } value ? Resolve(value.GetString()!, setting) : null;
        bool? Flag(string member) => Member(binding, member) switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => null,
        };

        var type = Text("type") ?? throw new FormatException("a binding has no type");
        var name = Text("name") ?? throw new FormatException("a binding has no name");
        var isOutput = string.Equals(Text("direction"), "out", StringComparison.OrdinalIgnoreCase);
        if (!BindingName().IsMatch(name) && !(name == "$return" && isOutput))
        {
            throw new FormatException($"'{name}' is not a name for a binding");
        }

        var isQueue = type.StartsWith("queue", StringComparison.OrdinalIgnoreCase);
        var queue = isQueue ? (Text("queueName") ?? throw new FormatException($"binding '{name}' has no queueName")).ToLower(CultureInfo.InvariantCulture) : null;
        if (queue is not null && !QueueName().IsMatch(queue))
        {
            throw new FormatException($"'{queue}' is not a name for a queue");
        }

        return new BindingFile(type, isOutput, name)
        {
            QueueName = queue,
            DataType = Text("dataType"),
            Schedule = Text("schedule"),
            RunOnStartup = Flag("runOnStartup") ?? false,
            UseMonitor = Flag("useMonitor") ?? true,
            Route = Text("route"),
        };
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().Where(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase)).Select(m => (JsonElement?)m.Value).FirstOrDefault()
            : null;

    private static string Resolve(string text, Func<string, string?> setting) =>
        SettingReference().Replace(text, match => setting(match.Groups[1].Value) ?? throw new FormatException($"setting '{match.Groups[1].Value}' is not set"));

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,127}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FunctionName();

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9]{0,127}$")]
    private static partial Regex BindingName();

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}$")]
    private static partial Regex QueueName();

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingReference();
}
