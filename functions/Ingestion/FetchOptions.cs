namespace EsgFunctions.Ingestion;

/// <summary>What one fetch may cost, and where it may go.</summary>
public sealed record FetchOptions
{
    /// <summary>Of the body, as sent and as unpacked. 10 MB by default.</summary>
    public long MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Of the whole fetch with its redirects, to the last byte of the body. 20 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>To look a name up, connect and agree on keys.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>From a request to the headers of its answer, the connection included.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public int MaxRedirects { get; init; } = 5;

    /// <summary>Ports of this machine (127.0.0.1) that may be asked all the same, for trying feeds out. None by default; never on Azure.</summary>
    public IReadOnlyList<int> AllowedLoopbackPorts { get; init; } = [];

    /// <summary>Between the end of one fetch from a host and the beginning of the next, over all instances. Zero: hosts are not spared.</summary>
    public TimeSpan HostSpacing { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An address (https: or mailto:) by which a publisher reaches whoever polls; empty for none.</summary>
    public string Contact { get; init; } = "";

    public string UserAgent => Contact.Length == 0 ? "EsgFunctions/1.0 (feed reader)" : $"EsgFunctions/1.0 (feed reader; +{Contact})";
}
