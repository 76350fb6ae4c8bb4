namespace EsgFunctions.Benchmarks.Measuring;

/// <summary>Programs of others on Node that do what a part of the app does, installed from their lock file on first use.</summary>
internal static class Peers
{
    private static string Home { get; } = Path.Combine(SourceFolder.Path, "Peers");

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

    /// <summary>What the script wrote; null, with the reason on the error stream, where it failed.</summary>
    public static string? Run(string script, params IReadOnlyList<string> arguments) => MeasuredProcess.Run("node", [script, .. arguments], Home);
}
