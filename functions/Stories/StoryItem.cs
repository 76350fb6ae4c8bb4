using EsgFunctions.Analysis;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>What is known of an item when its story is sought.</summary>
public sealed record StoryItem
{
    public required TextWords Title { get; init; }

    /// <summary>Of title and text; without a text those of the title.</summary>
    public EventWords Words { get => field ?? EventWords.Of(Title, TextWords.None); init; }

    public ulong SimHash { get; init; }

    public required string Language { get; init; }

    public required RiskCategory Category { get; init; }

    public RiskKind Kind { get; init; }

    public Severity Severity { get; init; }

    public LocatedPlace Place { get; init; } = LocatedPlace.Nowhere;

    /// <summary>Source scheme and event id, such as "gdacs:EQ1234567".</summary>
    public string? OfficialEvent { get; init; }

    /// <summary>The story that a person put this item, or its earlier revision, into.</summary>
    public string? MergedInto { get; init; }

    /// <summary>The stories that a person took this item out of.</summary>
    public IReadOnlySet<string> KeptApartFrom { get; init; } = new HashSet<string>();
}

/// <summary>An open story, as far as joining needs it.</summary>
public sealed record StoryCandidate
{
    public required string StoryId { get; init; }

    /// <summary>How many items it has.</summary>
    public int Tellings { get; init; } = 1;

    /// <summary>Summed over its items.</summary>
    public EventWords Words { get; init; } = EventWords.None;

    /// <summary>Of its items, none twice.</summary>
    public IReadOnlyList<StoryTitle> Titles { get; init; } = [];

    public IReadOnlyList<ulong> SimHashes { get; init; } = [];

    public IReadOnlySet<string> Languages { get; init; } = new HashSet<string>();

    public required RiskCategory Category { get; init; }

    public RiskKind Kind { get; init; }

    public Severity Severity { get; init; }

    public LocatedPlace Place { get; init; } = LocatedPlace.Nowhere;

    public required DateTimeOffset LastSeen { get; init; }

    public IReadOnlySet<string> OfficialEvents { get; init; } = new HashSet<string>();
}

/// <param name="Language">BCP 47.</param>
public readonly record struct StoryTitle(string Title, string Language);
