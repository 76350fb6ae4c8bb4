using System.Net;
using System.Net.Sockets;

namespace EsgFunctions.Ingestion;

/// <summary>The host of a request lies where no feed may be read from.</summary>
/// <param name="kind">"a private address", to stand after "redirects to" or "is at".</param>
internal sealed class AddressRefusedException(string kind) : IOException($"is at {kind}")
{
    public string Kind { get; } = kind;
}

/// <summary>Resolves a host itself, refuses it when any of its addresses is not public, and connects to an address that was checked.</summary>
internal sealed class FeedConnectionClient(IReadOnlyList<int> allowedLoopbackPorts)
{
    /// <summary>Called by the HTTP handler for each new connection, so that a name that changes its address meanwhile changes nothing.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => IsAllowedLoopback(address, port));
        if (allowed.Length == 0)
        {
            // One bad address is enough: a name with a public and a private address is built to slip through.
            allowed = Array.TrueForAll(addresses, PublicAddress.IsPublic) && addresses.Length > 0 ? addresses : throw new AddressRefusedException("a private address");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowedLoopback(IPAddress address, int port) => address.Equals(IPAddress.Loopback) && allowedLoopbackPorts.Contains(port);
}
