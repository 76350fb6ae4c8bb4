using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EsgFunctions.LocalHost;

/// <summary>
/// The storage emulator, installed from its own lock file on first use and started on free ports of its own.
/// Blob, queue and table services run in one Node process; disposing stops it.
/// </summary>
public sealed partial class AzuriteProcess : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>The emulator's published, well-known key: a constant of the product, not a secret.</summary>
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int Interrupt = 2;

    private readonly Process _node;

    private AzuriteProcess(Process node, int blobPort, int queuePort, int tablePort)
    {
        _node = node;
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};" +
            $"BlobEndpoint=http://127.0.0.1:{blobPort}/{Account};" +
            $"QueueEndpoint=http://127.0.0.1:{queuePort}/{Account};" +
            $"TableEndpoint=http://127.0.0.1:{tablePort}/{Account};";
    }

    public string ConnectionString { get; }

    public int ProcessId => _node.Id;

    /// <summary>Installs where needed, starts, and returns when all three services answer.</summary>
    /// <param name="dataDirectory">Where the emulator keeps its files; created if missing.</param>
    /// <param name="progress">One line per step that takes time.</param>
    /// <exception cref="LocalHostException">Node or npm is missing, the install failed, or the emulator did not start.</exception>
    public static async Task<AzuriteProcess> StartAsync(string dataDirectory, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var script = await InstallAsync(progress, cancellation);
        Directory.CreateDirectory(dataDirectory);

        // A port that is free now may be taken before Node binds it, so a failed start is tried again on other ports.
        for (var attempt = 1; ; attempt++)
        {
            var ports = FreePort.Next(3);
            var node = Start("node", [
                script, "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", dataDirectory,
                "--blobHost", "127.0.0.1", "--blobPort", $"{ports[0]}",
                "--queueHost", "127.0.0.1", "--queuePort", $"{ports[1]}",
                "--tableHost", "127.0.0.1", "--tablePort", $"{ports[2]}"], dataDirectory);
            var output = Drain(node);
            try
            {
                if (await AllAnswerAsync(node, ports, cancellation))
                {
                    return new AzuriteProcess(node, ports[0], ports[1], ports[2]);
                }
            }
            catch (OperationCanceledException)
            {
                await StopAsync(node);
                throw;
            }

            await StopAsync(node);
            if (attempt == 3)
            {
                throw new LocalHostException($"Azurite did not start. It said: {await output}", ExitCode.EmulatorFailed);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_node);
        _node.Dispose();
    }

    private static async Task<string> InstallAsync(Action<string> progress, CancellationToken cancellation)
    {
        var home = Path.Combine(SourceDirectory(), "azurite");
        var script = Path.Combine(home, "node_modules", "azurite", "dist", "src", "azurite.js");
        var complete = Path.Combine(home, "node_modules", ".installed");
        using var once = await LockAsync(Path.Combine(home, ".install.lock"), cancellation);
        if (File.Exists(script) && File.Exists(complete) && File.GetLastWriteTimeUtc(complete) >= File.GetLastWriteTimeUtc(Path.Combine(home, "package-lock.json")))
        {
            return script;
        }

        progress("Installing Azurite from its lock file (first use only, about a minute)...");
        using var npm = Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], home);
        var output = Drain(npm);
        try
        {
            await npm.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        if (npm.ExitCode != 0)
        {
            throw new LocalHostException($"npm could not install Azurite (is the package registry reachable?). It said: {await output}", ExitCode.InstallFailed);
        }

        await File.WriteAllTextAsync(complete, "", cancellation);
        return script;
    }

    private static string SourceDirectory() =>
        typeof(AzuriteProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "LocalHostSource").Value!;

    /// <summary>Two test runs at once must not install into the same folder at once.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }
        }
    }

    private static Process Start(string program, string[] arguments, string workingDirectory)
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

    private static async Task<string> Drain(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        return $"{await output}{await error}".Trim();
    }

    private static async Task<bool> AllAnswerAsync(Process node, int[] ports, CancellationToken cancellation)
    {
        foreach (var port in ports)
        {
            for (var tries = 0; ; tries++)
            {
                if (node.HasExited || tries > 600)
                {
                    return false;
                }

                try
                {
                    using var probe = new TcpClient();
                    await probe.ConnectAsync(IPAddress.Loopback, port, cancellation);
                    break;
                }
                catch (SocketException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
                }
            }
        }

        return !node.HasExited;
    }

    /// <summary>Asked first: the emulator writes its state to disk every five seconds, and when it is asked to end.</summary>
    private static async Task StopAsync(Process node)
    {
        if (node.HasExited)
        {
            return;
        }

        _ = SendSignal(node.Id, Interrupt);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            await node.WaitForExitAsync(CancellationToken.None);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
