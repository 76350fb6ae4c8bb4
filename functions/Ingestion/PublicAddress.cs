using System.Net;
using System.Net.Sockets;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Whether an address is one of the public internet. Everything that IANA's special-purpose registries (RFC 6890 and its updates) do not
/// call globally reachable is refused, and so is an IPv6 address that carries such an IPv4 address within it.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Refused =
    [
        .. Parse(
            "0.0.0.0/8", // this network, RFC 791
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private, RFC 1918
            "100.64.0.0/10", // shared by carriers, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "169.254.0.0/16", // link-local and cloud metadata, RFC 3927
            "168.63.129.16/32", // Azure's virtual public address of the platform
            "192.0.0.0/24", // protocol assignments, RFC 6890
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation, RFC 5737
            "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24", // AS112 and AMT, RFC 7535, 7450, 7534
            "192.88.99.0/24", // 6to4 relays, RFC 7526
            "198.18.0.0/15", // benchmarks, RFC 2544
            "224.0.0.0/4", // multicast, RFC 5771
            "240.0.0.0/4"), // reserved and broadcast, RFC 1112, RFC 919
        .. Parse(
            "::/96", // unspecified, loopback, and IPv4-compatible, RFC 4291
            "64:ff9b:1::/48", // local NAT64, RFC 8215
            "100::/64", "100:0:0:1::/64", // discard, RFC 6666, RFC 9780
            "2001::/23", // protocol assignments with Teredo, ORCHID, benchmarks, RFC 2928
            "2001:db8::/32", "3fff::/20", // documentation, RFC 3849, RFC 9637
            "5f00::/16", // segment routing, RFC 9602
            "fc00::/7", // unique local and cloud metadata, RFC 4193
            "fe80::/10", // link-local, RFC 4291
            "fec0::/10", // site-local, RFC 3879
            "ff00::/8"), // multicast, RFC 4291
    ];

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16"); // RFC 3056
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96"); // RFC 6052
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3"); // all that is given out, RFC 4291
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96"); // RFC 2765

    /// <summary>True only for an address that anybody on the internet may be at.</summary>
    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (Embedded(address) is { } within)
            {
                return IsPublic(within);
            }

            if (!Global.Contains(address) || address.ScopeId != 0)
            {
                return false;
            }
        }

        return !Array.Exists(Refused, network => network.Contains(address));
    }

    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : Nat64.Contains(address) || Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : null;
    }

    private static IEnumerable<IPNetwork> Parse(params string[] networks) => networks.Select(IPNetwork.Parse);
}
