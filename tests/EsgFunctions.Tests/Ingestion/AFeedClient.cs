using System.Net;
using EsgFunctions.Clients.Tables;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

/// <summary>A client that spares no host, so that it needs no table.</summary>
internal static class AFeedClient
{
    public static FeedClient Of(FetchOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var sparing = options with { HostSpacing = TimeSpan.Zero };
        var hosts = new FeedHostStore(new TableServiceClient("UseDevelopmentStorage=true"), sparing, TimeProvider.System);
        return resolve is null ? new FeedClient(sparing, hosts, TimeProvider.System) : new FeedClient(sparing, hosts, TimeProvider.System, resolve);
    }
}
