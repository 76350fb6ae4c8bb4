using System.Collections.Concurrent;

namespace EsgFunctions.LocalHost;

/// <summary>Wakes a listener of the same host process when that process itself wrote to the listener's queue.</summary>
public sealed class QueueWatch
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _written = new(StringComparer.Ordinal);

    public void Written(string queue)
    {
        var signal = For(queue);
        if (signal.CurrentCount == 0)
        {
            signal.Release();
        }
    }

    public Task WaitAsync(string queue, TimeSpan atMost, CancellationToken cancellation) => For(queue).WaitAsync(atMost, cancellation);

    private SemaphoreSlim For(string queue) => _written.GetOrAdd(queue, _ => new SemaphoreSlim(0));
}
