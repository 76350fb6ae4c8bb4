using Azure;

namespace EsgFunctions.LocalHost;

/// <summary>One timer: waits for its time, runs one at a time, keeps the status that makes a missed run past due.</summary>
public sealed class TimerListener
{
    private readonly FunctionFile _function;
    private readonly TimerSchedule _schedule;
    private readonly TimerStatusBlobs? _blobs;
    private readonly FunctionRunner _runner;
    private readonly HostClock _clock;
    private readonly RunningWork _work;
    private TimerStatus _status;

    /// <exception cref="FormatException">The schedule cannot be understood.</exception>
    public TimerListener(FunctionFile function, TimerStatusBlobs blobs, FunctionRunner runner, HostClock clock, RunningWork work)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(clock);
        _function = function;
        _schedule = TimerSchedule.Parse(function.Trigger.Schedule ?? "");
        _blobs = function.Trigger.UseMonitor && !_schedule.IsTooFrequentToMonitor(clock.Now) ? blobs : null;
        _runner = runner;
        _clock = clock;
        _work = work;
        _status = new TimerStatus(DateTimeOffset.MinValue, _schedule.After(clock.Now), DateTimeOffset.MinValue);
    }

    public string Name => _function.Name;

    public DateTimeOffset Next => _status.Next;

    public bool IsMonitored => _blobs is not null;

    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        try
        {
            var isPastDue = await StartAsync(stop);
            if (isPastDue || _function.Trigger.RunOnStartup)
            {
                await RunScheduledAsync(isPastDue, isUnscheduled: true, abandon);
            }

            while (true)
            {
                await _clock.WaitUntilAsync(_status.Next, stop);
                await RunScheduledAsync(isPastDue: false, isUnscheduled: false, abandon);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
        catch (LocalHostException)
        {
            // The host is going down for a reason that it says itself.
        }
    }

    /// <summary>POST /admin/functions/{name}: the current status, not past due, and the schedule is not touched.</summary>
    public async Task<string?> RunNowAsync(string? input, CancellationToken cancellation)
    {
        using var one = _work.Begin();
        var status = _blobs is null ? null : _status;
        return await _runner.RunAsync(_function, facts => InvocationPayload.ForTimer(_function, _schedule.AdjustForDst, status, false, facts, input), cancellation);
    }

    private async Task<bool> StartAsync(CancellationToken cancellation)
    {
        if (_blobs is null)
        {
            return false;
        }

        var start = TimerStart.Decide(_schedule, await _blobs.ReadAsync(Name, cancellation), _clock.Now);
        _status = start.Status;
        if (start.MustSave)
        {
            await _blobs.WriteAsync(Name, _status, cancellation);
        }

        return start.IsPastDue;
    }

    private async Task RunScheduledAsync(bool isPastDue, bool isUnscheduled, CancellationToken abandon)
    {
        try
        {
            using var one = _work.Begin();
            var began = _clock.Now;
            var told = _blobs is null ? null : _status;
            await _runner.RunAsync(_function, facts => InvocationPayload.ForTimer(_function, _schedule.AdjustForDst, told, isPastDue, facts), abandon);

            // A run that began a little early counts from its due time, or it would fire twice.
            var counted = !isUnscheduled && _status.Next > began ? _status.Next : began;
            _status = new TimerStatus(counted, _schedule.After(counted), counted);
            if (_blobs is not null)
            {
                await _blobs.WriteAsync(Name, _status, abandon);
            }
        }
        catch (RequestFailedException)
        {
            // The status is not kept this time; the schedule goes on.
        }
    }
}
