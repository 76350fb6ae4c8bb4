using System.Diagnostics;

namespace EsgFunctions.LocalHost;

/// <summary>All that is needed to start a custom handler as the host would.</summary>
/// <param name="Environment">Added to the environment of this process: app settings and the host's own variables.</param>
public sealed record HandlerStart(
    string Name, string Executable, string Arguments, string WorkingDirectory, int Port, TimeSpan InitializationTimeout, IReadOnlyDictionary<string, string> Environment)
{
    public static HandlerStart For(string name, AppFolder app, int port, IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(app);
        var executable = app.Host.ExecutablePath ?? throw new LocalHostException("host.json names no customHandler.description.defaultExecutablePath.", ExitCode.NotBuilt);
        if (executable.Contains('/', StringComparison.Ordinal) && !File.Exists(executable))
        {
            throw new LocalHostException($"{executable} does not exist. Build the app first: dotnet build functions", ExitCode.NotBuilt);
        }

        var id = Guid.NewGuid().ToString();
        var environment = new Dictionary<string, string>(settings)
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}",
            ["FUNCTIONS_HTTPWORKER_PORT"] = $"{port}",
            ["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = id,
            ["FUNCTIONS_HTTPWORKER_ID"] = id,
            ["FUNCTIONS_APP_ROOT_PATH"] = app.Root,
        };
        return new HandlerStart(name, executable, HostFile.Expand(app.Host.Arguments, environment), app.Host.WorkingDirectory, port, app.Host.InitializationTimeout, environment);
    }

    /// <summary>The command line as the host makes it, with all streams redirected.</summary>
    public ProcessStartInfo ToCommand()
    {
        var command = new ProcessStartInfo(Executable, Arguments)
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in Environment)
        {
            command.Environment[name] = value;
        }

        return command;
    }
}
