namespace EsgFunctions.Ingestion;

/// <summary>What one document may cost. The defaults are far above any honest feed.</summary>
public sealed record FeedLimits
{
    public static FeedLimits Default { get; } = new();

    /// <summary>Characters of the document, before and after entities are replaced.</summary>
    public int MaxCharacters { get; init; } = 40_000_000;

    /// <summary>Elements or JSON values within each other.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>The rest is left unread, and said so.</summary>
    public int MaxItems { get; init; } = 20_000;

    /// <summary>Elements of one item, and of what the feed says of itself.</summary>
    public int MaxElements { get; init; } = 20_000;

    /// <summary>Characters kept of an item's text.</summary>
    public const int TextLength = 100_000;

    /// <summary>Characters kept of a title.</summary>
    public const int TitleLength = 1_000;

    /// <summary>Characters kept of a key, a name, a category.</summary>
    public const int NameLength = 500;

    /// <summary>Authors, categories and polygons kept of an item.</summary>
    public const int ListLength = 50;
}
