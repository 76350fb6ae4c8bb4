using Microsoft.AspNetCore.Connections;

namespace EsgFunctions.LocalHost;

/// <summary>Everything that LocalHost starts, and the way to stop it. Callable from tests.</summary>
public sealed class LocalHostRun : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly Action<string> _log;
    private readonly Stack<IAsyncDisposable> _started = new();
    private readonly CancellationTokenSource _stop = new();
    /// <summary>What comes within it is not waited for when there is a hurry.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<HostInstance> _instances = [];
    private HttpProxy? _proxy;
    private HostListeners? _listeners;
    private AppApi? _api;
    private FeedServer? _feeds;
    private StartedProcesses? _processes;
    private DateTimeOffset _firstStart;

    private LocalHostRun(HostOptions options, Action<string> log)
    {
        _options = options;
        _log = line =>
        {
            if (!_stop.IsCancellationRequested)
            {
                log(line);
            }
        };
        Clock = new HostClock(options.Now);
    }

    /// <summary>Of the HTTP front.</summary>
    public Uri Address { get; private set; } = null!;

    public LocalStorage Storage { get; private set; } = null!;

    public AppFolder App { get; private set; } = null!;

    public HostClock Clock { get; }

    public RunningWork Work { get; } = new();

    public IReadOnlyList<TimerListener> Timers => _listeners?.Timers ?? [];

    /// <summary>The one for HTTP first.</summary>
    public IReadOnlyList<IHandler> Handlers { get; private set; } = [];

    /// <summary>Fails with <see cref="LocalHostException"/> when the host gives up; never ends otherwise.</summary>
    public Task Failure => _failure.Task;

    /// <summary>Starts all of it and returns when the handlers are ready. When it throws, nothing is left running.</summary>
    /// <exception cref="LocalHostException">With the exit code for its cause.</exception>
    public static async Task<LocalHostRun> StartAsync(HostOptions options, Action<string> log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var run = new LocalHostRun(options, log);
        try
        {
            await run.StartAllAsync(cancellation);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Demo data and feeds, as the options say.</summary>
    public Task LoadDataAsync(CancellationToken cancellation) => new DemoData(_options, _api!, _feeds, _firstStart, _log).LoadAsync(cancellation);

    public Task<IReadOnlyDictionary<string, long>> TotalsAsync(CancellationToken cancellation) => _api!.TotalsAsync(cancellation);

    /// <summary>Runs a timer or queue function at once, in the first instance.</summary>
    /// <returns>Null when it succeeded, else why not.</returns>
    public Task<string?> RunNowAsync(FunctionFile function, string? input) => _listeners!.RunNowAsync(function, input);

    /// <summary>Every timer that would fire within a minute anyway is run at once instead of waited for.</summary>
    public async Task RunDueTimersAsync()
    {
        foreach (var function in App.Functions.Where(function => function.IsTimer))
        {
            if (Timers.FirstOrDefault(timer => timer.Name == function.Name) is { } timer && timer.Next <= Clock.Now + Horizon)
            {
                _log($"{function.Name} runs now.");
                await RunNowAsync(function, null);
            }
        }
    }

    /// <summary>No message in a queue of the app, none in work, every upload announced.</summary>
    public async Task<bool> IsIdleAsync(CancellationToken cancellation)
    {
        if (Work.Running > 0 || !await _listeners!.AreEventsUpToDateAsync(cancellation))
        {
            return false;
        }

        var triggers = App.Functions.Select(f => f.Trigger.QueueName).OfType<string>();
        var counts = await Task.WhenAll(triggers.Select(queue => Storage.CountAsync(queue, cancellation)));
        return counts.Sum() == 0 && Work.Running == 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        while (_started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        _api?.Dispose();
        _stop.Dispose();
    }

    private async Task StartAllAsync(CancellationToken cancellation)
    {
        // Read once before anything is started, for a missing app; the settings of the real run are not known yet.
        var localSettings = AppSettings.For("", 0, null, _options.LocalSettingsFile);
        _ = AppFolder.Read(_options.AppRoot, localSettings, _ => { });

        var data = DataFolder.Open(_options.DataDirectory);
        _started.Push(new Owned(data));
        _processes = data.Processes;
        await _processes.EndLeftoversAsync(_log);
        var front = new HttpFront();
        Address = (await TakePortAsync(front, cancellation)).Address;
        _firstStart = data.FirstStart(Clock.Now);
        await StartFeedsAsync(data, cancellation);
        Storage = new LocalStorage(_options.StorageConnection ?? await StartEmulatorAsync(data, cancellation));

        var settings = AppSettings.For(Storage.Connection, Address.Port, _feeds?.Address.Port, _options.LocalSettingsFile);
        App = AppFolder.Read(_options.AppRoot, settings, _log);
        await Storage.PrepareAsync(App.Queues, cancellation);
        await StartHandlersAsync(settings, cancellation);
        _listeners = new HostListeners(App, _instances, Storage, Clock, Work, _log, failure => _failure.TrySetException(failure));
        _started.Push(_listeners);
        front.Open(_proxy!, new AdminPages(App, Clock, RunNowAsync), new OutboxPages(new OutboxBlobs(Storage.Outbox)));
        _api = new AppApi(Address);
        _listeners.Start();
    }

    private async Task<LoopbackServer> TakePortAsync(HttpFront front, CancellationToken cancellation)
    {
        try
        {
            var server = await LoopbackServer.StartAsync(_options.Port, front.AnswerAsync, cancellation);
            _started.Push(server);
            return server;
        }
        catch (AddressInUseException taken)
        {
            throw new LocalHostException($"Port {_options.Port} is in use. Stop what has it, or choose another with --port (0 = any free one).", ExitCode.PortInUse, taken);
        }
    }

    private async Task StartFeedsAsync(DataFolder data, CancellationToken cancellation)
    {
        var folder = _options.FeedsDirectory ?? (_options.Empty || !Directory.Exists(_options.DemoDirectory) ? null : _options.DemoDirectory);
        if (folder is not null)
        {
            _feeds = await FeedServer.StartAsync(folder, data.FeedPort, _firstStart, cancellation);
            _started.Push(_feeds);
            data.FeedPort = _feeds.Address.Port;
        }
    }

    private async Task<string> StartEmulatorAsync(DataFolder data, CancellationToken cancellation)
    {
        var emulator = await AzuriteProcess.StartAsync(data.StorageDirectory, _log, cancellation);
        _started.Push(emulator);
        _processes!.Record(emulator.ProcessId);
        return emulator.ConnectionString;
    }

    private async Task StartHandlersAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        var http = StartHandler("http", settings);
        _started.Push(http);
        var queueSettings = _options.Visibility is { } visibility ? App.Host.Queues with { WorkVisibility = visibility } : App.Host.Queues;
        if (_options.Visibility is not null)
        {
            _log($"A message in work is invisible for {_options.Visibility} instead of the host's 00:10:00.");
        }

        for (var i = 1; i <= _options.Instances; i++)
        {
            var handler = StartHandler(_options.Instances == 1 ? "work" : $"work {i}", settings);
            var instance = new HostInstance(handler, App, Storage.Queues, queueSettings, Clock, Work, _log);
            _instances.Add(instance);
            _started.Push(instance);
        }

        Handlers = [http, .. _instances.Select(i => i.Handler)];
        await await Task.WhenAny(Task.WhenAll(Handlers.Select(h => h.WhenReadyAsync(cancellation))), _failure.Task);

        _proxy = new HttpProxy(http, Clock, App.Host.FunctionTimeout, _log);
        _started.Push(new Owned(_proxy));
    }

    private IHandler StartHandler(string name, IReadOnlyDictionary<string, string> settings) =>
        _options.HandlerAddress is { } address
            ? new HandlerAddress(name, address, App.Host.InitializationTimeout, _log)
            : new HandlerProcess(HandlerStart.For(name, App, FreePort.Next(), settings), _log, _processes!.Record, failure => _failure.TrySetException(failure), _stop.Token);

    private sealed class Owned(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
