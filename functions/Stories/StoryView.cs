using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>A story as the API shows it: every point of its score with its evidence, and what people have made of it.</summary>
/// <param name="Status">Of the analysts' work; how the event itself goes on is in <paramref name="End"/>.</param>
public sealed record StoryView(
    StoryId Id,
    string Headline,
    RiskCategory Category,
    RiskKind Kind,
    Severity Severity,
    StoryPlaceView Place,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    int Sources,
    int IndependentSources,
    int Score,
    RiskLevel? Level,
    IReadOnlyList<ScoreFactor> Factors,
    IReadOnlyList<Telling> Items,
    StoryStatus Status,
    StoryEnd? End,
    int Revision)
{
    /// <summary>Version of the rules that the score was made by.</summary>
    public string? Rules { get; init; }

    /// <summary>What AI Language says of its texts; null until it is assessed.</summary>
    public DeepEvidence? Deep { get; init; }

    /// <summary>Named parties that its tellings name.</summary>
    public IReadOnlyList<StoryParty> Parties { get; init; } = [];

    /// <summary>When it was last assessed, more than usual was told of its category in its country; null where not.</summary>
    public SurgeView? Surge { get; init; }

    /// <summary>Whether it surely tells of a danger, and by what; until it does, nobody is told.</summary>
    public required Relevance Relevance { get; init; }

    /// <summary>Source and information judged apart, each with its reason.</summary>
    public required Admiralty Admiralty { get; init; }

    /// <summary>What the machine says; null where no analyst has put anything in its place.</summary>
    public MachineView? Machine { get; init; }

    public IReadOnlyList<OverrideView> Overrides { get; init; } = [];

    /// <summary>The story that this one lives on in, and stays readable beside as it was; null where it was not merged.</summary>
    public StoryId? MergedInto { get; init; }

    /// <summary>What people have merged it with, or split it from.</summary>
    public IReadOnlyList<StoryTie> Ties { get; init; } = [];

    /// <summary>The tellings that people took out of it, and where each went.</summary>
    public IReadOnlyList<PartingView> Apart { get; init; } = [];

    /// <summary>Decisions of people, and what new information has done to them, oldest first.</summary>
    public IReadOnlyList<StoryDecision> History { get; init; } = [];

    public static StoryView Of(Story machine, DateTimeOffset now, ScoreSettings settings)
    {
        var story = OverrideRule.Apply(machine, now);
        var desk = machine.Desk;
        return new(
            story.Id, story.Headline, story.Category, story.Kind, story.Severity, StoryPlaceView.Of(story.Place),
            story.FirstSeen, story.LastSeen, story.Tellings.Count, story.IndependentSources, story.Score?.Value ?? 0, story.Score?.Level, story.Score?.Factors ?? [],
            story.Tellings, desk.Status, story.End, story.Revision)
        {
            Rules = story.Rules,
            Deep = story.Deep,
            Parties = story.Parties,
            Surge = story.Surge is { } surge ? SurgeView.Of(surge) : null,
            Relevance = RelevanceRule.Decide(machine, now, settings),
            Admiralty = CredibilityRule.Decide(machine),
            Machine = story == machine ? null : new(machine.Severity, machine.Category, machine.Kind, StoryPlaceView.Of(machine.Place), machine.Score?.Value ?? 0, machine.Score?.Level, machine.Score?.Factors ?? []),
            Overrides = [.. desk.Overrides.Select(one => OverrideView.Of(one, OverrideRule.IsInForce(one, machine, now)))],
            MergedInto = desk.MergedInto,
            Ties = desk.Ties,
            Apart = [.. desk.Apart.Select(one => new PartingView(one.Item, one.To))],
            History = desk.History,
        };
    }
}

/// <summary>What the machine says of what analysts have judged otherwise.</summary>
public sealed record MachineView(Severity Severity, RiskCategory Category, RiskKind Kind, StoryPlaceView Place, int Score, RiskLevel? Level, IReadOnlyList<ScoreFactor> Factors);

public sealed record OverrideView(
    OverrideOf What, Severity? Severity, RiskCategory? Category, RiskKind? Kind, StoryPlaceView? Place, int? Score, string By, DateTimeOffset At, DateTimeOffset Expires, string Reason, bool InForce)
{
    public static OverrideView Of(StoryOverride one, bool inForce) => new(
        one.What, one.Severity, one.Category, one.Category is null ? null : one.Kind, one.Place is { } place ? StoryPlaceView.Of(place) : null, one.Score, one.By, one.At, one.Expires, one.Reason, inForce);
}

public sealed record PartingView(ItemId Item, StoryId To);

public sealed record StoryPlaceView(string Name, string Country, string? Region, double? Lat, double? Lon, PlacePrecision Precision, double Confidence)
{
    public static StoryPlaceView Of(LocatedPlace place) =>
        new(place.Name, place.Country.Value, place.Region, place.Point?.Lat, place.Point?.Lon, place.Precision, Math.Round(place.Confidence, 3));
}
