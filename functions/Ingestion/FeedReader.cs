using System.Runtime.InteropServices;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Reads any feed: RSS, RDF, Atom, JSON Feed, CAP and GeoJSON, told apart by their content. Items come one by one; of XML no more is held
/// than the item that is being read.
/// </summary>
public sealed class FeedReader : IDisposable
{
    private const int HeadLength = 4 * 1024;

    private readonly FeedDecoder _decoder;
    private readonly MarkedText _text;
    private readonly Uri? _baseUri;
    private readonly FeedLimits _limits;
    private readonly FeedFacts _facts = new();

    /// <param name="content">Read once, forward, and closed at the end.</param>
    /// <param name="contentType">Asked only for its charset.</param>
    /// <param name="baseUri">Where the content came from; relative links are resolved against it.</param>
    /// <param name="contentLanguage">Of the answer: the language of a feed that declares none.</param>
    public FeedReader(Stream content, string? contentType = null, Uri? baseUri = null, FeedLimits? limits = null, string? contentLanguage = null)
    {
        (_baseUri, _limits, _facts.Language) = (baseUri, limits ?? FeedLimits.Default, FeedText.Language(contentLanguage));
        _decoder = new FeedDecoder(content, contentType, _limits, _facts.Faults);
        _text = new MarkedText(_decoder);
    }

    /// <inheritdoc cref="FeedReader(Stream, string?, Uri?, FeedLimits?, string?)"/>
    public FeedReader(ReadOnlyMemory<byte> content, string? contentType = null, Uri? baseUri = null, FeedLimits? limits = null, string? contentLanguage = null)
        : this(StreamOf(content), contentType, baseUri, limits, contentLanguage)
    {
    }

    /// <summary>What the feed says of itself, as far as it has been read.</summary>
    public FeedFacts Facts
    {
        get
        {
            _facts.Encoding = _decoder.Name;
            return _facts;
        }
    }

    /// <summary>The items in their order, each read when it is asked for; to be asked for once.</summary>
    /// <exception cref="FeedFormatException">The content is no feed, is broken before its first item, or is hostile.</exception>
    public IEnumerable<FoundItem> Items()
    {
        if (NameOfBinary(_decoder.Head) is { } binary)
        {
            throw new FeedFormatException($"This is {binary}, not a feed");
        }

        var start = Start();
        if (start.Length == 0)
        {
            throw new FeedFormatException("The document is empty");
        }

        if (start[0] is '{' or '[')
        {
            return JsonFeed.Read(_text.ReadToEnd(), _facts, _baseUri, _limits);
        }

        if (start[0] != '<')
        {
            _facts.Faults.Add("There is text before the first element.");
        }
        else if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase))
        {
            throw new FeedFormatException("This is an HTML page, not a feed", 1);
        }

        return XmlFeed.Read(_text, _facts, _baseUri, _limits);
    }

    public void Dispose() => _text.Dispose();

    /// <summary>The whole feed at once.</summary>
    /// <inheritdoc cref="FeedReader(Stream, string?, Uri?, FeedLimits?, string?)"/>
    /// <exception cref="FeedFormatException">The content is no feed, is broken before its first item, or is hostile.</exception>
    public static FeedDocument Read(ReadOnlyMemory<byte> content, string? contentType = null, Uri? baseUri = null, FeedLimits? limits = null, string? contentLanguage = null)
    {
        using var reader = new FeedReader(content, contentType, baseUri, limits, contentLanguage);
        var items = reader.Items().ToList();
        var facts = reader.Facts;
        var verdicts = facts.HoldsCap ? CapVerdict.Read(content, limits) : [];
        return new FeedDocument
        {
            Format = facts.Format,
            Encoding = facts.Encoding,
            Title = facts.Title,
            Link = facts.Link,
            Language = facts.Language,
            Ttl = facts.Ttl,
            Items = items,
            Verdicts = verdicts,
            Problems = [.. facts.Problems, .. CapVerdict.Faults(verdicts)],
        };
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out var bytes)
        ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    internal static string? NameOfBinary(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [] => null,
        [0x1F, 0x8B, ..] => "a gzip file",
        [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP or Office file",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF file",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a picture",
        _ => null,
    };

    /// <summary>The beginning of the text, from its first character that is not blank.</summary>
    private string Start()
    {
        for (var length = HeadLength; ; length *= 2)
        {
            var head = _text.Peek(length);
            var start = head.TrimStart("\uFEFF\0 \t\r\n");
            if (start.Length > 0 || head.Length < length)
            {
                return start[..Math.Min(start.Length, 100)].ToString();
            }
        }
    }
}
