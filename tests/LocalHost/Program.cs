using System.Runtime.InteropServices;

namespace EsgFunctions.LocalHost;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            var options = HostOptions.Parse(args);
            if (options.Help)
            {
                Console.WriteLine(HostOptions.Usage);
                return ExitCode.Done;
            }

            return options.Once ? await RunOnceAsync(options, stop.Token) : await StayUpAsync(options, stop.Token);
        }
        catch (LocalHostException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private static async Task<int> RunOnceAsync(HostOptions options, CancellationToken stop)
    {
        (string Summary, int ExitCode) result;
        await using (var host = await LocalHostRun.StartAsync(options, Console.Error.WriteLine, stop))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var work = new OnceRun(host, Console.Error.WriteLine).RunAsync(either.Token);
            if (await Task.WhenAny(work, host.Failure) != work)
            {
                await either.CancelAsync();
                await host.Failure;
            }

            result = await work;
        }

        Console.WriteLine(result.Summary);
        return result.ExitCode;
    }

    private static async Task<int> StayUpAsync(HostOptions options, CancellationToken stop)
    {
        await using var host = await LocalHostRun.StartAsync(options, Console.WriteLine, stop);
        try
        {
            await host.LoadDataAsync(stop);
            await host.RunDueTimersAsync();
        }
        catch (LocalHostException refused)
        {
            await Console.Error.WriteLineAsync($"{refused.Message}{Environment.NewLine}The app stays up without the rest of the data.");
        }

        Console.WriteLine($"""

            The app is up. Ctrl-C stops everything.
              Messages "sent"     {host.Address}outbox
              What is going on    {host.Address}api/status
              The API             {host.Address}api/openapi.json
              As somebody         curl -H 'X-Local-User: ana; Admin' {host.Address}api/feeds
              Run a function now  curl -X POST {host.Address}admin/functions/PollFeeds
              Move the clock      curl -X POST -d '{"{ \"advance\": \"PT48H\" }"}' {host.Address}admin/clock
              Storage emulator    {host.Storage.Connection}

            """);
        await await Task.WhenAny(host.Failure, Task.Delay(Timeout.Infinite, stop));
        return ExitCode.Done;
    }
}
