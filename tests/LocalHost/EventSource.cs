using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace EsgFunctions.LocalHost;

/// <summary>
/// Stands in for Event Grid: looks at container uploads twice a second and announces each new version of a blob on a queue.
/// What was announced is kept in a blob. As with Event Grid an event may come twice, after a crash in between.
/// </summary>
public sealed class EventSource(BlobContainerClient uploads, BlobClient memory, QueueWriter writer, string queue, HostClock clock, Action<string> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private Dictionary<string, string> _announced = [];
    private bool _remembered;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await AnnounceAsync(stop);
                await Task.Delay(Interval, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (RequestFailedException failed)
            {
                log($"Uploads cannot be looked at: {failed.ErrorCode ?? failed.Message}");
                await Task.Delay(Interval, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Whether every blob that is there now has been announced.</summary>
    public async Task<bool> IsUpToDateAsync(CancellationToken cancellation)
    {
        await foreach (var blob in uploads.GetBlobsAsync(cancellationToken: cancellation))
        {
            lock (_gate)
            {
                if (!_announced.TryGetValue(blob.Name, out var etag) || etag != blob.Properties.ETag?.ToString())
                {
                    return false;
                }
            }
        }

        return true;
    }

    private async Task AnnounceAsync(CancellationToken cancellation)
    {
        if (!_remembered)
        {
            var before = await RememberAsync(cancellation);
            lock (_gate)
            {
                _announced = before;
            }

            _remembered = true;
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var isChanged = false;
        await foreach (var blob in uploads.GetBlobsAsync(cancellationToken: cancellation))
        {
            var etag = blob.Properties.ETag?.ToString() ?? "";
            seen[blob.Name] = etag;
            if (!_announced.TryGetValue(blob.Name, out var known) || known != etag)
            {
                await writer.WriteAsync([new MessageOut(queue, Event(blob, etag).ToJson())], cancellation);
                isChanged = true;
            }
        }

        if (isChanged || seen.Count != _announced.Count)
        {
            await memory.UploadAsync(BinaryData.FromObjectAsJson(seen), overwrite: true, cancellation);
            lock (_gate)
            {
                _announced = seen;
            }
        }
    }

    private BlobCreatedEvent Event(BlobItem blob, string etag) => new(
        uploads.Name, blob.Name, etag, blob.Properties.ContentType, blob.Properties.ContentLength ?? 0,
        $"{blob.Properties.BlobType}Blob", uploads.GetBlobClient(blob.Name).Uri, clock.Now);

    private async Task<Dictionary<string, string>> RememberAsync(CancellationToken cancellation)
    {
        try
        {
            return (await memory.DownloadContentAsync(cancellation)).Value.Content.ToObjectFromJson<Dictionary<string, string>>() ?? [];
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
