using System.Diagnostics;
using System.Globalization;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Fuzzing;

/// <summary>Runs cases one after the other in this process, and looks at what each costs.</summary>
internal static class FuzzRun
{
    private const long MaxAllocated = 1_000_000_000;
    private const long MaxWorkingSet = 1_500_000_000;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    /// <summary>Prints each finding as a line; keeps the number of the case at work in <paramref name="progress"/>, for whoever finds this process dead.</summary>
    public static int Run(FuzzOptions options, string progress)
    {
        var mutation = new Mutation(Originals.Load(options.Data), options.Seed);
        using var at = File.OpenHandle(progress, FileMode.Create, FileAccess.Write, FileShare.Read);
        using var self = Process.GetCurrentProcess();
        for (var number = options.From; number < options.From + options.Count; number++)
        {
            RandomAccess.Write(at, System.Text.Encoding.ASCII.GetBytes(number.ToString("D10", CultureInfo.InvariantCulture)), 0);
            var content = mutation.Case(number);
            foreach (var (name, run) in FuzzTargets.All)
            {
                if (Fault(() => run(content, number)) is { } fault)
                {
                    Console.WriteLine(new Finding(number, name, fault).Print());
                }
            }

            if (number % 256 == 0)
            {
                self.Refresh();
                if (self.WorkingSet64 > MaxWorkingSet)
                {
                    Console.WriteLine(new Finding(number, "all", "the process has grown beyond its bounds").Print());
                    return 1;
                }
            }
        }

        return 0;
    }

    private static string? Fault(Action run)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        try
        {
            run();
        }
        catch (FeedFormatException)
        {
            // The documented refusal.
        }
        catch (Exception undocumented)
        {
            return $"{undocumented.GetType().Name} in {Place(undocumented)}: {undocumented.Message}";
        }

        // Time that other processes took away does not count.
        if (clock.Elapsed > MaxTime && Environment.CpuUsage.TotalTime - cpu > MaxTime)
        {
            return "longer than two seconds";
        }

        return GC.GetAllocatedBytesForCurrentThread() - allocated > MaxAllocated ? "more than a gigabyte allocated" : null;
    }

    /// <summary>The first method of the app on the way out.</summary>
    private static string Place(Exception exception) =>
        exception.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("at EsgFunctions.", StringComparison.Ordinal))?[3..].Split(" in ")[0] ?? "an unknown place";
}
