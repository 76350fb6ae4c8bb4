using EsgFunctions.Risk;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class StoryStateRuleTests
{
    private static readonly StoryAction[] Moves = [StoryAction.Triage, StoryAction.Assess, StoryAction.Act, StoryAction.NoAction, StoryAction.Archive];

    [Theory]
    [InlineData(StoryStatus.New, StoryAction.Triage, StoryStatus.Triaged)]
    [InlineData(StoryStatus.Triaged, StoryAction.Assess, StoryStatus.Assessed)]
    [InlineData(StoryStatus.Assessed, StoryAction.Act, StoryStatus.Actioned)]
    [InlineData(StoryStatus.Assessed, StoryAction.NoAction, StoryStatus.NoAction)]
    [InlineData(StoryStatus.Actioned, StoryAction.Archive, StoryStatus.Archived)]
    [InlineData(StoryStatus.NoAction, StoryAction.Archive, StoryStatus.Archived)]
    public void The_desk_goes_forward_step_by_step_and_says_who_when_and_why(StoryStatus from, StoryAction action, StoryStatus to)
    {
        var story = Moved(At(from), action);

        Assert.Equal(to, story.Desk.Status);
        Assert.Equal(new StoryDecision(action, "ana", AStory.Noon, "seen", from, to), Assert.Single(story.Desk.History));
        Assert.Equal(2, story.Revision);
    }

    [Theory]
    [InlineData(StoryStatus.New, StoryAction.NoAction, DecisionRefusal.NotFromHere)]
    [InlineData(StoryStatus.New, StoryAction.Archive, DecisionRefusal.NotFromHere)]
    [InlineData(StoryStatus.Actioned, StoryAction.NoAction, DecisionRefusal.NotFromHere)]
    [InlineData(StoryStatus.NoAction, StoryAction.Act, DecisionRefusal.NotFromHere)]
    [InlineData(StoryStatus.Assessed, StoryAction.Triage, DecisionRefusal.NotFromHere)]
    [InlineData(StoryStatus.Triaged, StoryAction.Triage, DecisionRefusal.AlreadyThere)]
    public void What_is_no_step_is_refused_by_its_name(StoryStatus from, StoryAction action, DecisionRefusal refusal) =>
        Assert.Equal(refusal, Assert.IsType<Decided.Refused>(StoryStateRule.Move(At(from), action, "ana", "seen", AStory.Noon)).Reason);

    [Fact]
    public void The_same_decision_of_the_same_person_again_changes_nothing_and_another_s_is_told_of_it()
    {
        var story = Moved(At(StoryStatus.New), StoryAction.Triage);

        Assert.IsType<Decided.Same>(StoryStateRule.Move(story, StoryAction.Triage, "ana", "seen", AStory.Noon.AddHours(1)));
        Assert.Equal(DecisionRefusal.AlreadyThere, Assert.IsType<Decided.Refused>(StoryStateRule.Move(story, StoryAction.Triage, "wim", "seen", AStory.Noon)).Reason);
    }

    [Theory]
    [InlineData(StoryStatus.NoAction)]
    [InlineData(StoryStatus.Archived)]
    public void What_gets_worse_after_it_was_closed_is_new_again_and_what_stays_as_bad_stays_closed(StoryStatus closed)
    {
        var story = AStory.Told(AStory.Telling(1, Severity.Moderate)) with { Desk = new() { Status = closed, ClosedAt = Severity.Moderate } };

        var same = StoryRule.Join(story, AStory.Analysed(2, severity: Severity.Moderate), JoinReason.AlikeInWords);
        var worse = StoryRule.Join(same, AStory.Analysed(3, severity: Severity.Severe), JoinReason.AlikeInWords);

        Assert.Equal(closed, same.Desk.Status);
        Assert.Equal(StoryStatus.New, worse.Desk.Status);
        var reopened = Assert.Single(worse.Desk.History);
        Assert.Equal((StoryAction.Reopen, null, closed, "It was Moderate and is Severe now."), (reopened.Action, reopened.By, reopened.From, reopened.Reason));
    }

    [Fact]
    public void Closing_remembers_how_bad_it_was_and_archiving_what_was_closed_keeps_that()
    {
        var closed = Moved(AStory.Told(AStory.Telling(1, Severity.Severe)) with { Desk = new() { Status = StoryStatus.Assessed } }, StoryAction.NoAction);
        var archived = Moved(closed with { Severity = Severity.Extreme }, StoryAction.Archive);

        Assert.Equal((Severity.Severe, Severity.Severe), (closed.Desk.ClosedAt, archived.Desk.ClosedAt));
    }

    [Fact]
    public void Of_a_story_that_was_merged_nothing_is_decided() =>
        Assert.Equal(
            DecisionRefusal.MergedAway,
            Assert.IsType<Decided.Refused>(StoryStateRule.Move(
                AStory.Shooting() with { Desk = new() { Ties = [new(TieKind.MergedInto, StoryId.For(AStory.Serbia, AStory.Noon, "other"), AStory.Noon, [])] } },
                StoryAction.Triage, "ana", "seen", AStory.Noon)).Reason);

    [Fact]
    public void No_person_brings_a_story_back_from_the_archive() => Prop.ForAll<byte[]>(steps =>
    {
        var story = At(StoryStatus.Archived);
        foreach (var step in steps)
        {
            story = StoryStateRule.Move(story, Moves[step % Moves.Length], $"{step}", $"{step}", AStory.Noon) is Decided.Changed changed ? changed.Story : story;
        }

        return story.Desk.Status == StoryStatus.Archived;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void However_much_is_decided_the_history_stays_bounded() => Prop.ForAll<byte>(number =>
    {
        var story = Enumerable.Range(0, number).Aggregate(AStory.Shooting(), (story, turn) => ((Decided.Changed)CredibilityRule.Verify(story, Credibility.Doubtful, "ana", $"{turn}", AStory.Noon)).Story);
        return story.Desk.History.Count == Math.Min((int)number, StoryDesk.MaxHistory) && (number == 0 || story.Desk.History[^1].Reason == $"{number - 1}");
    }).QuickCheckThrowOnFailure();

    private static Story At(StoryStatus status) => AStory.Shooting() with { Desk = new() { Status = status } };

    private static Story Moved(Story story, StoryAction action) => Assert.IsType<Decided.Changed>(StoryStateRule.Move(story, action, "ana", "seen", AStory.Noon)).Story;
}
