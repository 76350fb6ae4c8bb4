using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

/// <summary>CAP 1.2, section 3.2.1: Update updates and supersedes the earlier messages identified in references, Cancel cancels them.</summary>
public class CapChainRuleTests
{
    private static readonly StoryId Flood = StoryId.For(AStory.Serbia, AStory.Noon, "flood");
    private static readonly StoryId Storm = StoryId.For(AStory.Serbia, AStory.Noon, "storm");

    private static readonly CapLink A = Link("A", 8, Flood);

    [Fact]
    public void An_update_takes_the_place_of_every_message_that_it_lists_and_joins_the_story_of_the_latest()
    {
        var standing = Decide(Message("C", CapMessageType.Update, 10), Named(A), Named(Link("B", 9, Storm)));

        Assert.Equal((CapReason.Applies, CapState.Current), (standing.Reason, standing.Own.State));
        Assert.Equal([("A", CapState.Superseded, "C"), ("B", CapState.Superseded, "C")], standing.Affected.Select(link => (link.Key, link.State, link.By)));
        Assert.Equal([Storm, Flood], standing.Stories);
    }

    [Fact]
    public void A_cancel_withdraws_what_it_names_and_warns_of_nothing_itself()
    {
        var standing = Decide(Message("C", CapMessageType.Cancel, 10, note: "False alarm."), Named(A));

        Assert.Equal((CapReason.Applies, CapState.Withdraws), (standing.Reason, standing.Own.State));
        Assert.Equal(A with { State = CapState.Cancelled, By = "C", EndedAt = At(10), Note = "False alarm." }, Assert.Single(standing.Affected));
        Assert.Equal([Flood], standing.Stories);
    }

    [Theory]
    [InlineData(CapMessageType.Update)]
    [InlineData(CapMessageType.Cancel)]
    public void What_was_cancelled_or_had_expired_is_neither_updated_nor_cancelled(CapMessageType type)
    {
        var cancelled = Decide(Message("C", type, 10), Named(A with { State = CapState.Cancelled, By = "B" }));
        var expired = Decide(Message("C", type, 10), Named(A with { Expires = At(9) }));
        var expiresNow = Decide(Message("C", type, 10), Named(A with { Expires = At(10) }));

        Assert.Equal([CapReason.OfCancelled, CapReason.OfExpired, CapReason.Applies], new[] { cancelled, expired, expiresNow }.Select(one => one.Reason));
        Assert.True(cancelled.Problem is not null && expired.Problem is not null);
        Assert.Empty(cancelled.Affected.Concat(expired.Affected));
    }

    [Fact]
    public void One_message_that_still_holds_is_enough()
    {
        var standing = Decide(Message("C", CapMessageType.Cancel, 10), Named(A with { Expires = At(9) }), Named(Link("B", 9, Flood)));

        Assert.Equal((CapReason.Applies, "B"), (standing.Reason, Assert.Single(standing.Affected).Key));
    }

    [Fact]
    public void Whoever_names_only_the_first_of_a_chain_means_what_has_taken_its_place()
    {
        var update = Link("B", 9, Flood);

        var standing = Decide(Message("C", CapMessageType.Cancel, 10), new CapThread("A", null, [A with { State = CapState.Superseded, By = "B" }, update]));

        Assert.Equal(("B", CapState.Cancelled), (Assert.Single(standing.Affected).Key, standing.Affected[0].State));
    }

    [Fact]
    public void A_chain_that_is_listed_whole_is_withdrawn_once()
    {
        var update = Link("B", 9, Flood);

        var standing = Decide(Message("C", CapMessageType.Cancel, 10), new CapThread("A", null, [A with { State = CapState.Superseded, By = "B" }, update]), Named(update));

        Assert.Equal("B", Assert.Single(standing.Affected).Key);
    }

    [Fact]
    public void An_update_that_comes_after_a_later_one_is_superseded_by_it()
    {
        var later = Link("C", 10, Flood);

        var standing = Decide(Message("B", CapMessageType.Update, 9), new CapThread("A", null, [A with { State = CapState.Superseded, By = "C" }, later]));

        Assert.Equal((CapReason.Applies, CapState.Superseded, "C"), (standing.Reason, standing.Own.State, standing.Own.By));
        Assert.Empty(standing.Affected);
        Assert.Equal([Flood], standing.Stories);
    }

    [Fact]
    public void A_cancel_does_not_withdraw_what_was_sent_after_it() =>
        Assert.Equal(CapReason.OfLater, Decide(Message("C", CapMessageType.Cancel, 9), new CapThread("A", null, [A with { State = CapState.Superseded, By = "B" }, Link("B", 10, Flood)])).Reason);

    [Fact]
    public void What_is_named_before_it_comes_is_what_it_was_named_when_it_comes()
    {
        var ahead = Assert.Single(Decide(Message("B", CapMessageType.Update, 9), new CapThread("A", At(8), [])).Affected);

        var late = CapChainRule.Decide(Message("A", CapMessageType.Alert, 8), At(11), [ahead, Link("B", 9, Flood)], [], null);

        Assert.Equal((false, CapState.Superseded, "B"), (ahead.IsSeen, ahead.State, ahead.By));
        Assert.Equal((true, CapState.Superseded, "B"), (late.Own.IsSeen, late.Own.State, late.Own.By));
        Assert.Equal([Flood], late.Stories);
    }

    [Fact]
    public void A_cancel_before_its_alert_takes_no_part_in_a_story_but_is_kept()
    {
        var standing = Decide(Message("B", CapMessageType.Cancel, 9), new CapThread("A", At(8), []));

        Assert.Equal((CapReason.BeforeItsAlert, CapState.Cancelled), (standing.Reason, Assert.Single(standing.Affected).State));
    }

    [Theory]
    [InlineData(CapMessageType.Update)]
    [InlineData(CapMessageType.Cancel)]
    public void Twice_is_once(CapMessageType type)
    {
        var message = Message("C", type, 10);
        var first = Decide(message, Named(A), Named(Link("B", 9, Storm)));

        var path = type == CapMessageType.Update ? new[] { first.Own } : [];
        var second = CapChainRule.Decide(message, At(11), [first.Own], [.. first.Affected.Select(link => new CapThread(link.Key, null, [link, .. path]))], null);

        Assert.Equal((first.Reason, first.Own), (second.Reason, second.Own));
        Assert.Equal(first.Affected, second.Affected);
        Assert.Equal(first.Stories, second.Stories);
    }

    [Fact]
    public void A_cancel_that_names_nothing_is_left_out_and_an_update_is_an_alert()
    {
        Assert.Equal(CapReason.NamesNothing, Decide(Message("C", CapMessageType.Cancel, 10)).Reason);
        Assert.Equal((CapReason.Applies, CapState.Current), Decide(Message("C", CapMessageType.Update, 10)) is var update ? (update.Reason, update.Own.State) : default);
    }

    [Fact]
    public void References_of_an_alert_change_nothing() => Assert.Empty(Decide(Message("C", CapMessageType.Alert, 10), Named(A)).Affected);

    /// <summary>Else a sender whose clock is ahead could never be updated by another.</summary>
    [Fact]
    public void An_instant_in_the_future_is_that_of_the_finding() =>
        Assert.Equal(At(11), CapChainRule.Decide(Message("C", CapMessageType.Alert, 48), At(11), [], [], null).Own.Sent);

    [Fact]
    public void An_update_changes_severity_headline_and_area_of_its_story_downwards_too()
    {
        var story = StoryRule.Open(Official(1, "A", 8, Severity.Extreme, Circle(100), CapState.Current));
        var update = Official(2, "B", 9, Severity.Moderate, Circle(10), CapState.Current, A with { State = CapState.Superseded, By = "B" });

        var then = StoryRule.Join(story, update, JoinReason.NamedByMessage);

        Assert.Equal((Severity.Moderate, "Flood warning 2", 10, 2), (then.Severity, then.Headline, then.Area!.Circles[0].RadiusKm, then.Revision));
        Assert.Equal([CapState.Superseded, CapState.Current], then.Tellings.Select(telling => telling.State));
        Assert.Null(then.End);
        Assert.Same(then, StoryRule.Join(then, update, JoinReason.NamedByMessage));
    }

    [Fact]
    public void A_late_original_does_not_undo_its_update()
    {
        var story = StoryRule.Open(Official(2, "B", 9, Severity.Moderate, Circle(10), CapState.Current, A with { State = CapState.Superseded, By = "B" }));

        var then = StoryRule.Join(story, Official(1, "A", 8, Severity.Extreme, Circle(100), CapState.Superseded), JoinReason.NamedByMessage);

        Assert.Equal((Severity.Moderate, "Flood warning 2", 10), (then.Severity, then.Headline, then.Area!.Circles[0].RadiusKm));
        Assert.Null(then.End);
    }

    [Fact]
    public void A_cancel_ends_the_story_which_stays_as_it_was()
    {
        var story = StoryRule.Open(Official(1, "A", 8, Severity.Extreme, Circle(100), CapState.Current));

        var then = StoryRule.Join(story, Cancel("B", 9, "Water falls."), JoinReason.NamedByMessage);

        Assert.Equal(new StoryEnd(StoryEndKind.Cancelled, At(9), "Hydro", "Water falls."), then.End);
        Assert.Equal((Severity.Extreme, "Flood warning 1", 2), (then.Severity, then.Headline, then.Tellings.Count));
        Assert.Same(then, StoryRule.Join(then, Cancel("B", 9, "Water falls."), JoinReason.NamedByMessage));
    }

    [Fact]
    public void A_cancelled_chain_stays_as_its_last_update_left_it()
    {
        var story = StoryRule.Open(Official(1, "A", 7, Severity.Extreme, null, CapState.Current));
        story = StoryRule.Join(story, Official(2, "A2", 8, Severity.Moderate, null, CapState.Current, A with { State = CapState.Superseded, By = "A2" }), JoinReason.NamedByMessage);

        var then = StoryRule.Join(story, Official(4, "B", 9, Severity.Unknown, null, CapState.Withdraws, A with { Key = "A2", State = CapState.Cancelled, By = "B" }), JoinReason.NamedByMessage);

        Assert.Equal((StoryEndKind.Cancelled, Severity.Moderate, "Flood warning 2"), (then.End!.Kind, then.Severity, then.Headline));
    }

    [Fact]
    public void A_story_that_another_alert_still_warns_of_goes_on()
    {
        var story = StoryRule.Open(Official(1, "A", 8, Severity.Extreme, null, CapState.Current));
        story = StoryRule.Join(story, Official(3, "X", 8, Severity.Severe, null, CapState.Current), JoinReason.NearDuplicate);

        var then = StoryRule.Join(story, Cancel("B", 9, null), JoinReason.NamedByMessage);

        Assert.Null(then.End);
        Assert.Equal(Severity.Severe, then.Severity);
    }

    [Fact]
    public void A_story_whose_alert_goes_on_in_another_is_superseded_not_cancelled()
    {
        var story = StoryRule.Open(Official(1, "A", 8, Severity.Extreme, null, CapState.Current));

        var then = StoryRule.Chained(story, Official(2, "B", 9, Severity.Severe, null, CapState.Current, A with { State = CapState.Superseded, By = "B", EndedAt = At(9) }));

        Assert.Equal((StoryEndKind.Superseded, 2), (then.End!.Kind, then.Revision));
    }

    [Fact]
    public void After_its_end_a_story_takes_in_only_what_was_said_before_or_repeats_it()
    {
        var story = StoryRule.Join(StoryRule.Open(Official(1, "A", 8, Severity.Extreme, null, CapState.Current)), Cancel("B", 9, null), JoinReason.NamedByMessage);

        var before = AStory.Analysed(7, "Flood warning 1", hour: -3.5);
        var copy = AStory.Analysed(8, "Flood warning 1", hour: 2, hash: AStory.Hash(1));
        var after = AStory.Analysed(9, "Flood warning 1", hour: 2);

        Assert.Equal([true, true, false], new[] { before, copy, after }.Select(item => CapChainRule.MayJoinByWords(story, item)));
    }

    [Fact]
    public void A_message_of_an_incident_joins_its_story_while_that_goes_on()
    {
        var story = StoryRule.Open(Official(1, "A", 8, Severity.Extreme, null, CapState.Current));
        var other = Official(5, "E", 10, Severity.Minor, null, CapState.Current) is var item ? item with { Chain = item.Chain! with { Incident = story.Id } } : null!;
        var ended = StoryRule.Join(story, Cancel("B", 9, null), JoinReason.NamedByMessage);

        Assert.Equal((story.Id.Value, JoinReason.SameIncident), StoryRule.Decide(other, [story]) is var answer ? (answer.StoryId, answer.Reason) : default);
        Assert.Null(StoryRule.Decide(other, [ended]).StoryId);
        Assert.Null(CapChainRule.StoryOf(other with { At = story.LastSeen.AddDays(15) }, [story]));
    }

    private static DateTimeOffset At(int hour) => AStory.Noon.AddHours(hour - 12);

    private static CapLink Link(string key, int hour, StoryId story) => new(key, true, At(hour), At(20), CapState.Current, null, null, null, story);

    private static CapThread Named(CapLink link) => new(link.Key, link.Sent, [link]);

    private static CapMessage Message(string key, CapMessageType type, int hour, string? note = null) =>
        new() { Identifier = key, Type = type, Sent = At(hour), Note = note, Infos = [new CapInfo("en-US") { Expires = At(20) }] };

    private static CapStanding Decide(CapMessage message, params CapThread[] named) => CapChainRule.Decide(message, At(11), [], named, null);

    private static SourcePlace Circle(double km) => new(AStory.Centre, [new(AStory.Centre, km)], [], null, AStory.Serbia);

    private static AnalysedItem Official(int number, string key, int hour, Severity severity, SourcePlace? place, CapState state, params CapLink[] affected)
    {
        var item = AStory.Analysed(number, $"Flood warning {number}", severity, RiskCategory.NaturalHazard, RiskKind.Flood, source: place, reliability: SourceReliability.A, official: true, hour: hour - 12);
        var found = item.Entry.Item with { Key = key, Official = new OfficialAlert("cap", severity.ToString(), severity, "Flood", null, null, null) };
        return item with
        {
            Entry = item.Entry with { Item = found },
            Source = item.Source with { Publisher = "Hydro" },
            Chain = new(CapReason.Applies, Link(key, hour, Flood) with { State = state }, affected, [Flood], null),
        };
    }

    private static AnalysedItem Cancel(string key, int hour, string? note) =>
        Official(4, key, hour, Severity.Unknown, null, CapState.Withdraws, A with { State = CapState.Cancelled, By = key, EndedAt = At(hour), Note = note });
}
