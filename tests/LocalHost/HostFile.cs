using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace EsgFunctions.LocalHost;

/// <summary>What host.json says, with overrides from settings <c>AzureFunctionsJobHost__a__b</c>.</summary>
public sealed record HostFile
{
    public string? ExecutablePath { get; init; }

    /// <summary>Arguments, then the quoted worker path, then the worker's arguments, one blank between; <c>%name%</c> not yet replaced.</summary>
    public string Arguments { get; init; } = "";

    public required string WorkingDirectory { get; init; }

    public TimeSpan InitializationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public QueueSettings Queues { get; init; } = new();

    /// <summary>The allow-list of functions; null means all.</summary>
    public IReadOnlyList<string>? Functions { get; init; }

    public static HostFile Read(string appRoot, IReadOnlyDictionary<string, string> settings)
    {
        const string OverridePrefix = "AzureFunctionsJobHost__";
        var overrides = settings
            .Where(s => s.Key.StartsWith(OverridePrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(s => s.Key[OverridePrefix.Length..].Replace("__", ":", StringComparison.Ordinal), s => (string?)s.Value);
        var host = new ConfigurationBuilder().AddJsonFile(Path.Combine(appRoot, "host.json")).AddInMemoryCollection(overrides).Build();
        var handler = host.GetSection("customHandler").Exists() ? host.GetSection("customHandler") : host.GetSection("httpWorker");
        var description = handler.GetSection("description");
        var executable = Expand(description["defaultExecutablePath"] ?? "", settings);
        var inside = Path.Combine(appRoot, executable);
        var work = description["workingDirectory"];
        var workerPath = description["defaultWorkerPath"];
        return new HostFile
        {
            ExecutablePath = executable.Length == 0 ? null : File.Exists(inside) ? inside : executable,
            Arguments = string.Join(' ',
            [
                .. description.GetSection("arguments").GetChildren().Select(a => a.Value ?? ""),
                .. string.IsNullOrEmpty(workerPath) ? [] : new[] { $"\"{workerPath}\"" },
                .. description.GetSection("workerArguments").GetChildren().Select(a => a.Value ?? ""),
            ]),
            WorkingDirectory = string.IsNullOrEmpty(work) ? appRoot : Path.Combine(appRoot, work),
            InitializationTimeout = Time(handler["initializationTimeout"]) ?? TimeSpan.FromSeconds(30),
            FunctionTimeout = Time(host["functionTimeout"]) ?? TimeSpan.FromMinutes(30),
            Queues = QueueSettings.From(host.GetSection("extensions:queues")),
            Functions = host.GetSection("functions").Exists() ? [.. host.GetSection("functions").GetChildren().Select(f => f.Value ?? "")] : null,
        };
    }

    /// <summary>Replaces <c>%name%</c>; what is not set becomes empty.</summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(settings);
        var parts = text.Split('%');
        return parts.Length < 3 ? text : string.Concat(parts.Select((part, i) => i % 2 == 0 ? part : settings.GetValueOrDefault(part, "")));
    }

    private static TimeSpan? Time(string? text) => text switch
    {
        null or "" => null,
        "-1" => TimeSpan.FromDays(20),
        _ => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
    };
}
