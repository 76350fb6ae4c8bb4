using System.IO.Compression;

namespace EsgFunctions.Ingestion;

/// <summary>A body taken in while it is counted, as sent and as unpacked, so that neither a flood nor a bomb fills the memory.</summary>
internal static class FeedBodyReader
{
    private const int BlockLength = 64 * 1024;

    /// <summary>The unpacked body; null where it is larger than allowed.</summary>
    /// <exception cref="InvalidDataException">The compressed body is damaged, or compressed in a way that was not asked for.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, long maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var sent = new MemoryStream();
        var block = new byte[BlockLength];
        for (int read; (read = await stream.ReadAsync(block, cancellationToken)) > 0;)
        {
            if (sent.Length + read > maxBytes)
            {
                return null;
            }

            sent.Write(block, 0, read);
        }

        return Unpack(sent, content.Headers.ContentEncoding, maxBytes);
    }

    /// <summary>Takes the encodings off, last first; null where what comes out is larger than allowed.</summary>
    internal static ReadOnlyMemory<byte>? Unpack(MemoryStream sent, ICollection<string> encodings, long maxBytes)
    {
        if (encodings.Count > 3)
        {
            throw new InvalidDataException("compressed more often than makes sense");
        }

        var body = sent;
        foreach (var encoding in encodings.Reverse())
        {
            body.Position = 0;
            using Stream? packed = encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress),
                "br" => new BrotliStream(body, CompressionMode.Decompress),
                "deflate" => new ZLibStream(body, CompressionMode.Decompress),
                "identity" => null,
                _ => throw new InvalidDataException($"compressed as '{encoding}', which was not asked for"),
            };
            if (packed is not null && Copy(packed, maxBytes) is var unpacked)
            {
                if (unpacked is null)
                {
                    return null;
                }

                body = unpacked;
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static MemoryStream? Copy(Stream packed, long maxBytes)
    {
        var body = new MemoryStream();
        var block = new byte[BlockLength];
        try
        {
            for (int read; (read = packed.Read(block)) > 0;)
            {
                if (body.Length + read > maxBytes)
                {
                    return null;
                }

                body.Write(block, 0, read);
            }
        }
        catch (InvalidOperationException damaged)
        {
            // So says Brotli of what it cannot unpack.
            throw new InvalidDataException("the compressed body is damaged", damaged);
        }

        return body;
    }
}
