namespace EsgFunctions.LocalHost;

/// <summary>The built app as the host sees it: host.json and one folder per function, exactly one level down.</summary>
public sealed record AppFolder(string Root, HostFile Host, IReadOnlyList<FunctionFile> Functions)
{
    /// <summary>Every queue that a binding names, each with its poison twin where the host would have one.</summary>
    public IReadOnlyList<string> Queues =>
        [.. Functions.SelectMany(f => f.Outputs.Prepend(f.Trigger)).Select(b => b.QueueName).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <param name="warn">Gets a line for each function that is left out, as the host logs and goes on.</param>
    /// <exception cref="LocalHostException">There is no app in the folder.</exception>
    public static AppFolder Read(string root, IReadOnlyDictionary<string, string> settings, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(warn);
        if (!File.Exists(Path.Combine(root, "host.json")))
        {
            throw new LocalHostException($"There is no built app in {root}. Build it first: dotnet build functions", ExitCode.NotBuilt);
        }

        HostFile host;
        try
        {
            host = HostFile.Read(root, settings);
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or OverflowException)
        {
            throw new LocalHostException($"host.json in {root} cannot be read: {broken.Message}", ExitCode.NotBuilt, broken);
        }

        var functions = new List<FunctionFile>();
        foreach (var file in Directory.EnumerateDirectories(root).Select(d => Path.Combine(d, "function.json")).Where(File.Exists).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(Path.GetDirectoryName(file))!;
            if (host.Functions?.Contains(name, StringComparer.OrdinalIgnoreCase) == false || IsDisabled(name, settings))
            {
                warn($"{name} is switched off.");
                continue;
            }

            try
            {
                functions.Add(FunctionFile.Parse(name, File.ReadAllText(file), settings.GetValueOrDefault));
            }
            catch (FormatException wrong)
            {
                warn($"{name} is left out: {wrong.Message}.");
            }
        }

        return new AppFolder(root, host, functions);
    }

    private static bool IsDisabled(string name, IReadOnlyDictionary<string, string> settings) =>
        (settings.GetValueOrDefault($"AzureWebJobs.{name}.Disabled") ?? settings.GetValueOrDefault($"AzureWebJobs_{name}_Disabled"))
            is { } value && (value == "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
}
