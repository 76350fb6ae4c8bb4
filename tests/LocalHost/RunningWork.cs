namespace EsgFunctions.LocalHost;

/// <summary>How much is being worked on, and how much was ever begun: together they tell whether the host is at rest.</summary>
public sealed class RunningWork
{
    private int _running;
    private long _begun;

    public int Running => Volatile.Read(ref _running);

    public long Begun => Interlocked.Read(ref _begun);

    public IDisposable Begin()
    {
        Interlocked.Increment(ref _running);
        Interlocked.Increment(ref _begun);
        return new End(this);
    }

    private sealed class End(RunningWork work) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                Interlocked.Decrement(ref work._running);
            }
        }
    }
}
