using System.ComponentModel;
using System.Diagnostics;

namespace EsgFunctions.LocalHost;

/// <summary>A custom handler's process, kept alive as the host keeps it.</summary>
public sealed class HandlerProcess : IHandler
{
    private static readonly TimeSpan MomentOfCtrlC = TimeSpan.FromMilliseconds(50);

    private readonly HandlerStart _start;
    private readonly Action<string> _log;
    private readonly Action<LocalHostException> _failed;
    private readonly CancellationToken _hostStops;
    private readonly CancellationTokenSource _stop = new();
    private readonly HandlerDeaths _deaths = new();
    private readonly Action<int> _started;
    private readonly Task _supervision;
    private volatile Process? _process;
    private volatile TaskCompletionSource _ready = NewSignal();
    private volatile bool _restartAsked;

    /// <param name="started">Gets the id of each process started.</param>
    /// <param name="failed">Called once, when the host would shut down because of this handler.</param>
    /// <param name="hostStops">From then on an end is no news: Ctrl-C reaches the children too.</param>
    public HandlerProcess(HandlerStart start, Action<string> log, Action<int> started, Action<LocalHostException> failed, CancellationToken hostStops)
    {
        ArgumentNullException.ThrowIfNull(start);
        _start = start;
        _log = log;
        _started = started;
        _failed = failed;
        _hostStops = hostStops;
        Address = new Uri($"http://127.0.0.1:{start.Port}");
        _supervision = Task.Run(SuperviseAsync, CancellationToken.None);
    }

    public string Name => _start.Name;

    public Uri Address { get; }

    public int? ProcessId
    {
        get
        {
            try
            {
                return _process is { HasExited: false } process ? process.Id : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }

    public async Task WhenReadyAsync(CancellationToken cancellation)
    {
        try
        {
            await _ready.Task.WaitAsync(4 * _start.InitializationTimeout, cancellation);
        }
        catch (TimeoutException tooLong)
        {
            var failure = new LocalHostException($"The app ({Name}) did not become ready.", ExitCode.HandlerFailed, tooLong);
            _failed(failure);
            throw failure;
        }
    }

    public Task RestartAsync(string reason)
    {
        _log($"[{Name}] is killed and started again: {reason}");
        _restartAsked = true;
        Kill();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Kill();
        await _supervision;
        _stop.Dispose();
    }

    private async Task SuperviseAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested && await RunOnceAsync())
            {
                if (_ready.Task.IsCompleted)
                {
                    _ready = NewSignal();
                }
            }
        }
        catch (Win32Exception cannotStart)
        {
            _failed(new LocalHostException($"{_start.Executable} cannot be started: {cannotStart.Message}", ExitCode.NotBuilt, cannotStart));
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    /// <returns>Whether it is to be started again.</returns>
    private async Task<bool> RunOnceAsync()
    {
        using var process = new Process { StartInfo = _start.ToCommand() };
        process.OutputDataReceived += (_, line) => Forward(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Forward(line.Data, isError: true);
        process.Start();
        _process = process;
        _started(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (_stop.IsCancellationRequested)
        {
            Kill();
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var readiness = WatchReadinessAsync(process, ended.Token);
        await process.WaitForExitAsync();
        _process = null;
        await ended.CancelAsync();
        var answeredInTime = await readiness;
        if (!_restartAsked)
        {
            await Task.Delay(MomentOfCtrlC);
        }

        return !_stop.IsCancellationRequested && !_hostStops.IsCancellationRequested && StartAgainAfter(process.ExitCode, answeredInTime);
    }

    private async Task<bool> WatchReadinessAsync(Process process, CancellationToken ended)
    {
        try
        {
            if (await Readiness.WaitAsync(Address, _start.InitializationTimeout, ended))
            {
                _ready.TrySetResult();
                return true;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private bool StartAgainAfter(int exitCode, bool answeredInTime)
    {
        if (_restartAsked)
        {
            _restartAsked = false;
            return true;
        }

        var next = _deaths.Record(exitCode, Stopwatch.GetElapsedTime(0));
        var how = answeredInTime ? $"died with code {exitCode}" : $"gave no answer within {_start.InitializationTimeout}";
        switch (next)
        {
            case AfterEnd.LeaveDead:
                _log($"[{Name}] ended with code 0; the host does not start it again.");
                _ready.TrySetResult();
                return false;
            case AfterEnd.GiveUp:
                _failed(new LocalHostException($"The app ({Name}) {how} for the third time; the host gives up as it would on Azure.", ExitCode.HandlerFailed));
                return false;
            default:
                _log(exitCode == 200 ? $"[{Name}] asked to be started again." : $"[{Name}] {how} ({_deaths.Count} of {HandlerDeaths.Allowed}).");
                return true;
        }
    }

    private void Forward(string? line, bool isError)
    {
        if (line is null)
        {
            return;
        }

        _log(HandlerLine.Show(Name, line, isError));
    }

    private void Kill()
    {
        try
        {
            _process?.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
