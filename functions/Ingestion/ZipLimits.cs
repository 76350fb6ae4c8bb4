using System.Buffers.Binary;
using System.IO.Compression;

namespace EsgFunctions.Ingestion;

/// <summary>What a zip file may cost.</summary>
internal static class ZipLimits
{
    public const int MaxEntries = 500;

    /// <summary>A file may be so many times as large as it is packed; honest text is seldom over 30.</summary>
    public const int MaxRatio = 200;

    /// <summary>Below it, the ratio does not matter.</summary>
    private const int SmallBytes = 1024 * 1024;

    private const int MaxDirectoryBytes = 1024 * 1024;

    /// <summary>PKWARE APPNOTE 4.3.16: the record at the end is 22 bytes, then a comment of up to 65,535.</summary>
    private const int EndRecordBytes = 22;

    private static readonly byte[] EndRecord = [(byte)'P', (byte)'K', 5, 6];

    /// <summary>Bytes at the end of the file that hold its last record.</summary>
    public static int TailBytes(long length) => (int)Math.Min(length, EndRecordBytes + ushort.MaxValue);

    /// <summary>Looks at the directory's size before anything of it is read into memory.</summary>
    /// <param name="tail">The end of the file.</param>
    /// <exception cref="FeedFormatException">There is none, or it is too large.</exception>
    public static void CheckDirectory(ReadOnlySpan<byte> tail, long length)
    {
        var end = tail.LastIndexOf(EndRecord);
        if (end < 0 || tail.Length - end < EndRecordBytes)
        {
            throw new FeedFormatException("This zip file is damaged: it has no directory");
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(tail[(end + 10)..]) > MaxEntries || length - BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 16)..]) > MaxDirectoryBytes + tail.Length)
        {
            throw TooMany();
        }
    }

    public static void Check(IReadOnlyCollection<ZipArchiveEntry> entries)
    {
        if (entries.Count > MaxEntries)
        {
            throw TooMany();
        }

        if (entries.Any(entry => entry.FullName == "[Content_Types].xml"))
        {
            throw new FeedFormatException("This is an Excel, Word or other Office file, which cannot be taken in: save the sheet as CSV");
        }
    }

    /// <summary>Not a folder, and none of the files that systems put beside those of people.</summary>
    public static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && !entry.Name.StartsWith('.') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    /// <summary>Why a file is not taken, told by what the directory says of it; null where nothing speaks against it.</summary>
    public static string? Refusal(ZipArchiveEntry entry) => entry.IsEncrypted ? "It is encrypted." : entry.Length == 0 ? "It is empty." : null;

    /// <summary>Looks at a file while it is unpacked.</summary>
    /// <param name="bytes">Unpacked so far.</param>
    /// <exception cref="FeedFormatException">A limit is passed.</exception>
    public static void Check(ReadOnlySpan<byte> head, long bytes, long packedBytes, long maxBytes)
    {
        if (UploadSniffer.IsZip(head))
        {
            throw new FeedFormatException("A zip file within a zip file is not read");
        }

        if (bytes > maxBytes)
        {
            throw new FeedFormatException($"The files in it are larger than {maxBytes / 1024 / 1024} MB together");
        }

        if (bytes > SmallBytes && bytes > packedBytes * MaxRatio)
        {
            throw new FeedFormatException($"It is more than {MaxRatio} times as large as it is packed");
        }
    }

    private static FeedFormatException TooMany() => new($"A zip file may hold at most {MaxEntries} files");
}
