using EsgFunctions.Hosting;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Ingestion;

/// <summary>Queue uploads-received: a file landed in container uploads. Takes in what can be read, and says of the rest why not.</summary>
public sealed partial class ImportUploadFunction(
    UploadStore uploads,
    FoundItemStore found,
    FeedStore feeds,
    FeedStateStore states,
    IEnumerable<IUploadRowStore> rowStores,
    IOptions<IngestionOptions> options,
    TimeProvider time,
    ILogger<ImportUploadFunction> logger)
    : IFunction<BlobCreated, ImportedUpload>
{
    public async Task<ImportedUpload> RunAsync(BlobCreated input, CancellationToken cancellation)
    {
        if (input.Blob is not (UploadStore.Container, var blobName))
        {
            throw new MalformedMessageException($"'{input.Subject}' is not a file of container {UploadStore.Container}.");
        }

        if (await uploads.DownloadAsync(blobName, HostingRoom.MaxBodyBytes, cancellation) is not { } content)
        {
            LogImported(blobName, "gone meanwhile", 0, 0, 0);
            return ImportedUpload.Nothing;
        }

        var dryRun = UploadStore.IsDryRun(blobName);
        var id = UploadStore.Id(content.ToMemory().Span, dryRun);
        var known = await uploads.GetAsync(id, cancellation);
        var upload = known ?? new Upload(id, Path.GetFileName(blobName), UploadStatus.Received, UploadKind.Unknown, 0, 0, 0, [], null, time.GetUtcNow());
        var reading = UploadRule.Read(content.ToMemory(), upload, options.Value.MaxUploadRows, time.GetUtcNow());
        var result = upload;
        IReadOnlyList<ItemsFound> messages = [];
        switch (reading)
        {
            case UploadReading.Unreadable refused:
                await uploads.QuarantineAsync(id, upload.Name, content, cancellation);
                result = upload with { Status = UploadStatus.Refused, Kind = refused.Kind, Reason = refused.Reason };
                break;
            case UploadReading.Items items:
                var counted = items.Batch.Items.Count;
                if (!dryRun && counted > 0)
                {
                    messages = (await found.SaveAsync(FoundItemStore.Name(upload.At, FeedId.Uploads, id), items.Batch, cancellation)).Messages();
                }

                result = UploadRule.Done(upload, items.Kind, dryRun, counted, items.Duplicates, items.Rejected, items.Problems);
                break;
            case UploadReading.Feeds or UploadReading.Rows when known is { Status: UploadStatus.Imported }:
                // The same file under another name: taking it in again would bring back what people have changed since.
                break;
            case UploadReading.Feeds list:
                result = await ImportFeedsAsync(upload, list, dryRun, cancellation);
                break;
            case UploadReading.Rows rows:
                result = await ImportRowsAsync(upload, rows, dryRun, cancellation);
                break;
        }

        // A file that was imported keeps its first answer; what it brought is passed on again, in case that the first try died before.
        if (known is not { Status: UploadStatus.Imported })
        {
            await uploads.SaveAsync(result, cancellation);
        }

        LogImported(id, $"{result.Status} {result.Kind}", result.Accepted, result.Duplicates, result.RejectedCount);
        return new ImportedUpload(messages);
    }

    private async Task<Upload> ImportRowsAsync(Upload upload, UploadReading.Rows rows, bool dryRun, CancellationToken cancellation)
    {
        var store = rowStores.Single(store => store.Kind == rows.Document.Kind);
        var outcomes = new Dictionary<RowOutcome, int>();
        foreach (var row in rows.Document.Rows)
        {
            var outcome = await store.SaveAsync(row, dryRun, cancellation);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        return UploadRule.Done(
            upload, rows.Document.Kind, dryRun, outcomes.GetValueOrDefault(RowOutcome.Accepted), outcomes.GetValueOrDefault(RowOutcome.Duplicate),
            [.. rows.Document.Rows.SelectMany(row => row.Errors)], rows.Document.Problems);
    }

    private async Task<Upload> ImportFeedsAsync(Upload upload, UploadReading.Feeds list, bool dryRun, CancellationToken cancellation)
    {
        var (accepted, duplicates) = (0, 0);
        var rejected = new List<RowError>();
        var known = await feeds.ListAsync(cancellation);
        var ids = known.Select(feed => feed.Id).ToHashSet();
        var urls = known.Select(feed => CanonicalUrl.Of(feed.Url.AbsoluteUri)).ToHashSet(StringComparer.Ordinal);
        foreach (var (outline, number) in list.Document.Feeds.Select((outline, index) => (outline, index + 1)))
        {
            var (feed, errors) = outline.ToForm().Check(outline.Id);
            if (feed is null)
            {
                rejected.AddRange(errors.Select(error => new RowError(number, error.Field, error.Reason)));
                continue;
            }

            var isNew = urls.Add(CanonicalUrl.Of(feed.Url.AbsoluteUri)) && ids.Add(feed.Id);
            (accepted, duplicates) = isNew ? (accepted + 1, duplicates) : (accepted, duplicates + 1);
            if (!dryRun && isNew)
            {
                await feeds.SaveAsync(feed, null, cancellation);
            }

            // An earlier try may have died between the two rows: a feed of this list without a state is given one.
            if (!dryRun && ids.Contains(feed.Id))
            {
                await states.TrySaveAsync(FeedState.Fresh(feed.Id, time.GetUtcNow()), null, cancellation);
            }
        }

        return UploadRule.Done(upload, UploadKind.Opml, dryRun, accepted, duplicates, rejected, list.Document.Problems);
    }

    [LoggerMessage(1004, LogLevel.Information, "Upload {Upload}: {Outcome}, {Accepted} accepted, {Duplicates} duplicates, {Rejected} rejected")]
    private partial void LogImported(string upload, string outcome, int accepted, int duplicates, int rejected);
}

public sealed record ImportedUpload(IReadOnlyList<ItemsFound> ItemsFound)
{
    public static ImportedUpload Nothing { get; } = new([]);
}
