namespace EsgFunctions.Ingestion;

/// <summary>A feed as read: what it says of itself, its items in their order, and what was wrong but could be read over.</summary>
public sealed record FeedDocument
{
    public required FeedFormat Format { get; init; }

    /// <summary>Name of the encoding the bytes were read with, lower case, as IANA writes it.</summary>
    public required string Encoding { get; init; }

    public string? Title { get; init; }

    /// <summary>The page the feed belongs to, absolute; not the feed's own address.</summary>
    public string? Link { get; init; }

    /// <summary>BCP 47, as the feed declared it.</summary>
    public string? Language { get; init; }

    /// <summary>How long the feed asks to be left alone (RSS ttl, in minutes there; syndication module).</summary>
    public TimeSpan? Ttl { get; init; }

    public required IReadOnlyList<FoundItem> Items { get; init; }

    /// <summary>Of each CAP alert in it, those left out too.</summary>
    public IReadOnlyList<CapVerdict> Verdicts { get; init; } = [];

    /// <summary>Sentences for the feed's owner. Empty for a feed without faults.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
