using System.Globalization;
using System.IO.Compression;

namespace EsgFunctions.Ingestion;

/// <summary>A body, or why it was not taken in.</summary>
/// <param name="Content">Unpacked; null where it was refused.</param>
/// <param name="Refusal">A few words for the feed's owner.</param>
/// <param name="IsWhole">False where it was packed and is seen to be cut off: what came may be used, but not taken for all there is.</param>
internal readonly record struct FeedBody(ReadOnlyMemory<byte>? Content, string? Refusal, bool IsWhole = true);

/// <summary>Takes a body in while it is unpacked and counted, at each step, so that neither a flood nor a bomb fills the memory.</summary>
internal static partial class FeedBodyReader
{
    /// <summary>How often larger an unpacked body may be, once it is over <see cref="RatioFreeBytes"/>: markup that repeats itself packs 30 times at most.</summary>
    private const int MaxRatio = 100;

    private const int RatioFreeBytes = 1024 * 1024;
    private const int MaxLayers = 3;
    private const int BlockLength = 64 * 1024;

    /// <param name="maxBytes">Of the body as sent, and of what comes out of each layer of packing.</param>
    /// <exception cref="InvalidDataException">The packed body is damaged, or packed in a way that was not asked for.</exception>
    public static async Task<FeedBody> ReadAsync(HttpContent content, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var sent = new MeteredStream(await content.ReadAsStreamAsync(cancellationToken), maxBytes);
            if (content.Headers.ContentLength > maxBytes)
            {
                return TooLarge(maxBytes);
            }

            await using var unpacked = await UnpackAsync(sent, content.Headers.ContentEncoding, maxBytes, cancellationToken);
            var body = await ReadAsync(sent, unpacked, cancellationToken);

            // The unpacker ends in silence where its input does; gzip ends with the length of what it packed (RFC 1952, section 2.3.1).
            return body with { IsWhole = !IsGzip(content.Headers.ContentEncoding) || sent.Tail == (uint)unpacked.Count };
        }
        catch (BodyTooLargeException)
        {
            return TooLarge(maxBytes);
        }
        catch (InvalidOperationException damaged)
        {
            // So says Brotli of what it cannot unpack.
            throw new InvalidDataException("The packed body is damaged.", damaged);
        }
    }

    private static bool IsGzip(ICollection<string> encodings) => encodings.Count == 1 && encodings.First().ToLowerInvariant() is "gzip" or "x-gzip";

    private static FeedBody TooLarge(long maxBytes) => new(null, string.Create(CultureInfo.InvariantCulture, $"larger than {maxBytes / 1024.0 / 1024.0:0.##} MB"));

    private static async Task<FeedBody> ReadAsync(MeteredStream sent, MeteredStream unpacked, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        var block = new byte[BlockLength];
        for (int read; (read = await unpacked.ReadAsync(block, cancellationToken)) > 0;)
        {
            body.Write(block, 0, read);
            if (body.Length > RatioFreeBytes && body.Length / MaxRatio > sent.Count)
            {
                return new(null, $"unpacks to more than {MaxRatio} times its size");
            }
        }

        return new(body.GetBuffer().AsMemory(0, (int)body.Length), null);
    }

    /// <summary>Takes the layers off, last first.</summary>
    private static async Task<MeteredStream> UnpackAsync(MeteredStream sent, ICollection<string> encodings, long maxBytes, CancellationToken cancellationToken)
    {
        if (encodings.Count > MaxLayers)
        {
            throw new InvalidDataException("Packed more often than makes sense.");
        }

        var body = sent;
        foreach (var encoding in encodings.Reverse())
        {
            Stream? layer = encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                "deflate" => IsZLib(await body.PeekAsync(cancellationToken)) ? new ZLibStream(body, CompressionMode.Decompress) : new DeflateStream(body, CompressionMode.Decompress),
                "identity" => null,
                _ => throw new InvalidDataException($"Packed as '{encoding}', which was not asked for."),
            };
            body = layer is null ? body : new MeteredStream(layer, maxBytes);
        }

        return body;
    }

    /// <summary>"deflate" means zlib (RFC 9110, section 8.4.1.2), and many servers send it without zlib's header (RFC 1950, section 2.2).</summary>
    private static bool IsZLib(ReadOnlyMemory<byte> head) =>
        head.Span is [var method, var flags] && (method & 0x0f) == 8 && ((method << 8) | flags) % 31 == 0;
}
