using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using EsgFunctions.IntegrationTests.EndToEnd;
using EsgFunctions.LocalHost;

namespace EsgFunctions.IntegrationTests.Figures;

/// <summary>The published app in its default two processes, on an emulator that tells of each request.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "xunit disposes of it by DisposeAsync.")]
public sealed class MeasuredApp : RunningApp, IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("esg-figures-");
    private Process? _emulator;
    private string _connection = "";

    /// <summary>Lines of the emulator's access log.</summary>
    internal IReadOnlyCollection<string> Requests => _requests;

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Alerting__GroupWait"] = "00:00:30" };

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (FigureFactAttribute.PublishedApp is not null)
        {
            await StartEmulatorAsync();
            await InitializeAsync();
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_emulator is not null)
        {
            await DisposeAsync();
            _emulator.Kill();
            await _emulator.WaitForExitAsync();
            _emulator.Dispose();
        }

        _data.Delete(recursive: true);
    }

    private protected override HostOptions Change(HostOptions options) => options with { Instances = 1, AppRoot = FigureFactAttribute.PublishedApp!, StorageConnection = _connection };

    private async Task StartEmulatorAsync()
    {
        // The other collections have installed it; here it is started by hand, since LocalHost keeps it silent.
        var script = Path.Combine(HostOptions.RepositoryRoot, "tests", "LocalHost", "azurite", "node_modules", "azurite", "dist", "src", "azurite.js");
        var ports = FreePort.Next(3);
        _emulator = new Process
        {
            StartInfo = new ProcessStartInfo("node", $"{script} --skipApiVersionCheck --disableTelemetry --location {_data.FullName} --blobPort {ports[0]} --queuePort {ports[1]} --tablePort {ports[2]}") { RedirectStandardOutput = true },
        };
        _emulator.OutputDataReceived += (_, line) => _requests.Enqueue(line.Data ?? "");
        _emulator.Start();
        _emulator.BeginOutputReadLine();
        const string Account = "devstoreaccount1";
        _connection = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
            + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};TableEndpoint=http://127.0.0.1:{ports[2]}/{Account};";
        foreach (var port in ports)
        {
            await WaitUntilAsync(async () => await IsOpenAsync(port), $"the emulator on port {port}");
        }
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
