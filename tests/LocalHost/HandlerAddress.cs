namespace EsgFunctions.LocalHost;

/// <summary>A handler that somebody else runs: it is waited for, but neither started nor stopped here.</summary>
public sealed class HandlerAddress(string name, Uri address, TimeSpan initializationTimeout, Action<string> log) : IHandler
{
    private readonly Lazy<Task<bool>> _ready = new(() => Readiness.WaitAsync(address, 4 * initializationTimeout, CancellationToken.None));

    public string Name => name;

    public Uri Address => address;

    public int? ProcessId => null;

    public async Task WhenReadyAsync(CancellationToken cancellation)
    {
        if (!await _ready.Value.WaitAsync(cancellation))
        {
            throw new LocalHostException($"Nothing answers at {address}.", ExitCode.HandlerFailed);
        }
    }

    public Task RestartAsync(string reason)
    {
        log($"[{name}] would be killed and started again: {reason}");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
