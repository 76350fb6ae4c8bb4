using System.Text.Json.Serialization;
using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>Whether a story surely tells of a danger, and by what; people are told of none that does not.</summary>
/// <param name="Chance">Of its surest telling, 0 to 1; null where none is kept.</param>
public sealed record Relevance(bool IsSure, RelevanceReason Reason, double? Chance);

[JsonConverter(typeof(EnumWords<RelevanceReason>))]
public enum RelevanceReason
{
    /// <summary>An authority tells of it.</summary>
    Official,

    /// <summary>One of our own people reports it.</summary>
    Reported,

    /// <summary>An analyst has verified it, acts on it, or has put a value in the place of the machine's that does not make less of it.</summary>
    Analyst,

    /// <summary>The words of one telling leave no doubt.</summary>
    SureTelling,

    /// <summary>Two publishers on their own account, of whom each is likely to tell of a danger.</summary>
    TwoLikely,

    /// <summary>Three publishers on their own account.</summary>
    ThreeSources,

    /// <summary>Too few tell of it, in words that leave open whether there is a danger: another publisher or an analyst must say so first.</summary>
    Doubtful,
}

/// <summary>
/// The chance of a text is measured where every other text is of a risk; of what feeds bring it is one in fifty or fewer, and then most
/// of the texts that just pass the gate are none. One such telling wakes nobody. The worse it would be, the less a doubt may hold it back.
/// </summary>
public static class RelevanceRule
{
    public static Relevance Decide(Story story, DateTimeOffset now, ScoreSettings settings)
    {
        var live = story.Live;
        var chance = live.Max(telling => telling.Chance ?? 1);
        var sure = story.Severity switch
        {
            >= Severity.Severe => settings.SureChanceOfSevere,
            Severity.Moderate => (settings.SureChance + settings.SureChanceOfSevere) / 2.0,
            _ => settings.SureChance,
        } / 100.0;
        var reason = story.IsOfficial ? RelevanceReason.Official
            : live.Any(telling => telling.Feed == FeedId.Reports) ? RelevanceReason.Reported
            : IsOfAnalysts(story, now) ? RelevanceReason.Analyst
            : chance >= sure ? RelevanceReason.SureTelling
            : Sources(live.Where(telling => telling.Chance >= CategoryRule.LikelyGate)) >= 2 ? RelevanceReason.TwoLikely
            : Sources(live) >= 3 ? RelevanceReason.ThreeSources
            : RelevanceReason.Doubtful;
        return new(reason != RelevanceReason.Doubtful, reason, live.Any(telling => telling.Chance is not null) ? Math.Round(chance, 3) : null);
    }

    /// <summary>To have assessed it says nothing: the way to "no action" leads there too.</summary>
    private static bool IsOfAnalysts(Story story, DateTimeOffset now) =>
        story.Desk is { Status: StoryStatus.Actioned } or { Verification.Credibility: <= Credibility.PossiblyTrue }
        || OverrideRule.InForce(story, now).Any(one => one.Severity is not { } severity || severity >= one.SeverityThen);

    private static int Sources(IEnumerable<Telling> tellings) => Corroboration.Count([.. tellings.Select(telling => new StorySource(telling.Publisher, telling.SimHash))]);
}
