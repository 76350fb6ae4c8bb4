using System.Globalization;

namespace EsgFunctions.LocalHost;

/// <summary>The folder that a LocalHost keeps its state in, and has to itself while it runs.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    public string StorageDirectory => System.IO.Path.Combine(Path, "storage");

    /// <exception cref="LocalHostException">Another LocalHost works on the folder, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The data folder {path} cannot be made: {refused.Message}", ExitCode.DataInUse, refused);
        }

        try
        {
            return new DataFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"Another LocalHost runs on the data folder {path}. Stop it, or give this one a folder of its own with --data.", ExitCode.DataInUse, taken);
        }
    }

    public StartedProcesses Processes => new(System.IO.Path.Combine(Path, "processes"));

    /// <summary>The instant of the first start on this folder, to which the dates of the demo data are relative.</summary>
    public DateTimeOffset FirstStart(DateTimeOffset now)
    {
        var file = System.IO.Path.Combine(Path, "first-start");
        if (File.Exists(file) && DateTimeOffset.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var first))
        {
            return first;
        }

        var second = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        File.WriteAllText(file, second.ToString("O", CultureInfo.InvariantCulture));
        return second;
    }

    /// <summary>The port on which feeds were served before; 0 when there is none.</summary>
    public int FeedPort
    {
        get
        {
            var file = System.IO.Path.Combine(Path, "feed-port");
            return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port < 65536 ? port : 0;
        }
        set => File.WriteAllText(System.IO.Path.Combine(Path, "feed-port"), value.ToString(CultureInfo.InvariantCulture));
    }

    public void Dispose() => _lock.Dispose();
}
