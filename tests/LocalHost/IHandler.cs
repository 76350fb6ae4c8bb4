namespace EsgFunctions.LocalHost;

/// <summary>A custom handler that can be asked over HTTP.</summary>
public interface IHandler : IAsyncDisposable
{
    /// <summary>Stands before each of its lines.</summary>
    string Name { get; }

    Uri Address { get; }

    /// <summary>Null while it is not running, or when it is not ours.</summary>
    int? ProcessId { get; }

    /// <summary>Returns when the handler has answered GET / once; waits at most four times the initialization time-out.</summary>
    Task WhenReadyAsync(CancellationToken cancellation);

    /// <summary>Kills it and starts it again, which does not count as a death.</summary>
    Task RestartAsync(string reason);
}
