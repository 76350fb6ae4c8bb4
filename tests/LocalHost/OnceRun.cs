using System.Diagnostics;
using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>--once: works until nothing is left that is due within a minute, then tells what came of it.</summary>
public sealed class OnceRun(LocalHostRun host, Action<string> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Counted = ["feeds", "items", "stories", "alerts", "emails", "sms"];

    private readonly Stopwatch _elapsed = Stopwatch.StartNew();
    private DateTimeOffset? _waitsFor;
    private DateTimeOffset? _taken;

    /// <returns>The line of JSON, and the exit code.</returns>
    public async Task<(string Summary, int ExitCode)> RunAsync(CancellationToken cancellation)
    {
        await host.LoadDataAsync(cancellation);
        await host.RunDueTimersAsync();
        while (!await IsQuietAsync(cancellation))
        {
            if (_elapsed.Elapsed > Patience)
            {
                throw new LocalHostException($"There is still work after {Patience}.", ExitCode.Poison);
            }

            await Task.Delay(Look, cancellation);
        }

        var totals = await host.TotalsAsync(cancellation);
        var poison = await host.Storage.CountPoisonAsync(cancellation);
        var summary = Counted.ToDictionary(name => name, name => (object)totals.GetValueOrDefault(name));
        summary["poison"] = poison;
        summary["elapsedSeconds"] = Math.Round(_elapsed.Elapsed.TotalSeconds, 1);
        return (JsonSerializer.Serialize(summary), poison > 0 ? ExitCode.Poison : ExitCode.Done);
    }

    /// <summary>Quiet twice in a row with nothing begun in between, so that a message on its way between two queues is seen.</summary>
    private async Task<bool> IsQuietAsync(CancellationToken cancellation)
    {
        var begun = host.Work.Begun;
        if (!await IsAtRestAsync(cancellation))
        {
            return false;
        }

        await Task.Delay(Look, cancellation);
        return await IsAtRestAsync(cancellation) && host.Work.Begun == begun;
    }

    /// <summary>A row due within the minute is waited for by the wall clock; then the timers of seconds, which take such rows, are run.</summary>
    private async Task<bool> IsAtRestAsync(CancellationToken cancellation)
    {
        if (!await host.IsIdleAsync(cancellation))
        {
            return false;
        }

        var due = await new DueRows(host.Storage.Tables).EarliestAsync(host.Clock.Now + LocalHostRun.Horizon, cancellation);
        if (due is not null && (due - _waitsFor)?.Duration() is null or { TotalSeconds: >= 1 })
        {
            log($"The queues are empty; a row is due at {due:HH:mm:ss} UTC.");
        }

        if (due <= host.Clock.Now && due != _taken)
        {
            _taken = due;
            await Task.WhenAll(host.Timers.Where(t => !t.IsMonitored).Select(t => t.RunNowAsync(null, cancellation)));
        }

        _waitsFor = due;
        return due is null;
    }
}
