using System.Collections;
using System.Text.Json;

namespace EsgFunctions.LocalHost;

/// <summary>App settings, as environment variables: this process's own, then those of local.settings.json, then LocalHost's, without which it does not work.</summary>
public static class AppSettings
{
    /// <param name="port">Of the HTTP front.</param>
    /// <param name="feedPort">The one loopback port from which the app may fetch feeds; null for none.</param>
    public static IReadOnlyDictionary<string, string> For(string storageConnection, int port, int? feedPort, string localSettingsFile)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            settings[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach (var (name, value) in Local(localSettingsFile))
        {
            settings[name] = value;
        }

        settings["AzureWebJobsStorage"] = storageConnection;
        settings["FUNCTIONS_WORKER_RUNTIME"] = "custom";
        settings["Hosting__LocalClock"] = "true";
        settings["Hosting__TrustPlatformHeaders"] = "true";
        settings["Hosting__PublicBaseUrl"] = $"http://127.0.0.1:{port}";

        // The demo's feeds all come from this machine, which needs no sparing.
        settings.TryAdd("Ingestion__HostSpacing", "00:00:00");
        if (feedPort is { } allowed)
        {
            settings["Ingestion__AllowedLoopbackPorts"] = $"{allowed}";
        }

        return settings;
    }

    private static Dictionary<string, string> Local(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.TryGetProperty("Values", out var values)
                ? values.EnumerateObject().ToDictionary(v => v.Name.Replace(":", "__", StringComparison.Ordinal), v => v.Value.ToString())
                : [];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new LocalHostException($"{file} cannot be read: {broken.Message}", ExitCode.WrongOption, broken);
        }
    }
}
