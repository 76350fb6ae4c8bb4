using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace EsgFunctions.Clients.Language;

/// <summary>Options of the AI Language client. Texts and answers are never logged.</summary>
public class TextAnalysisClientOptions : ClientOptions
{
    public TextAnalysisClientOptions(ServiceVersion version = ServiceVersion.V2023_04_01)
    {
        if (!Enum.IsDefined(version))
        {
            throw new ArgumentOutOfRangeException(nameof(version), version, "Not a version of the service that this client knows.");
        }

        Version = version;
        Diagnostics.LoggedQueryParameters.Add("api-version");
        Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
    }

    [SuppressMessage("Naming", "CA1707", Justification = "The names the Azure SDK uses.")]
    public enum ServiceVersion
    {
        V2023_04_01 = 1,
    }

    /// <summary>The longest that one call may take with all its requests, repeats, asked-for pauses and polls. 30 s by default.</summary>
    public TimeSpan TotalTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause before a job is asked about again, where the service names none. 1 s by default.</summary>
    public TimeSpan PollPause { get; set; } = TimeSpan.FromSeconds(1);

    internal ServiceVersion Version { get; }

    internal static string WireValue(ServiceVersion version) => version switch
    {
        ServiceVersion.V2023_04_01 => "2023-04-01",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, null),
    };
}
