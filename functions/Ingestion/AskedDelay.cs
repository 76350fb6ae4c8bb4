using System.Net.Http.Headers;

namespace EsgFunctions.Ingestion;

/// <summary>How long an answer asks to be left alone, or says that it stays good (RFC 9110, section 10.2.3; RFC 9111, sections 4.2 and 5).</summary>
internal static class AskedDelay
{
    /// <summary>Retry-After, else what is left of Cache-Control max-age, else of Expires; null where nothing is asked for, or it is over.</summary>
    /// <param name="now">Stands in for an answer without a date. Instants of a server are measured by its own clock, which may be hours off.</param>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var headers = response.Headers;
        var delay = headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } until } => until - (headers.Date ?? now),
            _ => Fresh(headers, response.Content.Headers, now),
        };
        return delay > TimeSpan.Zero ? delay : null;
    }

    private static TimeSpan? Fresh(HttpResponseHeaders headers, HttpContentHeaders content, DateTimeOffset now)
    {
        if (headers.CacheControl is { NoCache: true } or { NoStore: true })
        {
            return null;
        }

        // What has lain in a cache on the way is as much older.
        var lifetime = headers.CacheControl?.MaxAge ?? (content.Expires is { } expires ? expires - (headers.Date ?? now) : null);
        return lifetime - (headers.Age ?? TimeSpan.Zero);
    }
}
