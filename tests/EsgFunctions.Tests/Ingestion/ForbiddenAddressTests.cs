using System.Globalization;
using System.Net;
using System.Text;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

/// <summary>
/// Addresses that lead to our own machine, network or cloud, written in every way that is known to slip past a check. A server on this
/// machine counts the connections that are made to it: there must be none.
/// </summary>
public class ForbiddenAddressTests
{
    private const string Private = "a private address";
    private const string Scheme = "an address other than http or https";
    private const string User = "an address with a user name";

    /// <summary>Names of the outside world, and what their owners let them resolve to; all others mean this machine.</summary>
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["localhost"] = ["127.0.0.1", "::1"],
        ["localhost.localdomain"] = ["127.0.0.1"],
        ["loop.example"] = ["127.0.0.1"],
        ["loop6.example"] = ["::1"],
        ["mapped.example"] = ["::ffff:127.0.0.1"],
        ["translated.example"] = ["64:ff9b::7f00:1"],
        ["six-to-four.example"] = ["2002:7f00:1::"],
        ["teredo.example"] = ["2001:0:4136:e378:8000:63bf:80ff:fffe"],
        ["compatible.example"] = ["::127.0.0.1"],
        ["any.example"] = ["0.0.0.0"],
        ["ten.example"] = ["10.1.2.3"],
        ["office.example"] = ["192.168.1.1"],
        ["carrier.example"] = ["100.100.100.200"],
        ["metadata.google.internal"] = ["169.254.169.254"],
        ["aws6.example"] = ["fd00:ec2::254"],
        ["azure.example"] = ["168.63.129.16"],
        ["oracle.example"] = ["192.0.0.192"],
        ["link.example"] = ["fe80::1%2"],
        ["many.example"] = ["224.0.0.1"],
        ["everybody.example"] = ["255.255.255.255"],
        ["mixed.example"] = ["93.184.216.34", "10.0.0.1"],
        ["mixed6.example"] = ["2606:2800:220:1::1", "127.0.0.1"],
        ["mixed-first.example"] = ["127.0.0.1", "93.184.216.34"],
        ["xn--bcher-kva.example"] = ["127.0.0.1"],
        ["127.0.0.1.nip.example"] = ["127.0.0.1"],
        ["nobody.example"] = [],
        ["public.example"] = ["93.184.216.34"],
    };

    /// <summary>{0} is the port of the server that must not be reached.</summary>
    public static TheoryData<string, string> Forbidden => new()
    {
        { "http://127.0.0.1:{0}/", Private },
        { "http://127.1:{0}/", Private },
        { "http://127.255.255.254:{0}/", Private },
        { "http://2130706433:{0}/", Private },
        { "http://0x7f000001:{0}/", Private },
        { "http://0x7f.0.0.1:{0}/", Private },
        { "http://0177.0.0.1:{0}/", Private },
        { "http://017700000001:{0}/", Private },
        { "http://127.0.0.1.:{0}/", Private },
        { "http://0:{0}/", Private },
        { "http://0.0.0.0:{0}/", Private },
        { "http://[::1]:{0}/", Private },
        { "http://[::]:{0}/", Private },
        { "http://[0:0:0:0:0:0:0:1]:{0}/", Private },
        { "http://[::ffff:127.0.0.1]:{0}/", Private },
        { "http://[::ffff:7f00:1]:{0}/", Private },
        { "http://[::ffff:0:127.0.0.1]:{0}/", Private },
        { "http://[64:ff9b::7f00:1]:{0}/", Private },
        { "http://[64:ff9b:1::7f00:1]:{0}/", Private },
        { "http://[2002:7f00:1::]:{0}/", Private },
        { "http://[fe80::1%25lo]:{0}/", Private },
        { "http://[fe80::1%1]:{0}/", Private },
        { "http://①②⑦.⓪.⓪.①:{0}/", Private },
        { "http://127。0。0。1:{0}/", Private },
        { "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{0}/", Private },
        { "http://LOCALHOST:{0}/", Private },
        { "http://localhost.:{0}/", Private },
        { "http://localhost.localdomain:{0}/", Private },
        { "http://loop.example:{0}/", Private },
        { "http://loop6.example:{0}/", Private },
        { "http://mapped.example:{0}/", Private },
        { "http://translated.example:{0}/", Private },
        { "http://six-to-four.example:{0}/", Private },
        { "http://teredo.example:{0}/", Private },
        { "http://compatible.example:{0}/", Private },
        { "http://any.example:{0}/", Private },
        { "http://mixed.example:{0}/", Private },
        { "http://mixed6.example:{0}/", Private },
        { "http://mixed-first.example:{0}/", Private },
        { "http://bücher.example:{0}/", Private },
        { "http://127.0.0.1.nip.example:{0}/", Private },
        { "https://loop.example:{0}/", Private },
        { "http://ten.example/", Private },
        { "http://office.example/", Private },
        { "http://carrier.example/latest/meta-data", Private },
        { "http://metadata.google.internal/computeMetadata/v1/", Private },
        { "http://169.254.169.254/metadata/instance", Private },
        { "http://[::ffff:a9fe:a9fe]/latest/meta-data", Private },
        { "http://aws6.example/latest/meta-data", Private },
        { "http://[fd00:ec2::254]/latest/meta-data", Private },
        { "http://168.63.129.16/machine?comp=goalstate", Private },
        { "http://azure.example/machine", Private },
        { "http://oracle.example/opc/v2/", Private },
        { "http://link.example/", Private },
        { "http://many.example/", Private },
        { "http://everybody.example/", Private },
        { "http://198.18.0.1/", Private },
        { "http://203.0.113.7/", Private },
        { "http://[2001:db8::1]/", Private },
        { "http://public@127.0.0.1:{0}/", User },
        { "http://public.example:80@127.0.0.1:{0}/", User },
        { "http://public.example:22/", "port 22, where no feeds are read from" },
        { "http://public.example:6379/", "port 6379, where no feeds are read from" },
        { "http://public.example:{0}/", "port {0}, where no feeds are read from" },
        { "file:///etc/passwd", Scheme },
        { "gopher://127.0.0.1:{0}/_GET", Scheme },
        { "ftp://127.0.0.1:{0}/", Scheme },
        { "dict://127.0.0.1:{0}/info", Scheme },
        { "ldap://127.0.0.1:{0}/", Scheme },
        { "jar:http://127.0.0.1:{0}/!/", Scheme },
        { "unix:///var/run/docker.sock", Scheme },
        { "ws://127.0.0.1:{0}/", Scheme },
        { "data:text/xml,x", Scheme },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task No_feed_is_asked_for_there(string address, string reason)
    {
        await using var inside = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
        using var client = AFeedClient.Of(new FetchOptions(), ResolveAsync);

        var result = await client.FetchAsync(new Uri(At(address, inside.Port)), null, null, CancellationToken.None);

        var prefix = reason == Private || reason.StartsWith("port", StringComparison.Ordinal) ? "is at" : "is";
        Assert.Equal($"{prefix} {At(reason, inside.Port)}", Assert.IsType<FetchResult.Failed>(result).Reason);
        Assert.Equal(0, inside.Connections);
    }

    [Theory]
    [MemberData(nameof(Forbidden))]
    public async Task No_redirect_is_followed_there(string address, string reason)
    {
        await using var inside = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
        var location = Encoding.UTF8.GetBytes($"HTTP/1.1 302 Found\r\nLocation: {At(address, inside.Port)}\r\nContent-Length: 0\r\n\r\n");
        await using var outside = RawServer.Start(async (stream, cancellation) => await stream.WriteAsync(location, cancellation));
        using var client = AFeedClient.Of(new FetchOptions { AllowedLoopbackPorts = [outside.Port] }, ResolveAsync);

        var result = await client.FetchAsync(outside.Address, null, null, CancellationToken.None);

        Assert.Equal($"redirects to {At(reason, inside.Port)}", Assert.IsType<FetchResult.Failed>(result).Reason);
        Assert.Equal(0, inside.Connections);
    }

    /// <summary>A second lookup between the check and the connection would lead inside; there is none, and the next connection is checked anew.</summary>
    [Fact]
    public async Task A_name_that_changes_its_address_changes_nothing_for_the_connection_that_was_checked()
    {
        var lookups = 0;
        await using var server = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\npublic");
        using var client = AFeedClient.Of(
            new FetchOptions { AllowedLoopbackPorts = [server.Port] },
            (_, _) => Task.FromResult<IPAddress[]>([lookups++ == 0 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1")]));
        var address = new Uri($"http://rebinding.example:{server.Port}/");

        var first = await client.FetchAsync(address, null, null, CancellationToken.None);
        var second = await client.FetchAsync(address, null, null, CancellationToken.None);

        Assert.Equal("public", Encoding.UTF8.GetString(Assert.IsType<FetchResult.Fetched>(first).Content.Span));
        Assert.Equal("is at a private address", Assert.IsType<FetchResult.Failed>(second).Reason);
        Assert.Equal((2, 1), (lookups, server.Connections));
    }

    [Fact]
    public async Task Each_connection_is_checked_by_one_lookup_of_its_own()
    {
        var lookups = new List<string>();
        await using var server = await FeedServer.StartAsync(http =>
        {
            if (http.Request.Path == "/")
            {
                http.Response.Redirect($"http://second.example:{http.Request.Host.Port}/feed");
            }

            return Task.CompletedTask;
        });
        using var client = AFeedClient.Of(new FetchOptions { AllowedLoopbackPorts = [server.Port] }, (name, _) =>
        {
            lookups.Add(name);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });

        var result = await client.FetchAsync(new Uri($"http://first.example:{server.Port}/"), null, null, CancellationToken.None);

        Assert.IsType<FetchResult.Fetched>(result);
        Assert.Equal(["first.example", "second.example"], lookups);
    }

    [Fact]
    public async Task A_name_that_means_this_machine_and_another_is_not_this_machine()
    {
        await using var inside = RawServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret");
        using var client = AFeedClient.Of(new FetchOptions { AllowedLoopbackPorts = [inside.Port] }, ResolveAsync);

        var result = await client.FetchAsync(new Uri($"http://mixed-first.example:{inside.Port}/"), null, null, CancellationToken.None);

        Assert.Equal(("is at a private address", 0), (Assert.IsType<FetchResult.Failed>(result).Reason, inside.Connections));
    }

    [Fact]
    public async Task A_name_without_an_address_is_not_known()
    {
        using var client = AFeedClient.Of(new FetchOptions(), ResolveAsync);

        var result = await client.FetchAsync(new Uri("http://nobody.example/"), null, null, CancellationToken.None);

        Assert.Equal("its name is not known (DNS)", Assert.IsType<FetchResult.Failed>(result).Reason);
    }

    private static string At(string text, int port) => text.Replace("{0}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<IPAddress[]>([.. (Names.GetValueOrDefault(name) ?? ["127.0.0.1"]).Select(IPAddress.Parse)]);
}
