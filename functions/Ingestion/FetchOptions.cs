namespace EsgFunctions.Ingestion;

/// <summary>What one fetch may cost, and where it may go.</summary>
public sealed record FetchOptions
{
    /// <summary>Of the body, as sent and as unpacked. 10 MB by default.</summary>
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Of the whole fetch with its redirects. 20 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    public int MaxRedirects { get; init; } = 5;

    /// <summary>Ports of this machine (127.0.0.1) that may be asked all the same, for trying feeds out. None by default; never on Azure.</summary>
    public IReadOnlyList<int> AllowedLoopbackPorts { get; init; } = [];

    public string UserAgent { get; init; } = "EsgFunctions/1.0 (feed reader)";
}
