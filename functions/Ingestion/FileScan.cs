using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Looks once over all bytes of a file that need never be in memory together: their hash, their number, whether they are UTF-8, the first of them.</summary>
internal sealed class FileScan : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Decoder _utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly MemoryStream _head = new();

    public long Length { get; private set; }

    public bool IsUtf8 { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Length += bytes.Length;
        if (_head.Length < UploadHead.MaxBytes)
        {
            _head.Write(bytes[..(int)Math.Min(bytes.Length, UploadHead.MaxBytes - _head.Length)]);
        }

        Decode(bytes, flush: false);
    }

    /// <summary>No more bytes come. The hash is that of <see cref="StableHash.Of(ReadOnlySpan{byte})"/>.</summary>
    public string Finish()
    {
        Decode([], flush: true);
        return StableHash.OfDigest(_hash.GetHashAndReset());
    }

    /// <summary>After <see cref="Finish"/>: what tells the file's kind.</summary>
    public UploadHead ToHead(string? contentType) => new(_head.ToArray(), Length <= UploadHead.MaxBytes, IsUtf8, contentType);

    public void Dispose()
    {
        _hash.Dispose();
        _head.Dispose();
    }

    private void Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        if (!IsUtf8)
        {
            return;
        }

        var characters = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(bytes.Length));
        try
        {
            _utf8.GetChars(bytes, characters, flush);
        }
        catch (DecoderFallbackException)
        {
            IsUtf8 = false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }
}
