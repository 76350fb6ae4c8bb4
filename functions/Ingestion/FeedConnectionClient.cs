using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EsgFunctions.Ingestion;

/// <summary>The host of a request lies where no feed may be read from.</summary>
/// <param name="kind">"a private address", to stand after "redirects to" or "is at".</param>
internal sealed class AddressRefusedException(string kind) : IOException($"is at {kind}")
{
    public string Kind { get; } = kind;
}

/// <summary>
/// Resolves a host itself, refuses it when any of its addresses is not public or its port is not one of the web's, and connects to an
/// address that was checked.
/// </summary>
/// <param name="resolve">The addresses of a name.</param>
internal sealed class FeedConnectionClient(IReadOnlyList<int> allowedLoopbackPorts, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>Where web servers are. Any other port would make of us a scanner of other people's machines.</summary>
    private static readonly int[] WebPorts = [80, 443, 8080, 8443];

    /// <summary>Called by the HTTP handler for each new connection, so that a name that changes its address meanwhile changes nothing.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']').TrimEnd('.'), context.DnsEndPoint.Port);
        var checkedAddresses = Check(IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken), port);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(checkedAddresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="AddressRefusedException">One bad address is enough: a name with a public and a private address is built to slip through.</exception>
    private IPAddress[] Check(IPAddress[] addresses, int port)
    {
        var isOwnFeed = addresses.Length > 0 && allowedLoopbackPorts.Contains(port) && Array.TrueForAll(addresses, IPAddress.IsLoopback);
        if (isOwnFeed)
        {
            // Feeds of this machine are served at the IPv4 address only.
            return [IPAddress.Loopback];
        }

        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (!Array.TrueForAll(addresses, PublicAddress.IsPublic))
        {
            throw new AddressRefusedException("a private address");
        }

        return WebPorts.Contains(port) ? addresses : throw new AddressRefusedException(string.Create(CultureInfo.InvariantCulture, $"port {port}, where no feeds are read from"));
    }
}
