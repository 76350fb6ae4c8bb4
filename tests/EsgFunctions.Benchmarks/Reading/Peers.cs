using System.Reflection;

namespace EsgFunctions.Benchmarks.Reading;

/// <summary>Feed readers of others on Node, installed from their lock file on first use.</summary>
internal static class Peers
{
    public static IReadOnlyList<(string Name, string Version)> All { get; } = [("rss-parser", "3.13.0"), ("feedparser", "2.6.0")];

    private static string Home { get; } = Path.Combine(SourceDirectory(), "Peers");

    /// <summary>False, with the reason on the error stream, where there is no npm or it cannot install them.</summary>
    public static bool Install()
    {
        var complete = Path.Combine(Home, "node_modules", ".installed");
        if (File.Exists(complete) && File.GetLastWriteTimeUtc(complete) >= File.GetLastWriteTimeUtc(Path.Combine(Home, "package-lock.json")))
        {
            return true;
        }

        Console.WriteLine("Installing the peers from their lock file (first use only)...");
        if (MeasuredProcess.Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], Home) is null)
        {
            return false;
        }

        File.WriteAllText(complete, "");
        return true;
    }

    public static ReadFigures? Read(string name, string list, int passes) =>
        MeasuredProcess.Run("node", ["read.cjs", name, list, $"{passes}"], Home) is { } line ? ReadFigures.Parse(line) : null;

    private static string SourceDirectory() =>
        typeof(Peers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "BenchmarksSource").Value!;
}
