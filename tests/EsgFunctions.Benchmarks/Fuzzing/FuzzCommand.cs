using System.Diagnostics;
using System.Globalization;

namespace EsgFunctions.Benchmarks.Fuzzing;

/// <summary>
/// <c>fuzz [--data FOLDER] [--seed N] [--from N] [--count N] [--report DIR]</c>: feeds and uploads, changed by chance, through everything of the app
/// that reads them: no exception but the documented refusal, nothing over two seconds, no memory without bounds. <c>--from N --count 1</c> repeats one.
/// </summary>
/// <remarks>The cases run in a process of their own: one that overflows the stack, or never ends, costs that process and is a finding.</remarks>
public static class FuzzCommand
{
    private const string Alone = "fuzz-alone";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The child's.</summary>
    public static int RunAlone(string progress, IReadOnlyList<string> arguments) => FuzzRun.Run(FuzzOptions.Parse(arguments)!, progress);

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (FuzzOptions.Parse(arguments) is not { } options)
        {
            Console.Error.WriteLine($"usage: {FuzzOptions.Usage}");
            return 2;
        }

        var findings = new List<Finding>();
        var clock = Stopwatch.StartNew();
        var progress = Path.GetTempFileName();
        try
        {
            for (var next = options.From; next < options.From + options.Count;)
            {
                next = RunFrom(options with { From = next, Count = options.From + options.Count - next }, progress, findings);
            }
        }
        finally
        {
            File.Delete(progress);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Count} cases in {clock.Elapsed.TotalSeconds:0} s, seed {options.Seed}: {findings.Count} findings, {findings.Select(one => one.Fault).Distinct().Count()} of them different."));
        Save(options, findings);
        return findings.Count == 0 ? 0 : 1;
    }

    /// <summary>The number of the case to go on with.</summary>
    private static int RunFrom(FuzzOptions options, string progress, List<Finding> findings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FuzzCommand).Assembly.Location, Alone, progress, .. options.ToArguments()]) { RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        var watch = Stopwatch.StartNew();
        using var watcher = new Timer(_ => EndIfStuck(child, progress, watch), null, Patience, Patience);
        while (child.StandardOutput.ReadLine() is { } line)
        {
            if (findings.All(known => known.Fault != Finding.Parse(line).Fault))
            {
                Console.WriteLine(line);
            }

            findings.Add(Finding.Parse(line));
        }

        child.WaitForExit();
        if (child.ExitCode == 0)
        {
            return options.From + options.Count;
        }

        var died = Number(progress) ?? options.From;
        findings.Add(new Finding(died, "process", $"the process ended with {child.ExitCode}: a stack overflow, no memory, or a case that did not end"));
        Console.WriteLine(findings[^1].Print());
        return died + 1;
    }

    private static void EndIfStuck(Process child, string progress, Stopwatch watch)
    {
        if (DateTime.Now - File.GetLastWriteTime(progress) > Patience && watch.Elapsed > Patience)
        {
            child.Kill();
        }
    }

    private static int? Number(string progress) => int.TryParse(File.ReadAllText(progress), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Save(FuzzOptions options, List<Finding> findings)
    {
        if (options.Report is not { } report || findings.Count == 0)
        {
            return;
        }

        Directory.CreateDirectory(report);
        File.WriteAllLines(Path.Combine(report, "findings.tsv"), findings.Select(finding => finding.Print()));
        var mutation = new Mutation(Originals.Load(options.Data), options.Seed);
        foreach (var finding in findings.DistinctBy(finding => finding.Fault))
        {
            File.WriteAllBytes(Path.Combine(report, $"{options.Seed}-{finding.Case}-{finding.Target}.bin"), mutation.Case(finding.Case));
        }
    }
}
