using System.Text.Json;

namespace EsgFunctions.Tests.HouseRules;

/// <summary>One binding of a function.json.</summary>
internal sealed record BindingEntry(string Type, string Direction, string Name, string? Queue, string? Schedule, string? Route, string? Connection)
{
    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.Ordinal);
}

/// <summary>A function.json where it stands in the source.</summary>
/// <param name="Folder">Relative to the root.</param>
internal sealed record FunctionBindings(string Folder, string Name, IReadOnlyList<BindingEntry> Bindings)
{
    public BindingEntry Trigger => Bindings.Single(binding => binding.IsTrigger);

    public IEnumerable<BindingEntry> Outputs => Bindings.Where(binding => binding.Direction == "out");

    public bool IsHttp => Trigger.Type == "httpTrigger";

    public static IReadOnlyList<FunctionBindings> All() => [.. Repository.Files("functions", "function.json").Select(Read)];

    private static FunctionBindings Read(string path)
    {
        using var json = JsonDocument.Parse(Repository.Read(path));
        var bindings = json.RootElement.GetProperty("bindings").EnumerateArray().Select(binding => new BindingEntry(
            Text(binding, "type")!, Text(binding, "direction")!, Text(binding, "name")!, Text(binding, "queueName"), Text(binding, "schedule"), Text(binding, "route"), Text(binding, "connection")));
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        return new FunctionBindings(folder, folder.Split('/')[^1], [.. bindings]);
    }

    private static string? Text(JsonElement binding, string name) => binding.TryGetProperty(name, out var value) ? value.GetString() : null;
}
