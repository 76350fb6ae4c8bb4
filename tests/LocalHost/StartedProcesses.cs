using System.Diagnostics;
using System.Globalization;

namespace EsgFunctions.LocalHost;

/// <summary>
/// The processes that a LocalHost on a data folder started, by id and start time. A LocalHost that was killed leaves them
/// behind, and a second emulator on the same files would spoil them: the next one ends them first.
/// </summary>
public sealed class StartedProcesses(string file)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();

    /// <summary>Ends what an earlier LocalHost left running, and forgets it.</summary>
    public async Task EndLeftoversAsync(Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        foreach (var line in File.Exists(file) ? await File.ReadAllLinesAsync(file) : [])
        {
            if (Find(line) is { } left)
            {
                log($"Process {left.Id}, left behind by a LocalHost that was killed, is ended.");
                await ChildProcess.StopAsync(left);
                left.Dispose();
            }
        }

        File.Delete(file);
    }

    public void Record(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            lock (_gate)
            {
                File.AppendAllText(file, $"{processId} {process.StartTime.ToUniversalTime().Ticks}\n");
            }
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>An id alone may belong to another program by now.</summary>
    private static Process? Find(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
        {
            return null;
        }

        try
        {
            var process = Process.GetProcessById(id);
            if (!process.HasExited && (process.StartTime.ToUniversalTime() - new DateTime(ticks, DateTimeKind.Utc)).Duration() < Tolerance)
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
