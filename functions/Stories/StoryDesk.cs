using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>What analysts have decided about a story, beside what the machine says of it.</summary>
public sealed record StoryDesk
{
    /// <summary>Most decisions that are remembered of one story; the oldest give way.</summary>
    public const int MaxHistory = 40;

    /// <summary>Most tellings that are remembered to have been taken out; the oldest give way.</summary>
    public const int MaxApart = 100;

    /// <summary>Most ties to other stories; the oldest give way.</summary>
    public const int MaxTies = 50;

    public static StoryDesk Untouched { get; } = new();

    public StoryStatus Status { get; init; }

    /// <summary>The machine's severity when no action was decided: what is worse reopens the story.</summary>
    public Severity ClosedAt { get; init; }

    public Verification? Verification { get; init; }

    /// <summary>At most one for each thing that can be overridden, lapsed ones among them.</summary>
    public IReadOnlyList<StoryOverride> Overrides { get; init; } = [];

    /// <summary>The score of rules 1.1 with the overridden values in place of the machine's, made when <see cref="Story.Score"/> was; null where none was in force.</summary>
    public RiskScore? Score { get; init; }

    public IReadOnlyList<StoryTie> Ties { get; init; } = [];

    public IReadOnlyList<Parting> Apart { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<StoryDecision> History { get; init; } = [];

    /// <summary>The story that a person merged this one into.</summary>
    public StoryId? MergedInto => Ties.FirstOrDefault(tie => tie.Kind == TieKind.MergedInto)?.Story;

    /// <summary>Nothing more is to be done about it, unless it gets worse.</summary>
    public bool IsClosed => Status is StoryStatus.NoAction or StoryStatus.Archived;

    public StoryDesk With(StoryDecision decision) => this with { Status = decision.To, History = [.. History.Append(decision).TakeLast(MaxHistory)] };
}
