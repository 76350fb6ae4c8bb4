namespace EsgFunctions.Ingestion;

/// <summary>What a feed says of itself, and what was wrong with it: each as soon as it has been read, all of it once the items are.</summary>
public sealed class FeedFacts
{
    private readonly List<string> _problems = [];

    public FeedFormat Format { get; internal set; }

    /// <summary>Name of the encoding the bytes are read with, lower case, as IANA writes it.</summary>
    public string Encoding { get; internal set; } = "utf-8";

    public string? Title { get; internal set; }

    /// <summary>The page the feed belongs to, absolute; not the feed's own address.</summary>
    public string? Link { get; internal set; }

    /// <summary>BCP 47, as the feed declared it.</summary>
    public string? Language { get; internal set; }

    /// <summary>How long the feed asks to be left alone (RSS ttl, in minutes there; syndication module).</summary>
    public TimeSpan? Ttl { get; internal set; }

    /// <summary>An alert of CAP was met, whether it was taken or left out.</summary>
    public bool HoldsCap { get; internal set; }

    /// <summary>Sentences for the feed's owner. Empty for a feed without faults.</summary>
    public IReadOnlyList<string> Problems => _problems;

    internal ICollection<string> Faults => _problems;
}
