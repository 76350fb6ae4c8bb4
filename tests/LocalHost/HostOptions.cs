using System.Globalization;
using System.Reflection;

namespace EsgFunctions.LocalHost;

/// <summary>What LocalHost was asked to do; the defaults are those of <c>dotnet run --project tests/LocalHost</c>.</summary>
public sealed record HostOptions
{
    public const string Usage = """
        LocalHost: the function app on this machine, with a storage emulator, demo data and an outbox.

          dotnet run --project tests/LocalHost -- [options]

          --port N              HTTP port on 127.0.0.1; 0 = any free one (default 7071)
          --data DIR            where state is kept (default .localhost at the repository root)
          --empty               no demo data
          --feeds DIR           serve the feed files below DIR and register them instead of the demo feeds
          --once                run until nothing is left to do, print a line of JSON, stop
          --instances N         processes for queues and timers (default 1), beside the one for HTTP
          --now INSTANT         what the app takes for the present, e.g. 2026-11-20T08:00:00Z
          --visibility TIME     how long a message in work stays invisible (hh:mm:ss, default 00:10:00)
          --help                this text

        Exit codes: 0 done; 1 messages in poison queues (--once); 2 node or npm missing; 3 the emulator could not be
        installed; 4 data folder in use; 5 port in use; 6 app not built; 7 the app keeps dying; 8 the emulator did not
        start; 9 demo data or feeds were refused; 64 wrong option;
        70 a fault in LocalHost itself.
        """;

    public int Port { get; init; } = 7071;

    public string DataDirectory { get; init; } = Path.Combine(RepositoryRoot, ".localhost");

    public bool Empty { get; init; }

    public string? FeedsDirectory { get; init; }

    public bool Once { get; init; }

    public int Instances { get; init; } = 1;

    public DateTimeOffset? Now { get; init; }

    public TimeSpan? Visibility { get; init; }

    public bool Help { get; init; }

    /// <summary>Folder of the built app: host.json and one folder per function.</summary>
    public string AppRoot { get; init; } = Metadata("AppRoot");

    /// <summary>Demo data: feeds, people, sites, rosters, trips.</summary>
    public string DemoDirectory { get; init; } = Path.Combine(Metadata("LocalHostSource"), "demo");

    /// <summary>Settings of a person at this machine, beside README; need not exist.</summary>
    public string LocalSettingsFile { get; init; } = Path.Combine(RepositoryRoot, "local.settings.json");

    /// <summary>A handler that runs already, instead of the executable of host.json; for tests.</summary>
    public Uri? HandlerAddress { get; init; }

    /// <summary>An emulator that runs already, instead of one of our own; for tests.</summary>
    public string? StorageConnection { get; init; }

    public static string RepositoryRoot => Path.GetFullPath(Path.Combine(Metadata("LocalHostSource"), "..", ".."));

    /// <exception cref="LocalHostException">An option is unknown or its value is wrong; exit code 64.</exception>
    public static HostOptions Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var options = new HostOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var name = arguments[i];
            string Value() => ++i < arguments.Count ? arguments[i] : throw Wrong($"Option {name} needs a value.");
            options = name switch
            {
                "--port" => options with { Port = Number(name, Value(), 0, 65535) },
                "--data" => options with { DataDirectory = Path.GetFullPath(Value()) },
                "--empty" => options with { Empty = true },
                "--feeds" => options with { FeedsDirectory = ExistingFolder(name, Value()) },
                "--once" => options with { Once = true },
                "--instances" => options with { Instances = Number(name, Value(), 1, 16) },
                "--now" => options with { Now = Instant(name, Value()) },
                "--visibility" => options with { Visibility = Duration(name, Value()) },
                "--help" or "-h" => options with { Help = true },
                _ => throw Wrong($"Unknown option {name}."),
            };
        }

        return options;
    }

    private static int Number(string option, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"Option {option} takes a number from {least} to {most}, not '{text}'.");

    private static string ExistingFolder(string option, string text) =>
        Directory.Exists(text) ? Path.GetFullPath(text) : throw Wrong($"Option {option}: there is no folder '{text}'.");

    private static DateTimeOffset Instant(string option, string text) =>
        text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw Wrong($"Option {option} takes an RFC 3339 instant such as 2026-11-20T08:00:00Z, not '{text}'.");

    private static TimeSpan Duration(string option, string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
        && duration >= TimeSpan.FromSeconds(1) && duration <= TimeSpan.FromDays(7)
            ? duration
            : throw Wrong($"Option {option} takes hh:mm:ss, at least 00:00:01, not '{text}'.");

    private static LocalHostException Wrong(string message) => new($"{message} --help lists the options.", ExitCode.WrongOption);

    private static string Metadata(string key) =>
        Path.GetFullPath(typeof(HostOptions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!);
}
