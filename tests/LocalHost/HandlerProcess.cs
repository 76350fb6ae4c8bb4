using System.ComponentModel;
using System.Diagnostics;

namespace EsgFunctions.LocalHost;

/// <summary>
/// A custom handler's process, kept alive as the host keeps it: exit code 0 leaves it dead, 200 is a deliberate restart,
/// any other end counts, and the third that counts (none for 30 minutes clears) ends the host.
/// </summary>
public sealed class HandlerProcess : IHandler
{
    private const int DeathsAllowed = 3;
    private static readonly TimeSpan DeathsForgottenAfter = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan MomentOfCtrlC = TimeSpan.FromMilliseconds(50);

    private readonly HandlerStart _start;
    private readonly Action<string> _log;
    private readonly Action<LocalHostException> _failed;
    private readonly CancellationToken _hostStops;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _supervision;
    private volatile Process? _process;
    private volatile TaskCompletionSource _ready = NewSignal();
    private volatile bool _restartAsked;
    private int _deaths;
    private long _lastDeath;

    /// <param name="failed">Called once, when the host would shut down because of this handler.</param>
    /// <param name="hostStops">From then on an end is no news: Ctrl-C reaches the children too.</param>
    public HandlerProcess(HandlerStart start, Action<string> log, Action<LocalHostException> failed, CancellationToken hostStops)
    {
        ArgumentNullException.ThrowIfNull(start);
        _start = start;
        _log = log;
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
        using var process = new Process { StartInfo = Command() };
        process.OutputDataReceived += (_, line) => Forward(line.Data, isError: false);
        process.ErrorDataReceived += (_, line) => Forward(line.Data, isError: true);
        process.Start();
        _process = process;
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
        if (_restartAsked || exitCode == 200)
        {
            _restartAsked = false;
            return true;
        }

        if (exitCode == 0)
        {
            _log($"[{Name}] ended with code 0; the host does not start it again.");
            _ready.TrySetResult();
            return false;
        }

        var now = Stopwatch.GetTimestamp();
        _deaths = _deaths > 0 && Stopwatch.GetElapsedTime(_lastDeath, now) > DeathsForgottenAfter ? 1 : _deaths + 1;
        _lastDeath = now;
        var how = answeredInTime ? $"died with code {exitCode}" : $"gave no answer within {_start.InitializationTimeout}";
        _log($"[{Name}] {how} ({_deaths} of {DeathsAllowed}).");
        if (_deaths < DeathsAllowed)
        {
            return true;
        }

        _failed(new LocalHostException($"The app ({Name}) {how} for the third time; the host gives up as it would on Azure.", ExitCode.HandlerFailed));
        return false;
    }

    private ProcessStartInfo Command()
    {
        var command = new ProcessStartInfo(_start.Executable, _start.Arguments)
        {
            WorkingDirectory = _start.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in _start.Environment)
        {
            command.Environment[name] = value;
        }

        return command;
    }

    private void Forward(string? line, bool isError)
    {
        if (line is null)
        {
            return;
        }

        const string SystemLog = "LanguageWorkerConsoleLog";
        var text = line.StartsWith(SystemLog, StringComparison.Ordinal) ? line[SystemLog.Length..] : line;
        var level = !isError ? "" : line.Contains("warn", StringComparison.OrdinalIgnoreCase) ? " warning:" : " error:";
        _log($"[{Name}]{level} {text}");
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
