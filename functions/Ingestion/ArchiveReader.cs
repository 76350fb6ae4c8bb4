using System.IO.Compression;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Takes the files out of a zip file and puts each into container uploads, where it is an upload like any other; or only tells what each is.
/// Names in it are only names: nothing of their folders is used. What grows beyond measure is stopped while it grows, whatever the archive
/// says of its sizes.
/// </summary>
public sealed class ArchiveReader(UploadStore uploads)
{
    /// <summary>What became of each file, in the order of the archive.</summary>
    /// <param name="maxBytes">Of one file, and of all together.</param>
    /// <exception cref="FeedFormatException">It cannot be opened, or breaks a limit as a whole.</exception>
    public async Task<IReadOnlyList<UploadEntry>> UnpackAsync(string id, string file, bool dryRun, long maxBytes, CancellationToken cancellation)
    {
        if (UploadStore.IsFromZip(file))
        {
            throw new FeedFormatException("A zip file within a zip file is not read");
        }

        await using var content = await uploads.OpenFileAsync(file, cancellation);
        var taken = await EachAsync(content, maxBytes, async (number, name, stream, scan) =>
        {
            await uploads.PutFileAsync(UploadStore.EntryFileName(id, number, name, dryRun), stream, null, overwrite: true, cancellation);
            return UploadStore.Id(scan.Finish(), dryRun);
        }, cancellation);
        return [.. taken.Select(one => new UploadEntry(one.Name, one.Taken, one.Refusal))];
    }

    /// <summary>What each file that would be taken is, by the same bytes and name by which its import tells it. Each is read to its end: only then is its encoding known.</summary>
    /// <param name="maxBytes">Of one file, and of all together.</param>
    /// <exception cref="FeedFormatException">It cannot be opened, or breaks a limit as a whole.</exception>
    public static async Task<IReadOnlyList<UploadPart>> SniffAsync(Stream content, long maxBytes, CancellationToken cancellation)
    {
        var taken = await EachAsync(content, maxBytes, async (_, name, stream, scan) =>
        {
            await stream.CopyToAsync(Stream.Null, cancellation);
            scan.Finish();
            return UploadSniffer.Detect(scan.ToHead(null), name);
        }, cancellation);
        return [.. taken.Where(one => one.Taken is not null).Select(one => new UploadPart(one.Name, one.Taken!.Kind))];
    }

    /// <summary>Files in the order of the archive, each with what <paramref name="take"/> made of it, or why it was not taken.</summary>
    private static async Task<IReadOnlyList<(string Name, T? Taken, string? Refusal)>> EachAsync<T>(Stream content, long maxBytes, Take<T> take, CancellationToken cancellation)
        where T : class
    {
        try
        {
            var tail = new byte[ZipLimits.TailBytes(content.Length)];
            content.Position = content.Length - tail.Length;
            await content.ReadExactlyAsync(tail, cancellation);
            content.Position = 0;
            ZipLimits.CheckDirectory(tail, content.Length);
            await using var zip = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellation);
            ZipLimits.Check(zip.Entries);
            var all = new List<(string, T?, string?)>();
            var left = maxBytes;
            foreach (var entry in zip.Entries.Where(ZipLimits.IsFile))
            {
                var (taken, refusal, bytes) = await TakeAsync(entry, all.Count, Math.Min(left, maxBytes), take, cancellation);
                all.Add((PlainText.Line(entry.FullName, FeedLimits.NameLength), taken, refusal));
                left -= bytes;
            }

            return all;
        }
        catch (InvalidDataException broken)
        {
            throw new FeedFormatException("This zip file is damaged", inner: broken);
        }
    }

    private static async Task<(T? Taken, string? Refusal, long Bytes)> TakeAsync<T>(ZipArchiveEntry entry, int number, long maxBytes, Take<T> take, CancellationToken cancellation)
        where T : class
    {
        if (ZipLimits.Refusal(entry) is { } refusal)
        {
            return (null, refusal, 0);
        }

        using var scan = new FileScan();
        try
        {
            await using var content = new ScannedStream(await entry.OpenAsync(cancellation), scan, (head, bytes) => ZipLimits.Check(head, bytes, entry.CompressedLength, maxBytes));
            return (await take(number, UploadRule.SafeName(entry.Name), content, scan), null, scan.Length);
        }
        catch (FeedFormatException broken)
        {
            return (null, $"{broken.Message}.", scan.Length);
        }
        catch (InvalidDataException)
        {
            return (null, "It is damaged, or packed in a way that is not known.", scan.Length);
        }
    }

    /// <param name="name">Safe for a path.</param>
    /// <param name="scan">Of all bytes that were read of <paramref name="content"/>.</param>
    private delegate Task<T> Take<T>(int number, string name, Stream content, FileScan scan);

    private delegate void Check(ReadOnlySpan<byte> first, long bytes);

    /// <summary>A stream that can be read once, all of whose bytes pass a scan; the caller's check may stop it at any time.</summary>
    /// <param name="check">Sees what came first and how many bytes have come.</param>
    private sealed class ScannedStream(Stream inner, FileScan scan, Check check) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Seen(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            return Seen(buffer.Span[..read]);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Seen(ReadOnlySpan<byte> bytes)
        {
            var isFirst = scan.Length == 0;
            scan.Add(bytes);
            check(isFirst ? bytes : [], scan.Length);
            return bytes.Length;
        }
    }
}
