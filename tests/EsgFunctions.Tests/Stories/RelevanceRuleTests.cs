using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using static EsgFunctions.Tests.Stories.AStory;

namespace EsgFunctions.Tests.Stories;

/// <summary>Whom one doubtful text may wake: nobody.</summary>
public class RelevanceRuleTests
{
    private static Telling Said(int number, double? chance, Severity severity = Severity.Minor, bool official = false, string? publisher = null) =>
        Telling(number, severity, official: official, publisher: publisher) with { Chance = chance };

    private static RelevanceReason Reason(Story story) => RelevanceRule.Decide(story, Noon, ScoreSettings.Default).Reason;

    [Theory]
    [InlineData(0.949, RelevanceReason.Doubtful)]
    [InlineData(0.95, RelevanceReason.SureTelling)]
    public void One_telling_is_enough_from_the_sure_chance_on(double chance, RelevanceReason reason) => Assert.Equal(reason, Reason(Told(Said(1, chance))));

    [Theory]
    [InlineData(Severity.Moderate, 0.874, RelevanceReason.Doubtful)]
    [InlineData(Severity.Moderate, 0.875, RelevanceReason.SureTelling)]
    [InlineData(Severity.Severe, 0.79, RelevanceReason.Doubtful)]
    [InlineData(Severity.Severe, 0.8, RelevanceReason.SureTelling)]
    [InlineData(Severity.Extreme, 0.8, RelevanceReason.SureTelling)]
    public void The_worse_it_is_the_less_is_enough(Severity severity, double chance, RelevanceReason reason) => Assert.Equal(reason, Reason(Told(Said(1, chance, severity))));

    [Fact]
    public void An_authority_is_believed_whatever_its_words() => Assert.Equal(RelevanceReason.Official, Reason(Told(Said(1, 0.4, official: true))));

    [Fact]
    public void So_are_our_own_people() => Assert.Equal(RelevanceReason.Reported, Reason(Told(Said(1, 0.4) with { Feed = FeedId.Reports })));

    [Fact]
    public void A_row_of_before_chances_were_kept_is_taken_as_sure()
    {
        var answer = RelevanceRule.Decide(Told(Said(1, null)), Noon, ScoreSettings.Default);

        Assert.Equal((true, RelevanceReason.SureTelling, (double?)null), (answer.IsSure, answer.Reason, answer.Chance));
    }

    [Fact]
    public void Two_publishers_are_enough_where_both_are_likely()
    {
        Assert.Equal(RelevanceReason.TwoLikely, Reason(Told(Said(1, 0.85), Said(2, 0.9))));
        Assert.Equal(RelevanceReason.Doubtful, Reason(Told(Said(1, 0.85), Said(2, 0.6))));
    }

    [Fact]
    public void One_publisher_with_two_texts_is_one() => Assert.Equal(RelevanceReason.Doubtful, Reason(Told(Said(1, 0.85, publisher: "Paper"), Said(2, 0.9, publisher: "Paper"))));

    [Fact]
    public void A_copy_of_the_same_wire_text_confirms_nothing() =>
        Assert.Equal(RelevanceReason.Doubtful, Reason(Told(Said(1, 0.9), Said(2, 0.9) with { SimHash = Hash(1) })));

    [Fact]
    public void Three_publishers_are_enough_whatever_their_words() => Assert.Equal(RelevanceReason.ThreeSources, Reason(Told(Said(1, 0.5), Said(2, 0.5), Said(3, 0.5))));

    [Theory]
    [InlineData(StoryStatus.New, RelevanceReason.Doubtful)]
    [InlineData(StoryStatus.Triaged, RelevanceReason.Doubtful)]
    [InlineData(StoryStatus.Assessed, RelevanceReason.Doubtful)]
    [InlineData(StoryStatus.Actioned, RelevanceReason.Analyst)]
    [InlineData(StoryStatus.NoAction, RelevanceReason.Doubtful)]
    public void An_analysts_word_is_enough(StoryStatus status, RelevanceReason reason) =>
        Assert.Equal(reason, Reason(Told(Said(1, 0.5)) with { Desk = StoryDesk.Untouched with { Status = status } }));

    [Theory]
    [InlineData(Credibility.PossiblyTrue, RelevanceReason.Analyst)]
    [InlineData(Credibility.Doubtful, RelevanceReason.Doubtful)]
    [InlineData(Credibility.CannotBeJudged, RelevanceReason.Doubtful)]
    public void A_verification_is_enough_where_it_believes(Credibility credibility, RelevanceReason reason) =>
        Assert.Equal(reason, Reason(Told(Said(1, 0.5)) with { Desk = StoryDesk.Untouched with { Verification = new(credibility, "mira", Noon, "Called them", 1, Severity.Minor) } }));

    [Theory]
    [InlineData(Severity.Minor, 0, RelevanceReason.Analyst)]
    [InlineData(Severity.Severe, 0, RelevanceReason.Analyst)]
    [InlineData(Severity.Unknown, 0, RelevanceReason.Doubtful)]
    [InlineData(Severity.Severe, 73, RelevanceReason.Doubtful)]
    public void A_value_that_an_analyst_puts_in_is_enough_while_it_holds_unless_it_makes_less_of_the_story(Severity severity, int hours, RelevanceReason reason)
    {
        var given = new StoryOverride(OverrideOf.Severity, "mira", Noon, Noon.AddHours(72), "They burn cables there", Severity.Minor) { Severity = severity };
        var story = Told(Said(1, 0.5)) with { Desk = StoryDesk.Untouched with { Overrides = [given] } };

        Assert.Equal(reason, RelevanceRule.Decide(story, Noon.AddHours(hours), ScoreSettings.Default).Reason);
    }

    [Fact]
    public void The_gate_can_be_taken_away() =>
        Assert.True(RelevanceRule.Decide(Told(Said(1, 0.3)), Noon, ScoreSettings.Default with { SureChance = 0 }).IsSure);
}
