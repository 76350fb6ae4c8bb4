using EsgFunctions.Clients;
using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Timer, 5 s: lets the next slice of each import be read, as long as the items of earlier ones are nearly worked off.</summary>
public sealed class ContinueUploadsFunction(UploadStore uploads, QueueDepth queues, TimeProvider time) : IFunction<TimerTick, ContinuedUploads>
{
    /// <summary>A slice that was released so long ago is released again; reading one twice changes nothing.</summary>
    private static readonly TimeSpan TakenForLost = TimeSpan.FromMinutes(5);

    public async Task<ContinuedUploads> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var waiting = await uploads.ListOpenAsync(now - TakenForLost, cancellation);
        if (waiting.Count == 0)
        {
            return new ContinuedUploads([]);
        }

        var (depth, _) = await queues.MeasureAsync("items-found", cancellation);
        var released = waiting.Take(UploadRule.SlicesToRelease(depth)).ToList();
        foreach (var slice in released)
        {
            await uploads.OpenAsync(slice.Upload, slice.Slice, now, cancellation);
        }

        return new ContinuedUploads(released);
    }
}

public sealed record ContinuedUploads(IReadOnlyList<UploadSliceDue> SlicesDue);
