namespace EsgFunctions.LocalHost;

/// <summary>One binding of a function.json, settings in <c>%name%</c> resolved.</summary>
public sealed record BindingFile(string Type, bool IsOutput, string Name)
{
    /// <summary>Lower case, as the host makes it; null where the binding is no queue.</summary>
    public string? QueueName { get; init; }

    public string? DataType { get; init; }

    public string? Schedule { get; init; }

    public bool RunOnStartup { get; init; }

    public bool UseMonitor { get; init; } = true;

    public string? Route { get; init; }

    public bool IsBinary => string.Equals(DataType, "binary", StringComparison.OrdinalIgnoreCase);

    public bool IsTrigger => Type.EndsWith("trigger", StringComparison.OrdinalIgnoreCase);

    public bool Is(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);
}
