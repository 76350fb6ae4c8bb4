using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace EsgFunctions.LocalHost;

/// <summary>
/// The storage emulator, installed from its own lock file on first use and started on free ports of its own.
/// Blob, queue and table services run in one Node process; disposing stops it by asking, since it writes its state to
/// disk every five seconds and when it is asked to end.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";

    /// <summary>The emulator's published, well-known key: a constant of the product, not a secret.</summary>
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

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
        var script = await AzuriteInstall.EnsureAsync(SourceDirectory(), progress, cancellation);
        Directory.CreateDirectory(dataDirectory);

        // A port that is free now may be taken before Node binds it, so a failed start is tried again on other ports.
        for (var attempt = 1; ; attempt++)
        {
            var ports = FreePort.Next(3);
            var node = ChildProcess.Start("node", [
                script, "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--location", dataDirectory,
                "--blobHost", "127.0.0.1", "--blobPort", $"{ports[0]}",
                "--queueHost", "127.0.0.1", "--queuePort", $"{ports[1]}",
                "--tableHost", "127.0.0.1", "--tablePort", $"{ports[2]}"], dataDirectory);
            var output = ChildProcess.DrainAsync(node);
            try
            {
                if (await AllAnswerAsync(node, ports, cancellation))
                {
                    return new AzuriteProcess(node, ports[0], ports[1], ports[2]);
                }
            }
            catch (OperationCanceledException)
            {
                await ChildProcess.StopAsync(node);
                throw;
            }

            await ChildProcess.StopAsync(node);
            if (attempt == 3)
            {
                throw new LocalHostException($"Azurite did not start. It said: {await output}", ExitCode.EmulatorFailed);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ChildProcess.StopAsync(_node);
        _node.Dispose();
    }

    private static string SourceDirectory() =>
        typeof(AzuriteProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "LocalHostSource").Value!;

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
}
