namespace EsgFunctions.Ingestion;

/// <summary>What came of asking for a feed.</summary>
public abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <summary>How long the server asks to be left alone (Retry-After), or says its answer is good (Cache-Control, Expires); null where it says neither.</summary>
    public TimeSpan? AskedDelay { get; init; }

    /// <param name="Content">Unpacked.</param>
    /// <param name="ETag">Of the answer, as <paramref name="LastModified"/>: they belong to <paramref name="FinalUrl"/> and to no other address.</param>
    /// <param name="FinalUrl">After redirects: what relative links are resolved against.</param>
    /// <param name="MovedTo">As far as the redirects, from the first, were permanent (301, 308): the address to ask from now on; else null.</param>
    public sealed record Fetched(
        ReadOnlyMemory<byte> Content, string? ContentType, string? ETag, DateTimeOffset? LastModified, Uri FinalUrl, Uri? MovedTo) : FetchResult;

    /// <summary>Healthy, and nothing new (304 to a conditional request).</summary>
    public sealed record NotModified : FetchResult;

    /// <summary>The publisher ended it (410, from the feed's own address or where it has moved for good).</summary>
    public sealed record Gone : FetchResult;

    /// <summary>Not asked: a host on the way is busy or asks to be spared.</summary>
    /// <param name="Until">When it is worth asking again.</param>
    public sealed record PutOff(DateTimeOffset Until) : FetchResult;

    /// <param name="Reason">A few words for the feed's owner: "answered 503", "no answer within 20 s".</param>
    public sealed record Failed(string Reason, int? StatusCode = null) : FetchResult
    {
        /// <summary>The server says that it is asked too often, or cannot answer at present.</summary>
        public bool IsOverloaded => StatusCode is 429 or 503;
    }
}
