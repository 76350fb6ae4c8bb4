using System.Net;
using System.Net.Sockets;

namespace EsgFunctions.LocalHost;

/// <summary>A TCP port of 127.0.0.1 that nobody had a moment ago.</summary>
public static class FreePort
{
    public static int Next() => Next(1)[0];

    /// <summary>Different ones.</summary>
    public static int[] Next(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Stop();
        }

        return ports;
    }
}
