using EsgFunctions.Alerting;
using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Operations;

/// <summary>What other rules would have made of an item and of its story.</summary>
internal static class ReplayRule
{
    /// <summary>As the row of its batch tells it; what an older row does not tell is taken to be the same.</summary>
    public static Conclusion Stored(ItemVerdict verdict, Conclusion anew) =>
        verdict.Category == RiskCategory.None ? default : new(verdict.Category, verdict.Kind ?? anew.Kind, verdict.Severity ?? anew.Severity);

    public static Conclusion Anew(TextAnalysis text) => text.IsRisk ? new(text.Category.Category, text.Category.Kind, text.Severity.Severity) : default;

    /// <summary>Null where both are the same.</summary>
    public static ReplayChange? Compare(Conclusion before, Conclusion after) => (before.IsRisk, after.IsRisk) switch
    {
        (false, false) => null,
        (false, true) => ReplayChange.NewlyRisk,
        (true, false) => ReplayChange.NoLongerRisk,
        _ => (before.Category, before.Kind) != (after.Category, after.Kind) ? ReplayChange.OtherCategory
            : before.Severity != after.Severity ? ReplayChange.OtherSeverity
            : null,
    };

    /// <summary>
    /// False for an item that took no part in a story though it is a risk, and for a message that withdraws: a replay follows items into
    /// stories, not authorities through their chains of messages.
    /// </summary>
    public static bool IsFollowed(FoundItem item, ItemVerdict verdict) =>
        item.Cap?.Type != CapMessageType.Cancel && (verdict.Category == RiskCategory.None || verdict.Story is not null);

    /// <summary>The item as what is stored says of it, with all that follows from its words.</summary>
    public static TextAnalysis AsStored(FoundItem item, TextAnalysis anew, Conclusion stored)
    {
        var serbian = anew.Language.StartsWith("sr", StringComparison.Ordinal);
        var (title, text) = (FoldedText.Of(item.Title, serbian), FoldedText.Of(item.Text, serbian));
        var words = TextWords.Of(title, anew.Language);
        return anew with
        {
            Category = anew.Category with { Category = stored.Category, Kind = stored.Kind },
            Severity = anew.Severity with { Severity = stored.Severity },
            SimHash = SimHash.Of(title, text),
            ContentHash = ContentHash.Of(title, text),
            Title = words,
            Words = EventWords.Of(words, EventWords.LeadOf(text, anew.Language)),
        };
    }

    /// <param name="before">Null: the item opens it, under the id that it has or would have.</param>
    public static Story Join(Story? before, StoryId id, AnalysedItem item) =>
        before is null ? StoryRule.Open(item) with { Id = id } : StoryRule.Join(before, item, JoinReason.NothingAlike);

    /// <summary>How loud the story is at an instant; a story that was last seen too long ago leads to nothing.</summary>
    public static ReplayPeak Peak(Story story, IReadOnlyCollection<ProtectedThing> things, DateTimeOffset at, TimeSpan oldAfter, ScoreSettings settings)
    {
        var score = StoryScore.Of(story, things, at, settings);
        var tier = at - story.LastSeen > oldAfter || !RelevanceRule.Decide(story, at, settings).IsSure ? AlertTier.None
            : TierRule.Decide(story.Severity, score.Value, StoryScore.ReachesAny(story, things), story.IndependentSources, story.IsOfficial, settings).Tier;
        return new(score.Value, score.Level, tier, at);
    }

    /// <summary>The louder tier, and of equal ones the higher score; of both equal the earlier.</summary>
    public static ReplayPeak Loudest(ReplayPeak? earlier, ReplayPeak later) =>
        earlier is { } one && (one.Tier, one.Score).CompareTo((later.Tier, later.Score)) >= 0 ? one : later;

    public static IReadOnlyList<PeopleByRule> People(IEnumerable<Exposure> audience) =>
    [
        .. audience.GroupBy(exposure => (exposure.Reason, exposure.Tier)).OrderBy(group => group.Key)
            .Select(group => new PeopleByRule(group.Key.Reason, group.Key.Tier, group.Count())),
    ];
}
