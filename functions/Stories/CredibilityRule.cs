using System.Globalization;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>
/// How far the information of a story can be believed, by what is known of it, whoever tells it; and whether an analyst's
/// word still holds. Never more or fewer points: rules 1.1 fixes the score.
/// </summary>
public static class CredibilityRule
{
    public static Admiralty Decide(Story story)
    {
        var (proposed, because, reason) = Propose(story);
        var best = story.Best;
        var said = story.Desk.Verification;
        var isStale = said is not null && IsStale(said, story);
        var isRumour = (said is null || isStale) && !story.IsOfficial && story.IndependentSources == 1 && best.Reliability is SourceReliability.D or SourceReliability.E;
        return said is not null && !isStale
            ? new(best.Reliability, best.Publisher, (int)said.Credibility, CredibilityReason.Verified, said.Reason, (int)proposed, false, said, false)
            : new(best.Reliability, best.Publisher, (int)proposed, because, reason, (int)proposed, isRumour, said, isStale);
    }

    /// <summary>
    /// Contradiction first, then what is only said to be possible; then an authority's word; then the count of independent
    /// sources; one source alone is possibly true, or cannot be judged where it says too little.
    /// </summary>
    public static (Credibility Credibility, CredibilityReason Because, string Reason) Propose(Story story)
    {
        var live = story.Live;
        var sources = story.IndependentSources;
        var counted = string.Create(CultureInfo.InvariantCulture, $"{sources} independent of {story.Tellings.Count}");
        if (live.FirstOrDefault(telling => telling.Doubt == TellingDoubt.NobodyHurt) is { } denies
            && live.FirstOrDefault(telling => telling.Severity >= Severity.Moderate && telling.Doubt == TellingDoubt.None) is { } claims)
        {
            return (Credibility.Doubtful, CredibilityReason.Contradicted, $"{denies.Publisher} says that nobody was hurt, {claims.Publisher} otherwise");
        }

        if (live.All(telling => telling.Doubt == TellingDoubt.Conditional))
        {
            return (Credibility.Doubtful, CredibilityReason.OnlyConditional, $"{counted}, none of them says it for certain");
        }

        if (live.FirstOrDefault(telling => telling.Official) is { } authority)
        {
            return sources > 1
                ? (Credibility.Confirmed, CredibilityReason.OfficialAndOthers, $"{authority.Publisher}; {counted}")
                : (Credibility.ProbablyTrue, CredibilityReason.Official, authority.Publisher);
        }

        return sources switch
        {
            >= 3 => (Credibility.Confirmed, CredibilityReason.ThreeSources, counted),
            2 => (Credibility.ProbablyTrue, CredibilityReason.TwoSources, counted),
            _ when story.Severity == Severity.Unknown || story.Category == RiskCategory.Developing => (Credibility.CannotBeJudged, CredibilityReason.NothingToJudgeBy, counted),
            _ => (Credibility.PossiblyTrue, CredibilityReason.OneSource, counted),
        };
    }

    /// <summary>A verification holds until one more independent source tells of the story, or it is told to be worse.</summary>
    public static bool IsStale(Verification said, Story story) => story.IndependentSources > said.SourcesThen || story.Severity > said.SeverityThen;

    public static Decided Verify(Story story, Credibility credibility, string by, string reason, DateTimeOffset now)
    {
        if (StoryStateRule.Elsewhere(story) is { } elsewhere)
        {
            return elsewhere;
        }

        var (desk, what) = (story.Desk, ((int)credibility).ToString(CultureInfo.InvariantCulture));
        return desk.Verification is { } before && !IsStale(before, story) && desk.History.LastOrDefault(one => one.Action == StoryAction.Verify)?.IsRepeatedBy(StoryAction.Verify, by, reason, what) == true
            ? new Decided.Same()
            : new Decided.Changed(story with
            {
                Desk = desk.With(new(StoryAction.Verify, by, now, reason, desk.Status, desk.Status, what)) with
                {
                    Verification = new(credibility, by, now, reason, story.IndependentSources, story.Severity),
                },
                Revision = story.Revision + 1,
            });
    }
}
