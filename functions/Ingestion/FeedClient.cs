using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Asks for feeds, politely and guardedly: conditional requests, bounded in time and size, and only to addresses of the public internet.
/// Each hop of a redirect is checked anew, and the connection goes to the very address that was checked. One try; repeating is the caller's.
/// </summary>
public sealed class FeedClient : IDisposable
{
    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public FeedClient(FetchOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        var connector = new FeedConnectionClient(options.AllowedLoopbackPorts);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = connector.ConnectAsync,
            MaxConnectionsPerServer = 4,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            UseCookies = false,
            UseProxy = false,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The feed, or why there is none. Throws only when cancelled.</summary>
    /// <param name="etag">As the server gave it, quotes included; null at first.</param>
    public async Task<FetchResult> FetchAsync(Uri url, string? etag, DateTimeOffset? lastModified, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(url, etag, lastModified, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"no answer within {_options.Timeout.TotalSeconds:0.#} s"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            return new FetchResult.Failed(FetchFailure.Describe(failure));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<FetchResult> FollowAsync(Uri url, string? etag, DateTimeOffset? lastModified, CancellationToken cancellationToken)
    {
        var current = url;
        var isPermanent = true;
        for (var hop = 0; ; hop++)
        {
            if (!CanonicalUrl.IsWeb(current))
            {
                return new FetchResult.Failed(hop == 0 ? "not an http or https address" : "redirects to something other than http or https");
            }

            // Validators belong to the address that gave them (rules, section 1): the first one.
            using var request = Request(current, hop == 0 ? etag : null, hop == 0 ? lastModified : null);
            HttpResponseMessage response;
            try
            {
                response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            }
            catch (HttpRequestException refused) when (hop > 0 && FetchFailure.Refusal(refused) is { } refusal)
            {
                return new FetchResult.Failed($"redirects to {refusal.Kind}");
            }

            using (response)
            {
                if (Target(response, current) is { } next)
                {
                    if (hop >= _options.MaxRedirects)
                    {
                        return new FetchResult.Failed($"redirects more than {_options.MaxRedirects} times");
                    }

                    isPermanent &= response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
                    current = next;
                    continue;
                }

                return await AnswerAsync(response, current, hop > 0 && isPermanent ? current : null, cancellationToken);
            }
        }
    }

    private HttpRequestMessage Request(Uri url, string? etag, DateTimeOffset? lastModified)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.TryAddWithoutValidation(
            "Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/cap+xml, application/geo+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        request.Headers.IfModifiedSince = lastModified;
        return request;
    }

    private static Uri? Target(HttpResponseMessage response, Uri current)
    {
        var moves = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        return moves && response.Headers.Location is { } location && Uri.TryCreate(current, location, out var target) ? target : null;
    }

    private async Task<FetchResult> AnswerAsync(HttpResponseMessage response, Uri finalUrl, Uri? movedTo, CancellationToken cancellationToken)
    {
        var delay = AskedDelay(response.Headers);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                var content = await FeedBodyReader.ReadAsync(response.Content, _options.MaxBytes, cancellationToken);
                return content is null
                    ? new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"larger than {_options.MaxBytes / 1024.0 / 1024.0:0.##} MB"), 200) { AskedDelay = delay }
                    : new FetchResult.Fetched(
                        content.Value,
                        response.Content.Headers.TryGetValues("Content-Type", out var types) ? types.FirstOrDefault() : null,
                        response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null,
                        response.Content.Headers.LastModified,
                        finalUrl,
                        movedTo)
                    { AskedDelay = delay };
            case HttpStatusCode.NotModified:
                return new FetchResult.NotModified { AskedDelay = delay };
            case HttpStatusCode.Gone:
                return new FetchResult.Gone { AskedDelay = delay };
            default:
                return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode}"), (int)response.StatusCode) { AskedDelay = delay };
        }
    }

    private TimeSpan? AskedDelay(HttpResponseHeaders headers)
    {
        var delay = headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } until } => until - _time.GetUtcNow(),
            _ => headers.CacheControl is { NoCache: false, NoStore: false } cache ? cache.MaxAge : null,
        };
        return delay > TimeSpan.Zero ? delay : null;
    }
}
