using Azure.Storage.Queues;

namespace EsgFunctions.LocalHost;

/// <summary>One instance of the app for queues and timers: a handler, its listeners, and what it knows of its own writes.</summary>
public sealed class HostInstance : IAsyncDisposable
{
    private readonly Dictionary<string, QueueListener> _listeners;
    private readonly QueueWriter _writer;

    public HostInstance(IHandler handler, AppFolder app, QueueServiceClient queues, QueueSettings settings, HostClock clock, RunningWork work, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(settings);
        Handler = handler;
        var watch = new QueueWatch();
        _writer = new QueueWriter(queues, settings.IsBase64, watch);
        Runner = new FunctionRunner(handler, _writer, clock, app.Host.FunctionTimeout, log);
        _listeners = app.Functions.Where(f => f.IsQueue)
            .ToDictionary(f => f.Name, f => new QueueListener(f, queues, settings, _writer, watch, Runner, work, log));
    }

    public IHandler Handler { get; }

    public FunctionRunner Runner { get; }

    public QueueListener? ListenerOf(string function) => _listeners.GetValueOrDefault(function);

    public Task ListenAsync(CancellationToken stop, CancellationToken abandon) => Task.WhenAll(_listeners.Values.Select(l => l.RunAsync(stop, abandon)));

    public async ValueTask DisposeAsync()
    {
        await Handler.DisposeAsync();
        Runner.Dispose();
    }
}
