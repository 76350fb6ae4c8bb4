using System.ComponentModel;
using System.Diagnostics;

namespace EsgFunctions.Benchmarks.Measuring;

/// <summary>A process that does one thing from its start to its end, so that nothing before it counts.</summary>
internal static class MeasuredProcess
{
    /// <summary>This program again, with the runtime settings of the deployed app, which stand beside it.</summary>
    public static string? RunSelf(params IReadOnlyList<string> arguments)
    {
        var self = typeof(MeasuredProcess).Assembly.Location;
        return Run(
            "dotnet",
            ["exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "handler.runtimeconfig.json"), "--depsfile", Path.ChangeExtension(self, ".deps.json"), self, .. arguments],
            Path.GetTempPath());
    }

    /// <summary>All that it wrote; null, with the reason on the error stream, where it could not be started or failed.</summary>
    public static string? Run(string program, IReadOnlyList<string> arguments, string workingDirectory)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = workingDirectory, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return output.Trim();
            }

            Console.Error.WriteLine($"{program} ended with {process.ExitCode}: {output}");
        }
        catch (Win32Exception missing)
        {
            Console.Error.WriteLine($"{program} cannot be started: {missing.Message}");
        }

        return null;
    }
}
