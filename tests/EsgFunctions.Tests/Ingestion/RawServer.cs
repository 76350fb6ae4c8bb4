using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EsgFunctions.Tests.Ingestion;

/// <summary>A publisher whose answers no web server would send: bytes as the test gives them, then the connection is closed.</summary>
public sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private Task _answering = Task.CompletedTask;
    private int _connections;

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections ever made to it, whether anything was asked or not.</summary>
    public int Connections => _connections;

    /// <param name="answer">In Latin-1, sent at once for every request.</param>
    public static RawServer Start(string answer) => Start(async (stream, cancellation) => await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancellation));

    public static RawServer Start(Func<NetworkStream, CancellationToken, Task> answer)
    {
        var server = new RawServer();
        server._listener.Start();
        server._answering = server.AnswerAsync(answer);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _answering;
        _stop.Dispose();
    }

    private async Task AnswerAsync(Func<NetworkStream, CancellationToken, Task> answer)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var caller = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                var stream = caller.GetStream();
                await stream.ReadAtLeastAsync(new byte[4096], 16, throwOnEndOfStream: false, _stop.Token);
                await answer(stream, _stop.Token);
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The caller has had enough, or the test is over.
            }
        }
    }
}
