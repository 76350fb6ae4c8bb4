using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EsgFunctions.LocalHost;

/// <summary>Node and npm: started, listened to, asked to end.</summary>
internal static partial class ChildProcess
{
    private const int Interrupt = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="LocalHostException">The program is not there.</exception>
    public static Process Start(string program, string[] arguments, string workingDirectory)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new LocalHostException($"'{program}' is not on the PATH. LocalHost needs Node 20 or newer and npm for the storage emulator.", ExitCode.NodeMissing, missing);
        }
    }

    /// <summary>All that it writes until it ends.</summary>
    public static async Task<string> DrainAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        return $"{await output}{await error}".Trim();
    }

    /// <summary>Asked first, killed when it does not listen.</summary>
    public static async Task StopAsync(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        _ = SendSignal(process.Id, Interrupt);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
