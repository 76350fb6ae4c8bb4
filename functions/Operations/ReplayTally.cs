using System.Globalization;
using EsgFunctions.Risk;

namespace EsgFunctions.Operations;

/// <summary>What a replay has counted so far.</summary>
/// <param name="Items">Judged anew.</param>
/// <param name="Before">Stories as what is stored makes them.</param>
/// <param name="After">Stories as the other rules would have made them.</param>
public sealed record ReplayTally(
    int Items, int RisksBefore, int RisksAfter, int NewlyRisk, int NoLongerRisk, int OtherCategory, int OtherSeverity, StoryTally Before, StoryTally After)
{
    public static ReplayTally Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, StoryTally.Empty, StoryTally.Empty);

    public int Of(ReplayChange change) => change switch
    {
        ReplayChange.NewlyRisk => NewlyRisk,
        ReplayChange.NoLongerRisk => NoLongerRisk,
        ReplayChange.OtherCategory => OtherCategory,
        _ => OtherSeverity,
    };

    public ReplayTally With(bool before, bool after, ReplayChange? change) => this with
    {
        Items = Items + 1,
        RisksBefore = RisksBefore + (before ? 1 : 0),
        RisksAfter = RisksAfter + (after ? 1 : 0),
        NewlyRisk = NewlyRisk + (change == ReplayChange.NewlyRisk ? 1 : 0),
        NoLongerRisk = NoLongerRisk + (change == ReplayChange.NoLongerRisk ? 1 : 0),
        OtherCategory = OtherCategory + (change == ReplayChange.OtherCategory ? 1 : 0),
        OtherSeverity = OtherSeverity + (change == ReplayChange.OtherSeverity ? 1 : 0),
    };

    /// <summary>With a story as it is now in place of what it was.</summary>
    public ReplayTally With(ReplayStory? was, ReplayStory now) => this with
    {
        Before = Before.With(was?.Before, now.Before),
        After = After.With(was?.After, now.After),
    };
}

/// <summary>Stories by the level of the highest score, and by the loudest tier, that each came to.</summary>
public sealed record StoryTally(int Stories, IReadOnlyDictionary<string, int> Levels, IReadOnlyDictionary<string, int> Tiers)
{
    public static StoryTally Empty { get; } = new(
        0, Enum.GetValues<RiskLevel>().ToDictionary(level => Word($"{level}"), _ => 0), Enum.GetValues<AlertTier>().ToDictionary(tier => Word($"{tier}"), _ => 0));

    public StoryTally With(ShadowStory? was, ShadowStory? now)
    {
        var (levels, tiers) = (new Dictionary<string, int>(Levels), new Dictionary<string, int>(Tiers));
        foreach (var (story, step) in new[] { (was, -1), (now, 1) })
        {
            if (story is not null)
            {
                levels[Word($"{story.Peak.Level}")] += step;
                tiers[Word($"{story.Peak.Tier}")] += step;
            }
        }

        return new(Stories + (now is null ? 0 : 1) - (was is null ? 0 : 1), levels, tiers);
    }

    private static string Word(string name) => name.ToLower(CultureInfo.InvariantCulture);
}
