using System.Text.Json.Serialization;
using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>One event as all its sources tell it.</summary>
/// <param name="Area">Where the source itself says how far it reaches; null: the category's impact radius.</param>
/// <param name="LastSeen">The latest sighting: freshness counts from here.</param>
/// <param name="Tellings">Its sources, oldest first, at most <see cref="MaxTellings"/>.</param>
/// <param name="Score">Null until the first score.</param>
/// <param name="Revision">From 1, one more with each change.</param>
public sealed record Story(
    StoryId Id,
    string Headline,
    RiskCategory Category,
    RiskKind Kind,
    Severity Severity,
    string SeverityEvidence,
    LocatedPlace Place,
    SourceArea? Area,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    IReadOnlyList<Telling> Tellings,
    RiskScore? Score,
    int Revision)
{
    public const int MaxTellings = 40;

    /// <summary>What it is told by, summed over all tellings it ever had.</summary>
    public EventWords Words { get; init; } = EventWords.None;

    /// <summary>When <see cref="Score"/> was made.</summary>
    public DateTimeOffset? ScoredAt { get; init; }

    /// <summary>Version of the rules that <see cref="Score"/> was made by.</summary>
    public string? Rules { get; init; }

    /// <summary>What AI Language says of its texts; null until it is assessed.</summary>
    public DeepEvidence? Deep { get; init; }

    /// <summary>Suppliers, sites, mines, companies and people whose names its tellings have; none in rows of before they were sought.</summary>
    public IReadOnlyList<StoryParty> Parties { get; init => field = value ?? []; } = [];

    /// <summary>When it was last assessed, more than usual was told of its category in its country; null where not. It adds nothing to the score.</summary>
    public Surge? Surge { get; init; }

    /// <summary>Null while it goes on.</summary>
    public StoryEnd? End { get; init; }

    /// <summary>What analysts have decided about it. Stored beside it.</summary>
    [JsonIgnore]
    public StoryDesk Desk { get; init; } = StoryDesk.Untouched;

    /// <summary>The tellings that count: those in force; where none is, what was withdrawn last, so that a story that ended stays as it was.</summary>
    [JsonIgnore]
    public IReadOnlyList<Telling> Live => new[] { CapState.Current, CapState.Cancelled, CapState.Superseded }
        .Select(state => Tellings.Where(telling => telling.State == state).ToList())
        .FirstOrDefault(tellings => tellings.Count > 0) ?? Tellings;

    public CategoryProfile Profile => RiskCatalogue.Of(Category, Kind);

    /// <summary>Distinct publishers, wire copies counted once.</summary>
    public int IndependentSources => Corroboration.Count([.. Tellings.Select(telling => new StorySource(telling.Publisher, telling.SimHash))]);

    public bool IsOfficial => Tellings.Any(telling => telling.Official);

    /// <summary>The most reliable of its sources.</summary>
    public Telling Best => Live.MaxBy(telling => Rank(telling.Reliability))!;

    /// <summary>A to E in the order of their points; F, which cannot be judged, between C and D.</summary>
    private static int Rank(SourceReliability reliability) => reliability switch
    {
        SourceReliability.A => 6,
        SourceReliability.B => 5,
        SourceReliability.C => 4,
        SourceReliability.F => 3,
        SourceReliability.D => 2,
        _ => 1,
    };
}

/// <summary>One item of a story.</summary>
/// <param name="At">When it was published, or found where that is missing or in the future.</param>
/// <param name="Joined">Why it is in this story.</param>
public sealed record Telling(
    ItemId Item,
    FeedId Feed,
    string Publisher,
    SourceReliability Reliability,
    bool Official,
    string? OfficialEvent,
    string Title,
    string? Url,
    string Language,
    ulong SimHash,
    Severity Severity,
    DateTimeOffset At,
    DateTimeOffset FoundAt,
    JoinReason Joined)
{
    /// <summary>Of a CAP message of an authority; of all else Current.</summary>
    public CapState State { get; init; }

    /// <summary>When its source itself lets it end; null where it does not say.</summary>
    public DateTimeOffset? Expires { get; init; }

    public TellingDoubt Doubt { get; init; }

    /// <summary>That it tells of a risk, 0 to 1; null in rows of before it was kept.</summary>
    public double? Chance { get; init; }
}

/// <summary>A message on queue <c>stories-changed</c>.</summary>
/// <param name="Revision">0: whichever it has by then.</param>
public sealed record StoryChanged(StoryId Story, int Revision);

/// <summary>A message on queue <c>alerts-due</c>: this story may concern people.</summary>
public sealed record AlertDue(StoryId Story, int Revision);
