using System.Security.Cryptography;
using System.Text;

namespace EsgFunctions.LocalHost;

/// <summary>The emulator's npm package, installed from its own lock file on first use.</summary>
internal static class AzuriteInstall
{
    /// <returns>The script that Node runs.</returns>
    /// <exception cref="LocalHostException">npm is missing, or could not install.</exception>
    public static async Task<string> EnsureAsync(string sourceDirectory, Action<string> progress, CancellationToken cancellation)
    {
        var home = Path.Combine(sourceDirectory, "azurite");
        var script = Path.Combine(home, "node_modules", "azurite", "dist", "src", "azurite.js");
        var complete = Path.Combine(home, "node_modules", ".installed");
        using var once = await LockAsync(LockFile(home), cancellation);
        if (File.Exists(script) && File.Exists(complete) && File.GetLastWriteTimeUtc(complete) >= File.GetLastWriteTimeUtc(Path.Combine(home, "package-lock.json")))
        {
            return script;
        }

        progress("Installing Azurite from its lock file (first use only, about a minute)...");
        using var npm = ChildProcess.Start("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], home);
        var output = ChildProcess.DrainAsync(npm);
        try
        {
            await npm.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        if (npm.ExitCode != 0)
        {
            throw new LocalHostException($"npm could not install Azurite (is the package registry reachable?). It said: {await output}", ExitCode.InstallFailed);
        }

        await File.WriteAllTextAsync(complete, "", cancellation);
        return script;
    }

    /// <summary>Outside the repository, where a killed process may leave it.</summary>
    private static string LockFile(string home) =>
        Path.Combine(Path.GetTempPath(), $"esg-azurite-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home)))[..16]}.lock");

    /// <summary>Two test runs at once must not install into the same folder at once.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }
        }
    }
}
