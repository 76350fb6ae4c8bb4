using System.IO.Compression;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Takes the files out of a zip file and puts each into container uploads, where it is an upload like any other. Names in it are only names:
/// nothing of their folders is used. What grows beyond measure is stopped while it grows, whatever the archive says of its sizes.
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
        try
        {
            var tail = new byte[ZipLimits.TailBytes(content.Length)];
            content.Position = content.Length - tail.Length;
            await content.ReadExactlyAsync(tail, cancellation);
            content.Position = 0;
            ZipLimits.CheckDirectory(tail, content.Length);
            await using var zip = await ZipArchive.CreateAsync(content, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellation);
            ZipLimits.Check(zip.Entries);
            var entries = new List<UploadEntry>();
            var left = maxBytes;
            foreach (var entry in zip.Entries.Where(ZipLimits.IsFile))
            {
                var (taken, bytes) = await UnpackAsync(id, entry, entries.Count, dryRun, Math.Min(left, maxBytes), cancellation);
                entries.Add(taken);
                left -= bytes;
            }

            return entries;
        }
        catch (InvalidDataException broken)
        {
            throw new FeedFormatException("This zip file is damaged", inner: broken);
        }
    }

    private async Task<(UploadEntry Entry, long Bytes)> UnpackAsync(string id, ZipArchiveEntry entry, int number, bool dryRun, long maxBytes, CancellationToken cancellation)
    {
        var name = PlainText.Line(entry.FullName, FeedLimits.NameLength);
        if (ZipLimits.Refusal(entry) is { } refusal)
        {
            return (new UploadEntry(name, null, refusal), 0);
        }

        using var scan = new FileScan();
        try
        {
            await using var content = new ScannedStream(await entry.OpenAsync(cancellation), scan, (head, bytes) => ZipLimits.Check(head, bytes, entry.CompressedLength, maxBytes));
            await uploads.PutFileAsync(UploadStore.EntryFileName(id, number, UploadRule.SafeName(entry.Name), dryRun), content, null, overwrite: true, cancellation);
            return (new UploadEntry(name, UploadStore.Id(scan.Finish(), dryRun), null), scan.Length);
        }
        catch (FeedFormatException broken)
        {
            return (new UploadEntry(name, null, $"{broken.Message}."), scan.Length);
        }
        catch (InvalidDataException)
        {
            return (new UploadEntry(name, null, "It is damaged, or packed in a way that is not known."), scan.Length);
        }
    }

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
