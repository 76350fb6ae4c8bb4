using System.Security.Cryptography;
using System.Text;

namespace EsgFunctions.LocalHost;

/// <summary>All that waits for work: queues in every instance, timers in the first (as the lease would have it), uploads.</summary>
public sealed class HostListeners : IAsyncDisposable
{
    /// <summary>How long the host lets running functions end when it is stopped.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly List<TimerListener> _timers = [];
    private readonly List<Task> _loops = [];
    private readonly IReadOnlyList<HostInstance> _instances;
    private readonly RunningWork _work;
    private readonly Action<LocalHostException> _failed;
    private readonly EventSource? _events;

    public HostListeners(
        AppFolder app, IReadOnlyList<HostInstance> instances, LocalStorage storage, HostClock clock, RunningWork work, Action<string> log, Action<LocalHostException> failed)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(storage);
        _instances = instances;
        _work = work;
        _failed = failed;
        var statuses = new TimerStatusBlobs(storage.Hosts, HostId(app.Root));
        foreach (var function in app.Functions.Where(f => f.IsTimer))
        {
            try
            {
                _timers.Add(new TimerListener(function, statuses, instances[0].Runner, clock, work));
            }
            catch (FormatException wrong)
            {
                log($"{function.Name} is left out: {wrong.Message}.");
            }
        }

        if (app.Queues.Contains(LocalStorage.UploadsQueue))
        {
            var writer = new QueueWriter(storage.Queues, app.Host.Queues.IsBase64, new QueueWatch());
            _events = new EventSource(storage.Uploads, storage.AnnouncedUploads, writer, LocalStorage.UploadsQueue, clock, log);
        }
    }

    public IReadOnlyList<TimerListener> Timers => _timers;

    public void Start()
    {
        _loops.AddRange(_instances.Select(i => WatchAsync(i.ListenAsync(_stop.Token, _abandon.Token))));
        _loops.AddRange(_timers.Select(t => WatchAsync(t.RunAsync(_stop.Token, _abandon.Token))));
        if (_events is not null)
        {
            _loops.Add(WatchAsync(_events.RunAsync(_stop.Token)));
        }
    }

    /// <summary>Whether every upload that is there now has been announced.</summary>
    public async Task<bool> AreEventsUpToDateAsync(CancellationToken cancellation) => _events is null || await _events.IsUpToDateAsync(cancellation);

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

            using var one = _work.Begin();
            return _instances[0].ListenerOf(function.Name) is { } listener
                ? await listener.RunNowAsync(Encoding.UTF8.GetBytes(input ?? ""), _abandon.Token)
                : $"{function.Name} cannot be run on demand";
        }
        catch (Exception gone) when (gone is OperationCanceledException or LocalHostException)
        {
            return gone.Message;
        }
    }

    /// <summary>Stops listening, lets what runs come to its end for a while, then abandons it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _abandon.CancelAfter(DrainTime);
        await Task.WhenAll(_loops);
        await _abandon.CancelAsync();
        _stop.Dispose();
        _abandon.Dispose();
    }

    /// <summary>Machine name and a stable hash of the app's path, lower case, at most 32 characters.</summary>
    public static string HostId(string appRoot)
    {
        var machine = new string([.. Environment.MachineName.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Take(20)]);
        var hash = BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(appRoot))));
        return $"{(machine.Length == 0 ? "localhost" : machine)}-{hash}";
    }

    /// <summary>A listener never ends by itself; if one does, LocalHost is wrong and says so instead of standing still.</summary>
    private async Task WatchAsync(Task listener)
    {
        try
        {
            await listener;
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // What it worked on shows again, as after a crash.
        }
        catch (Exception broken)
        {
            _failed(new LocalHostException($"LocalHost itself failed: {broken}", ExitCode.Broken, broken));
        }
    }
}
