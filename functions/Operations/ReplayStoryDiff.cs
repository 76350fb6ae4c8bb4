using EsgFunctions.Alerting;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Operations;

/// <summary>A story that would have been another.</summary>
/// <param name="People">Who would have been told at its loudest, by rule; null where the tier is the same, or beyond what is looked into.</param>
public sealed record ReplayStoryDiff(StoryId Story, ReplayStorySide? Before, ReplayStorySide? After, ReplayPeople? People);

public sealed record ReplayStorySide(string Headline, RiskCategory Category, RiskKind Kind, Severity Severity, int Tellings, ReplayPeak Peak)
{
    public static ReplayStorySide? Of(ShadowStory? side) =>
        side is null ? null : new(side.Story.Headline, side.Story.Category, side.Story.Kind, side.Story.Severity, side.Story.Tellings.Count, side.Peak);
}

/// <summary>How many people, by the rule that finds them.</summary>
public sealed record ReplayPeople(IReadOnlyList<PeopleByRule> Before, IReadOnlyList<PeopleByRule> After);

public sealed record PeopleByRule(AudienceReason Rule, AlertTier Tier, int People);
