using EsgFunctions.Hosting;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Queue uploads-received: a file landed in container uploads. Finds out what it is and whether the same file is known; what can be read is
/// handed on to be read in slices, a zip file is unpacked, the rest is refused and says why.
/// </summary>
public sealed partial class ImportUploadFunction(
    UploadStore uploads, UploadedItemsStore items, ArchiveReader archives, IOptions<IngestionOptions> options, TimeProvider time, ILogger<ImportUploadFunction> logger)
    : IFunction<BlobCreated, ImportedUpload>
{
    public async Task<ImportedUpload> RunAsync(BlobCreated input, CancellationToken cancellation)
    {
        if (input.Blob is not (UploadStore.Container, var file))
        {
            throw new MalformedMessageException($"'{input.Subject}' is not a file of container {UploadStore.Container}.");
        }

        if (await uploads.ScanAsync(file, options.Value.MaxUploadBytes, cancellation) is not { } scan)
        {
            LogLooked(file, "gone meanwhile");
            return ImportedUpload.Nothing;
        }

        var dryRun = UploadStore.IsDryRun(file);
        var id = UploadStore.Id(scan.Hash, dryRun);
        var known = await uploads.FindAsync(id, cancellation);
        if (known is ({ Status: UploadStatus.Importing }, { } begun, _) && begun.File == file && begun.FileETag == scan.ETag)
        {
            // An earlier try may have died before its message left; a slice that was read is not read again.
            await uploads.OpenAsync(id, begun.Slice, time.GetUtcNow(), cancellation);
            return new ImportedUpload([new UploadSliceDue(id, begun.Slice)]);
        }

        if (known is { Upload.Status: not (UploadStatus.Received or UploadStatus.Tried) })
        {
            LogLooked(id, $"the same file is {known.Value.Upload.Status}");
            return ImportedUpload.Nothing;
        }

        var upload = known?.Upload ?? Upload.Of(id, Path.GetFileName(file), time.GetUtcNow());
        var sniff = UploadRule.Check(UploadSniffer.Detect(scan.Head, upload.Name), scan.Length, options.Value.MaxUploadBytes);
        return sniff.Kind switch
        {
            UploadKind.Unknown => await RefuseAsync(upload, file, sniff.Reason!, isKept: scan.Length <= options.Value.MaxUploadBytes),
            UploadKind.Zip => await UnpackAsync(),
            _ => await BeginAsync(),
        };

        async Task<ImportedUpload> RefuseAsync(Upload refused, string from, string reason, bool isKept)
        {
            if (isKept)
            {
                await uploads.QuarantineAsync(id, refused.Name, from, cancellation);
            }

            await uploads.SaveAsync(UploadRule.Refuse(refused, sniff.Kind, reason), null, known?.ETag, cancellation);
            LogLooked(id, $"{UploadStatus.Refused} {sniff.Kind}");
            return ImportedUpload.Nothing;
        }

        async Task<ImportedUpload> UnpackAsync()
        {
            try
            {
                var entries = await archives.UnpackAsync(id, file, dryRun, options.Value.MaxUploadBytes, cancellation);
                await uploads.SaveAsync(UploadRule.Unpacked(upload, entries, scan.Length, dryRun), null, known?.ETag, cancellation);
                LogLooked(id, $"{entries.Count} files in one");
                return ImportedUpload.Nothing;
            }
            catch (FeedFormatException unreadable)
            {
                return await RefuseAsync(upload, file, unreadable.Message, isKept: true);
            }
        }

        async Task<ImportedUpload> BeginAsync()
        {
            await uploads.ClearAsync(id, cancellation);
            if (dryRun)
            {
                await items.ForgetAsync(id, cancellation);
            }

            var bytes = sniff.Encoding is { } encoding ? await uploads.CopyAsUtf8Async(id, file, encoding, cancellation) : scan.Length;
            var (begun, progress) = UploadRule.Begin(upload, sniff, file, scan.ETag, bytes);
            await uploads.SaveAsync(begun, progress, known?.ETag, cancellation);
            await uploads.OpenAsync(id, 0, time.GetUtcNow(), cancellation);
            LogLooked(id, $"{begun.Status} {begun.Kind}");
            return new ImportedUpload([new UploadSliceDue(id, 0)]);
        }
    }

    [LoggerMessage(1004, LogLevel.Information, "Upload {Upload}: {Outcome}")]
    private partial void LogLooked(string upload, string outcome);
}

public sealed record ImportedUpload(IReadOnlyList<UploadSliceDue> SlicesDue)
{
    public static ImportedUpload Nothing { get; } = new([]);
}
