using EsgFunctions.Analysis;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

public class CredibilityRuleTests
{
    [Theory]
    [InlineData(1, "C3", CredibilityReason.OneSource)]
    [InlineData(2, "C2", CredibilityReason.TwoSources)]
    [InlineData(3, "C1", CredibilityReason.ThreeSources)]
    public void The_more_tell_of_it_independently_the_more_it_is_believed(int papers, string code, CredibilityReason because)
    {
        var answer = CredibilityRule.Decide(AStory.Told([.. Enumerable.Range(1, papers).Select(number => AStory.Telling(number))]));

        Assert.Equal((code, because), (answer.Code, answer.Because));
    }

    [Fact]
    public void Source_and_information_are_judged_apart()
    {
        var two = AStory.Told(AStory.Telling(1, reliability: SourceReliability.E), AStory.Telling(2, reliability: SourceReliability.E));

        Assert.Equal("E2", CredibilityRule.Decide(two).Code);
        Assert.Equal("A3", CredibilityRule.Decide(AStory.Told(AStory.Telling(1, reliability: SourceReliability.A))).Code);
    }

    [Fact]
    public void An_authority_s_own_word_is_probably_true_and_confirmed_once_another_tells_it()
    {
        var authority = AStory.Telling(1, reliability: SourceReliability.A, official: true);

        Assert.Equal("A2", CredibilityRule.Decide(AStory.Told(authority)).Code);
        Assert.Equal("A1", CredibilityRule.Decide(AStory.Told(authority, AStory.Telling(2))).Code);
    }

    [Fact]
    public void A_contradiction_is_doubtful_however_many_tell_it()
    {
        var answer = CredibilityRule.Decide(AStory.Told(AStory.Telling(1), AStory.Telling(2), AStory.Telling(3, Severity.Minor) with { Doubt = TellingDoubt.NobodyHurt }));

        Assert.Equal(("C4", CredibilityReason.Contradicted, "Paper 3 says that nobody was hurt, Paper 1 otherwise"), (answer.Code, answer.Because, answer.Reason));
    }

    [Theory]
    [InlineData(SeverityReason.NoCasualties, null, TellingDoubt.NobodyHurt)]
    [InlineData(SeverityReason.NoCasualties, SeverityReason.Injured, TellingDoubt.None)]
    [InlineData(SeverityReason.NoDeaths, null, TellingDoubt.None)]
    [InlineData(SeverityReason.Unconfirmed, SeverityReason.Deaths, TellingDoubt.Conditional)]
    [InlineData(SeverityReason.Hypothetical, null, TellingDoubt.Conditional)]
    [InlineData(SeverityReason.Deaths, null, TellingDoubt.None)]
    public void A_telling_doubts_what_its_words_leave_open(SeverityReason first, SeverityReason? second, TellingDoubt doubt)
    {
        var item = AStory.Analysed(1);
        SeverityEvidence[] reasons = [new(first, null, null), .. second is { } other ? [new SeverityEvidence(other, 2, null)] : Array.Empty<SeverityEvidence>()];

        Assert.Equal(doubt, (item with { Text = item.Text with { Severity = item.Text.Severity with { Reasons = reasons } } }).ToTelling(JoinReason.NothingAlike).Doubt);
    }

    [Fact]
    public void What_all_say_only_might_be_is_doubtful() =>
        Assert.Equal(CredibilityReason.OnlyConditional, CredibilityRule.Decide(AStory.Told(AStory.Telling(1) with { Doubt = TellingDoubt.Conditional })).Because);

    [Theory]
    [InlineData(RiskCategory.Developing, Severity.Moderate)]
    [InlineData(RiskCategory.Fire, Severity.Unknown)]
    public void One_source_that_says_too_little_cannot_be_judged(RiskCategory category, Severity severity) =>
        Assert.Equal(6, CredibilityRule.Decide(AStory.Told(AStory.Telling(1, severity)) with { Category = category }).Credibility);

    [Fact]
    public void A_verification_wins_until_one_more_independent_source_tells_of_it()
    {
        var story = Verified(AStory.Told(AStory.Telling(1)), Credibility.Improbable);
        var copied = story with { Tellings = [.. story.Tellings, AStory.Telling(1, publisher: "Copyist") with { Item = AStory.Item(9) }] };
        var confirmed = story with { Tellings = [.. story.Tellings, AStory.Telling(2)] };

        Assert.Equal(("C5", CredibilityReason.Verified, 3), (CredibilityRule.Decide(story).Code, CredibilityRule.Decide(story).Because, CredibilityRule.Decide(story).Proposed));
        Assert.Equal("C5", CredibilityRule.Decide(copied).Code);
        Assert.Equal(("C2", true), (CredibilityRule.Decide(confirmed).Code, CredibilityRule.Decide(confirmed).IsStale));
    }

    [Fact]
    public void A_verification_is_stale_once_the_story_is_told_to_be_worse() =>
        Assert.True(CredibilityRule.Decide(Verified(AStory.Told(AStory.Telling(1, Severity.Moderate)), Credibility.Confirmed) with { Severity = Severity.Severe }).IsStale);

    [Theory]
    [InlineData(SourceReliability.D, true)]
    [InlineData(SourceReliability.E, true)]
    [InlineData(SourceReliability.C, false)]
    [InlineData(SourceReliability.F, false)]
    public void One_source_of_low_reliability_that_nobody_has_verified_is_a_rumour(SourceReliability reliability, bool isRumour)
    {
        var story = AStory.Told(AStory.Telling(1, reliability: reliability));

        Assert.Equal(isRumour, CredibilityRule.Decide(story).IsRumour);
        Assert.False(CredibilityRule.Decide(Verified(story, Credibility.ProbablyTrue)).IsRumour);
        Assert.False(CredibilityRule.Decide(story with { Tellings = [.. story.Tellings, AStory.Telling(2, reliability: reliability)] }).IsRumour);
    }

    [Fact]
    public void The_same_verification_again_changes_nothing() =>
        Assert.IsType<Decided.Same>(CredibilityRule.Verify(Verified(AStory.Shooting(), Credibility.Confirmed), Credibility.Confirmed, "ana", "called the police", AStory.Noon.AddHours(1)));

    private static Story Verified(Story story, Credibility credibility) =>
        Assert.IsType<Decided.Changed>(CredibilityRule.Verify(story, credibility, "ana", "called the police", AStory.Noon)).Story;
}
