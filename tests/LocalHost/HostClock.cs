namespace EsgFunctions.LocalHost;

/// <summary>The app's present: the machine's clock, moved by --now and POST /admin/clock. Timers wait on it.</summary>
public sealed class HostClock
{
    private readonly Lock _gate = new();
    private TimeSpan _offset;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostClock(DateTimeOffset? now = null) =>
        _offset = now is { } instant ? instant - DateTimeOffset.UtcNow : TimeSpan.Zero;

    /// <summary>In UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
            {
                return DateTimeOffset.UtcNow + _offset;
            }
        }
    }

    public bool IsMoved
    {
        get
        {
            lock (_gate)
            {
                return _offset != TimeSpan.Zero;
            }
        }
    }

    /// <summary>Forward only: rows written in a future that was taken back would make no sense to the app.</summary>
    public DateTimeOffset Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TaskCompletionSource moved;
        lock (_gate)
        {
            _offset += by;
            moved = _moved;
            _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        moved.SetResult();
        return Now;
    }

    /// <summary>Returns when the clock shows <paramref name="instant"/> or later, also when it was moved there.</summary>
    public async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken cancellation)
    {
        while (true)
        {
            Task moved;
            TimeSpan remaining;
            lock (_gate)
            {
                moved = _moved.Task;
                remaining = instant - (DateTimeOffset.UtcNow + _offset);
            }

            if (remaining <= TimeSpan.Zero)
            {
                return;
            }

            // Task.Delay takes at most 49 days; a rounded-up millisecond keeps the run from being early.
            var step = remaining < TimeSpan.FromDays(1) ? remaining + TimeSpan.FromMilliseconds(1) : TimeSpan.FromDays(1);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(Task.Delay(step, either.Token), moved);
            await either.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
