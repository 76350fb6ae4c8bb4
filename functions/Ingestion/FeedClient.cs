using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Asks for feeds, politely and guardedly: conditional requests, bounded in time and size, and only to addresses of the public internet.
/// Each hop of a redirect is checked anew, and the connection goes to the very address that was checked. One try; repeating is the caller's.
/// </summary>
public sealed class FeedClient : IDisposable
{
    /// <summary>Characters of an ETag worth sending back.</summary>
    private const int MaxETag = 1_000;

    private readonly FetchOptions _options;
    private readonly FeedHostStore _hosts;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public FeedClient(FetchOptions options, FeedHostStore hosts, TimeProvider time)
        : this(options, hosts, time, Dns.GetHostAddressesAsync)
    {
    }

    internal FeedClient(FetchOptions options, FeedHostStore hosts, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _options = options;
        _hosts = hosts;
        _time = time;
        var connector = new FeedConnectionClient(options.AllowedLoopbackPorts, resolve);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = connector.ConnectAsync,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = 4,
            MaxResponseDrainSize = 0,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ResponseHeaderEncodingSelector = (name, _) => name == "Location" ? Encoding.UTF8 : null,
            UseCookies = false,
            UseProxy = false,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The feed, or why there is none. Each host that redirects lead to is asked when it is its turn. Throws only when cancelled, or without storage.</summary>
    /// <param name="etag">As this very address gave it, quotes included; null at first.</param>
    /// <param name="lastModified">Likewise.</param>
    public async Task<FetchResult> FetchAsync(Uri url, string? etag, DateTimeOffset? lastModified, CancellationToken cancellationToken)
    {
        if (Refusal(url, null) is { } refused)
        {
            return new FetchResult.Failed(refused);
        }

        var left = _options.Timeout;
        for (var hop = new Hop(url, url, 0, null, true, etag is { Length: <= MaxETag } && Ascii.IsValid(etag) ? etag : null, lastModified); ;)
        {
            var turn = await _hosts.WaitAsync(FeedHost.Of(hop.Url), cancellationToken);
            if (!turn.IsMine)
            {
                return new FetchResult.PutOff(turn.FreeAt);
            }

            var start = _time.GetTimestamp();
            var (result, next) = await TryAsync(hop, left, cancellationToken);
            left -= _time.GetElapsedTime(start);
            await _hosts.EndAsync(turn, result is null ? null : HostRule.PauseAfter(result), cancellationToken);
            if (result is not null)
            {
                return result;
            }

            hop = next!;
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    /// <summary>What one host answers in the end; or the way to another host.</summary>
    private async Task<(FetchResult? Result, Hop? Next)> TryAsync(Hop hop, TimeSpan left, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(hop, either.Token);
        }
        catch (TimeoutException late)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return (new FetchResult.Failed(late.Message), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new FetchResult.Failed($"not complete within {Seconds(_options.Timeout)}"), null);
        }
        catch (HttpRequestException refusal) when (hop.Number > 0 && FetchFailure.Refusal(refusal) is { } address)
        {
            return (new FetchResult.Failed($"redirects to {address.Kind}"), null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            return (new FetchResult.Failed(FetchFailure.Describe(failure)), null);
        }
    }

    private async Task<(FetchResult? Result, Hop? Next)> FollowAsync(Hop hop, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = Request(hop);
            using var response = await SendAsync(request, cancellationToken);
            if (Target(response, hop.Url) is not { } target)
            {
                return (await AnswerAsync(response, hop, cancellationToken) with { AskedDelay = AskedDelay.Of(response, _time.GetUtcNow()) }, null);
            }

            if (hop.Number >= _options.MaxRedirects)
            {
                return (new FetchResult.Failed($"redirects more than {_options.MaxRedirects} times"), null);
            }

            if (Refusal(target, hop.First) is { } refused)
            {
                return (new FetchResult.Failed(refused), null);
            }

            var next = hop.To(target, response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect);
            if (FeedHost.Of(target) != FeedHost.Of(hop.Url))
            {
                return (null, next);
            }

            hop = next;
        }
    }

    /// <summary>Why an address is not asked, whatever lies there; null where it may be.</summary>
    /// <param name="first">The feed's own address, from which it was redirected; null for that address itself.</param>
    private static string? Refusal(Uri url, Uri? first)
    {
        var reason = !CanonicalUrl.IsWeb(url) ? "an address other than http or https"
            : url.UserInfo.Length > 0 ? "an address with a user name"
            : first?.Scheme == Uri.UriSchemeHttps && url.Scheme == Uri.UriSchemeHttp ? "http from https" // anybody on the way could write our news
            : null;
        return reason is null ? null : $"{(first is null ? "is" : "redirects to")} {reason}";
    }

    private HttpRequestMessage Request(Hop hop)
    {
        // Never HTTP/3: it connects by itself, past the check of addresses.
        var request = new HttpRequestMessage(HttpMethod.Get, hop.Url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.TryAddWithoutValidation(
            "Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/cap+xml, application/geo+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        if (hop.ETag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", hop.ETag);
        }

        request.Headers.IfModifiedSince = hop.LastModified;
        return request;
    }

    /// <summary>The headers of the answer.</summary>
    /// <exception cref="TimeoutException">They do not come in time; the message says so.</exception>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.AnswerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException(
                late.InnerException is TimeoutException
                    ? $"no connection within {Seconds(_options.ConnectTimeout)}"
                    : $"no answer within {Seconds(timeout.IsCancellationRequested ? _options.AnswerTimeout : _options.Timeout)}",
                late);
        }
    }

    private static Uri? Target(HttpResponseMessage response, Uri current)
    {
        var moves = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        return moves && response.Headers.Location is { } location && Uri.TryCreate(current, location, out var target) ? target : null;
    }

    private async Task<FetchResult> AnswerAsync(HttpResponseMessage response, Hop hop, CancellationToken cancellationToken)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                var body = await FeedBodyReader.ReadAsync(response.Content, _options.MaxBytes, cancellationToken);
                return body.Content is not { } content
                    ? new FetchResult.Failed(body.Refusal!, 200)
                    : new FetchResult.Fetched(
                        content,
                        response.Content.Headers.TryGetValues("Content-Type", out var types) ? types.FirstOrDefault() : null,
                        body.IsWhole && response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null,
                        body.IsWhole ? response.Content.Headers.LastModified : null,
                        hop.Url,
                        hop.MovedTo);
            case HttpStatusCode.NotModified when hop.ETag is not null || hop.LastModified is not null:
                return new FetchResult.NotModified();
            case HttpStatusCode.Gone when hop.IsPermanent:
                return new FetchResult.Gone();
            default:
                return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode}"), (int)response.StatusCode);
        }
    }

    /// <summary>An address on the way from a feed's own.</summary>
    /// <param name="Number">0 for the feed's own.</param>
    /// <param name="MovedTo">As far as the redirects, from the first, were permanent; null where the first was not, or there was none.</param>
    /// <param name="IsPermanent">It is the feed's own address, or where that has moved for good.</param>
    /// <param name="ETag">With <paramref name="LastModified"/>: validators belong to the address that gave them (rules, section 1), so only the first hop has any.</param>
    private sealed record Hop(Uri Url, Uri First, int Number, Uri? MovedTo, bool IsPermanent, string? ETag, DateTimeOffset? LastModified)
    {
        public Hop To(Uri target, bool isPermanent) =>
            new(target, First, Number + 1, IsPermanent && isPermanent ? target : MovedTo, IsPermanent && isPermanent, null, null);
    }
}
