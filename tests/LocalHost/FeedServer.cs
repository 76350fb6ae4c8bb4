using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EsgFunctions.LocalHost;

/// <summary>Serves the feed files of a folder on a loopback port, with ETag and 304, as a newspaper's server would.</summary>
public sealed class FeedServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly DateTimeOffset _firstStart;
    private LoopbackServer _server = null!;

    private FeedServer(string folder, DateTimeOffset firstStart)
    {
        _folder = Path.GetFullPath(folder);
        _firstStart = firstStart;
    }

    public Uri Address => _server.Address;

    /// <param name="preferredPort">Tried first, so that feed addresses given out before stay valid; 0 for any.</param>
    public static async Task<FeedServer> StartAsync(string folder, int preferredPort, DateTimeOffset firstStart, CancellationToken cancellation)
    {
        var feeds = new FeedServer(folder, firstStart);
        try
        {
            feeds._server = await LoopbackServer.StartAsync(preferredPort, feeds.AnswerAsync, cancellation);
        }
        catch (AddressInUseException)
        {
            feeds._server = await LoopbackServer.StartAsync(0, feeds.AnswerAsync, cancellation);
        }

        return feeds;
    }

    /// <summary>Paths below the folder with '/', of everything that may be a feed.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Where(f => FeedMediaType.IsFeedFile(f))
            .Select(f => Path.GetRelativePath(_folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public Uri UrlOf(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new Uri(Address, "/" + string.Join('/', file.Split('/').Select(Uri.EscapeDataString)));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = Path.GetFullPath(Path.Combine(_folder, context.Request.Path.Value!.TrimStart('/')));
        if (!path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var bytes = await File.ReadAllBytesAsync(path, context.RequestAborted);
        bytes = Filled(bytes);
        var etag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
        context.Response.GetTypedHeaders().ETag = etag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(etag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = FeedMediaType.Of(path, bytes);
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    /// <summary>Latin-1 there and back keeps every byte of a file in whatever encoding.</summary>
    private byte[] Filled(byte[] bytes) =>
        bytes.AsSpan().IndexOf("{{"u8) < 0 ? bytes : Encoding.Latin1.GetBytes(FeedPlaceholders.Fill(Encoding.Latin1.GetString(bytes), _firstStart));
}
