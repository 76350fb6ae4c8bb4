using EsgFunctions.Hosting;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Queue upload-slices-due: reads the next slice of a file. What it comes to is written down before its first row is saved, its rows before
/// the slice counts as read, and its messages follow from what was saved: a try that died anywhere in between is made good by the next.
/// </summary>
public sealed partial class ImportSliceFunction(
    UploadStore uploads,
    UploadedItemsStore items,
    OutlineStore outlines,
    IEnumerable<IUploadRowStore> rowStores,
    IOptions<IngestionOptions> options,
    ILogger<ImportSliceFunction> logger)
    : IFunction<UploadSliceDue, ImportedSlice>
{
    public async Task<ImportedSlice> RunAsync(UploadSliceDue input, CancellationToken cancellation)
    {
        if (await uploads.FindAsync(input.Upload, cancellation) is not ({ } upload, { } progress, var etag))
        {
            return new ImportedSlice([]);
        }

        var dryRun = UploadStore.IsDryRun(progress.File);
        if (upload.Status == UploadStatus.Importing && input.Slice == progress.Slice)
        {
            try
            {
                var slice = await ReadAsync(upload, progress, cancellation);
                if (progress.Counted is null)
                {
                    progress = progress with { Counted = slice.Outcome };
                    etag = await uploads.SaveAsync(upload, progress, etag, cancellation);
                }

                await slice.Rows.SaveAsync(cancellation);
                await uploads.SaveRejectedAsync(upload.Id, progress.Slice, slice.Rejected, cancellation);
                (upload, progress) = UploadRule.After(upload, progress, progress.Counted!, dryRun);
            }
            catch (FeedFormatException unreadable)
            {
                await uploads.QuarantineAsync(upload.Id, upload.Name, progress.File, cancellation);
                upload = UploadRule.Refuse(upload, upload.Kind, unreadable.Message);
            }

            await uploads.SaveAsync(upload, progress, etag, cancellation);
            LogRead(upload.Id, input.Slice, upload.Status, upload.Accepted, upload.Duplicates, upload.RejectedCount);
        }

        await NoteAsync(upload, progress, dryRun, cancellation);
        return new ImportedSlice([.. (await items.ListAsync(upload, Run(upload, input.Slice), cancellation)).SelectMany(blob => blob.Messages())]);
    }

    private static string Run(Upload upload, int slice) => $"{upload.Id}-{slice:D5}";

    private async Task NoteAsync(Upload upload, UploadProgress progress, bool dryRun, CancellationToken cancellation)
    {
        if (upload.Status == UploadStatus.Importing)
        {
            await uploads.OpenAsync(upload.Id, progress.Slice, releasedAt: null, cancellation);
            return;
        }

        if (dryRun)
        {
            await items.ForgetAsync(upload.Id, cancellation);
        }

        await uploads.CloseAsync(upload.Id, cancellation);
    }

    private async Task<Slice> ReadAsync(Upload upload, UploadProgress progress, CancellationToken cancellation)
    {
        var rest = upload.Bytes - progress.At.Offset;
        var length = progress.Layout is null ? rest : Math.Min(rest, UploadRule.SliceBytes);
        return await uploads.ReadAsync(upload.Id, progress, length, cancellation) is not { } bytes
            ? throw new FeedFormatException("The file was removed or replaced before all of it was read")
            : progress.Layout is { } layout ? await ReadRowsAsync(upload, progress, layout, RowReader.Read(bytes, length == rest, layout, progress.At, UploadRule.RowsOfSlice(upload, options.Value.MaxUploadRows)), cancellation)
            : upload.Kind == UploadKind.Opml ? await ReadOutlinesAsync(upload, progress, bytes, cancellation)
            : await ReadFeedAsync(upload, progress, bytes, cancellation);
    }

    private async Task<Slice> ReadRowsAsync(Upload upload, UploadProgress progress, RowLayout layout, RowSlice slice, CancellationToken cancellation)
    {
        var dryRun = UploadStore.IsDryRun(progress.File);
        var rows = layout.Kind == UploadKind.Items
            ? await items.ReadAsync([.. slice.Rows.Select(ItemRow.Read)], UploadRule.Batch(upload, null, null), Run(upload, progress.Slice), dryRun ? upload.Id : null, cancellation)
            : await rowStores.Single(store => store.Kind == layout.Kind).ReadAsync(slice.Rows, cancellation);
        return new Slice(
            UploadRule.Sum(upload, slice, rows.Outcomes, options.Value.MaxUploadRows),
            dryRun && layout.Kind != UploadKind.Items ? rows.NotSaved() : rows,
            RejectedRows.Write(slice.Rows, layout));
    }

    private async Task<Slice> ReadFeedAsync(Upload upload, UploadProgress progress, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var document = FeedReader.Read(bytes);
        var rows = await items.ReadAsync(document.Items, UploadRule.Batch(upload, document.Title, document.Items is [{ Authors: [var author, ..] }, ..] ? author : null), Run(upload, progress.Slice), UploadStore.IsDryRun(progress.File) ? upload.Id : null, cancellation);
        return new Slice(UploadRule.Sum(rows.Outcomes, UploadRule.Rejected(document), document.Problems), rows, []);
    }

    private async Task<Slice> ReadOutlinesAsync(Upload upload, UploadProgress progress, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var document = OpmlReader.Read(bytes);
        var (rows, rejected) = await outlines.ReadAsync(document, cancellation);
        return new Slice(UploadRule.Sum(rows.Outcomes, rejected, document.Problems), UploadStore.IsDryRun(progress.File) ? rows.NotSaved() : rows, []);
    }

    /// <param name="Rejected">The rows that were not taken, as CSV.</param>
    private sealed record Slice(SliceOutcome Outcome, RowsToSave Rows, byte[] Rejected);

    [LoggerMessage(1005, LogLevel.Information, "Upload {Upload}: slice {Slice} read, {Status}, {Accepted} accepted, {Duplicates} duplicates, {Rejected} rejected so far")]
    private partial void LogRead(string upload, int slice, UploadStatus status, int accepted, int duplicates, int rejected);
}

public sealed record ImportedSlice(IReadOnlyList<ItemsFound> ItemsFound);
