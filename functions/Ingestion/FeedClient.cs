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
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public FeedClient(FetchOptions options, TimeProvider time)
        : this(options, time, Dns.GetHostAddressesAsync)
    {
    }

    internal FeedClient(FetchOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _options = options;
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

    /// <summary>The feed, or why there is none. Throws only when cancelled.</summary>
    /// <param name="etag">As this very address gave it, quotes included; null at first.</param>
    /// <param name="lastModified">Likewise.</param>
    public async Task<FetchResult> FetchAsync(Uri url, string? etag, DateTimeOffset? lastModified, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(url, etag is { Length: <= MaxETag } && Ascii.IsValid(etag) ? etag : null, lastModified, either.Token);
        }
        catch (TimeoutException late)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new FetchResult.Failed(late.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchResult.Failed($"not complete within {Seconds(_options.Timeout)}");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            return new FetchResult.Failed(FetchFailure.Describe(failure));
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private async Task<FetchResult> FollowAsync(Uri url, string? etag, DateTimeOffset? lastModified, CancellationToken cancellationToken)
    {
        var current = url;
        Uri? movedTo = null;
        var isPermanent = true;
        for (var hop = 0; ; hop++)
        {
            if (Refusal(current, hop == 0 ? null : url) is { } refused)
            {
                return new FetchResult.Failed(refused);
            }

            // Validators belong to the address that gave them (rules, section 1): the first one.
            var isConditional = hop == 0 && (etag is not null || lastModified is not null);
            using var request = Request(current, hop == 0 ? etag : null, hop == 0 ? lastModified : null);
            HttpResponseMessage response;
            try
            {
                response = await SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException refusal) when (hop > 0 && FetchFailure.Refusal(refusal) is { } address)
            {
                return new FetchResult.Failed($"redirects to {address.Kind}");
            }

            using (response)
            {
                if (Target(response, current) is not { } next)
                {
                    var result = await AnswerAsync(response, current, movedTo, isConditional, isPermanent, cancellationToken);
                    return result with { AskedDelay = AskedDelay.Of(response, _time.GetUtcNow()), AnsweredBy = current };
                }

                if (hop >= _options.MaxRedirects)
                {
                    return new FetchResult.Failed($"redirects more than {_options.MaxRedirects} times") { AnsweredBy = current };
                }

                isPermanent &= response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
                movedTo = isPermanent ? next : movedTo;
                current = next;
            }
        }
    }

    /// <summary>Why an address is not asked, whatever lies there; null where it may be.</summary>
    /// <param name="first">Where it was redirected from in the beginning; null for the feed's own address.</param>
    private static string? Refusal(Uri url, Uri? first)
    {
        var reason = !CanonicalUrl.IsWeb(url) ? "an address other than http or https"
            : url.UserInfo.Length > 0 ? "an address with a user name"
            : first?.Scheme == Uri.UriSchemeHttps && url.Scheme == Uri.UriSchemeHttp ? "http from https" // anybody on the way could write our news
            : null;
        return reason is null ? null : $"{(first is null ? "is" : "redirects to")} {reason}";
    }

    private HttpRequestMessage Request(Uri url, string? etag, DateTimeOffset? lastModified)
    {
        // Never HTTP/3: it connects by itself, past the check of addresses.
        var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
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

    /// <param name="isConditional">Validators were sent to the address that answers.</param>
    /// <param name="isPermanent">It is the feed's own address, or where that has moved for good.</param>
    private async Task<FetchResult> AnswerAsync(
        HttpResponseMessage response, Uri finalUrl, Uri? movedTo, bool isConditional, bool isPermanent, CancellationToken cancellationToken)
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
                        finalUrl,
                        movedTo);
            case HttpStatusCode.NotModified when isConditional:
                return new FetchResult.NotModified();
            case HttpStatusCode.Gone when isPermanent:
                return new FetchResult.Gone();
            default:
                return new FetchResult.Failed(string.Create(CultureInfo.InvariantCulture, $"answered {(int)response.StatusCode}"), (int)response.StatusCode);
        }
    }
}
