using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace EsgFunctions.LocalHost;

/// <summary>Everything that LocalHost starts, and the way to stop it. Callable from tests.</summary>
public sealed class LocalHostRun : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    private readonly HostOptions _options;
    private readonly Action<string> _log;
    private readonly Stack<IAsyncDisposable> _started = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<HostInstance> _instances = [];
    private readonly List<TimerListener> _timers = [];
    private readonly List<Task> _loops = [];
    private EventSource? _events;
    private AppApi? _api;
    private FeedServer? _feeds;
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

    public IReadOnlyList<TimerListener> Timers => _timers;

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
    public async Task<string?> RunNowAsync(FunctionFile function, string? input)
    {
        ArgumentNullException.ThrowIfNull(function);
        try
        {
            if (_timers.FirstOrDefault(t => t.Name == function.Name) is { } timer)
            {
                return await timer.RunNowAsync(input, _abandon.Token);
            }

            using var one = Work.Begin();
            return _instances[0].ListenerOf(function.Name) is { } listener
                ? await listener.RunNowAsync(Encoding.UTF8.GetBytes(input ?? ""), _abandon.Token)
                : $"{function.Name} cannot be run on demand";
        }
        catch (Exception gone) when (gone is OperationCanceledException or LocalHostException)
        {
            return gone.Message;
        }
    }

    /// <summary>No message in a queue of the app, none in work, every upload announced.</summary>
    public async Task<bool> IsIdleAsync(CancellationToken cancellation)
    {
        if (Work.Running > 0 || (_events is not null && !await _events.IsUpToDateAsync(cancellation)))
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
        _abandon.CancelAfter(DrainTime);
        await Task.WhenAll(_loops).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await _abandon.CancelAsync();
        while (_started.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        _api?.Dispose();
        _stop.Dispose();
        _abandon.Dispose();
    }

    private async Task StartAllAsync(CancellationToken cancellation)
    {
        // Read once before anything is started, for a missing app; the settings of the real run are not known yet.
        var localSettings = AppSettings.For("", 0, null, _options.LocalSettingsFile);
        _ = AppFolder.Read(_options.AppRoot, localSettings, _ => { });

        var data = DataFolder.Open(_options.DataDirectory);
        _started.Push(new Owned(data));
        var front = new HttpFront();
        Address = (await TakePortAsync(front, cancellation)).Address;
        _firstStart = data.FirstStart(Clock.Now);
        await StartFeedsAsync(data, cancellation);
        Storage = new LocalStorage(_options.StorageConnection ?? await StartEmulatorAsync(data, cancellation));

        var settings = AppSettings.For(Storage.Connection, Address.Port, _feeds?.Address.Port, _options.LocalSettingsFile);
        App = AppFolder.Read(_options.AppRoot, settings, _log);
        await Storage.PrepareAsync(App.Queues, cancellation);
        await StartHandlersAsync(front, settings, cancellation);
        StartListening();
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
        return emulator.ConnectionString;
    }

    private async Task StartHandlersAsync(HttpFront front, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
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

        var proxy = new HttpProxy(http, Clock, App.Host.FunctionTimeout, _log);
        _started.Push(new Owned(proxy));
        front.Open(proxy, new AdminPages(App, Clock, RunNowAsync), new OutboxPages(new OutboxBlobs(Storage.Outbox)));
        _api = new AppApi(Address);
    }

    private IHandler StartHandler(string name, IReadOnlyDictionary<string, string> settings) =>
        _options.HandlerAddress is { } address
            ? new HandlerAddress(name, address, App.Host.InitializationTimeout, _log)
            : new HandlerProcess(HandlerStart.For(name, App, FreePort.Next(), settings), _log, failure => _failure.TrySetException(failure), _stop.Token);

    private void StartListening()
    {
        var first = _instances[0];
        var statuses = new TimerStatusBlobs(Storage.Hosts, HostId(_options.AppRoot));
        foreach (var function in App.Functions.Where(f => f.IsTimer))
        {
            try
            {
                _timers.Add(new TimerListener(function, statuses, first.Runner, Clock, Work));
            }
            catch (FormatException wrong)
            {
                _log($"{function.Name} is left out: {wrong.Message}.");
            }
        }

        _loops.AddRange(_instances.Select(i => WatchAsync(i.ListenAsync(_stop.Token, _abandon.Token))));
        _loops.AddRange(_timers.Select(t => WatchAsync(t.RunAsync(_stop.Token, _abandon.Token))));
        if (App.Queues.Contains(LocalStorage.UploadsQueue))
        {
            var writer = new QueueWriter(Storage.Queues, App.Host.Queues.IsBase64, new QueueWatch());
            _events = new EventSource(Storage.Uploads, Storage.AnnouncedUploads, writer, LocalStorage.UploadsQueue, Clock, _log);
            _loops.Add(WatchAsync(_events.RunAsync(_stop.Token)));
        }
    }

    /// <summary>A listener never ends by itself; if one does, LocalHost is wrong and says so instead of standing still.</summary>
    private async Task WatchAsync(Task listener)
    {
        try
        {
            await listener;
        }
        catch (Exception broken) when (!_stop.IsCancellationRequested)
        {
            _log($"LocalHost itself failed: {broken}");
            _failure.TrySetException(new LocalHostException($"LocalHost itself failed: {broken.Message}", ExitCode.Broken, broken));
        }
    }

    /// <summary>Machine name and a stable hash of the app's path, lower case, at most 32 characters.</summary>
    public static string HostId(string appRoot)
    {
        var machine = new string([.. Environment.MachineName.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(20)]);
        var hash = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(appRoot))));
        return $"{(machine.Length == 0 ? "localhost" : machine)}-{hash}";
    }

    private sealed class Owned(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
