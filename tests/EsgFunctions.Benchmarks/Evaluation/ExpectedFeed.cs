namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>What another reader made of a feed, in the fields that a feed of ours has. What it does not say is null or empty, and not asked for.</summary>
internal sealed record ExpectedFeed
{
    public string? Title { get; init; }

    /// <summary>The one that is meant; where the file gives several, all of them, since readers differ in which they take.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    public string? Language { get; init; }

    public IReadOnlyList<ExpectedItem> Items { get; init; } = [];
}

/// <inheritdoc cref="ExpectedFeed"/>
internal sealed record ExpectedItem
{
    public string? Title { get; init; }

    /// <inheritdoc cref="ExpectedFeed.Links"/>
    public IReadOnlyList<string> Links { get; init; } = [];

    public string? Id { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    /// <summary>Summary, content: whichever there are.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    public IReadOnlyList<string> Authors { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];
}
