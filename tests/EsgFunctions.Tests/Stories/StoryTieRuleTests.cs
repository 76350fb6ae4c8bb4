using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class StoryTieRuleTests
{
    private static readonly Story A = Named("a", AStory.Telling(1), AStory.Telling(2));
    private static readonly Story B = Named("b", AStory.Telling(3, Severity.Severe), AStory.Telling(4));

    [Fact]
    public void What_is_merged_points_to_the_other_and_the_other_has_its_tellings_and_the_worse_severity()
    {
        var merged = Merged(B, A);
        var whole = StoryTieRule.TakeIn(A, merged);

        Assert.Equal(A.Id, merged.Desk.MergedInto);
        Assert.Equal(B.Tellings, merged.Tellings);
        Assert.Equal(["item-1", "item-2", "item-3", "item-4"], Items(whole));
        Assert.Equal((Severity.Severe, 4, 2), (whole.Severity, whole.IndependentSources, whole.Revision));
        Assert.Equal((StoryAction.TakeIn, "ana", "one shooting"), Assert.Single(whole.Desk.History) is var one ? (one.Action, one.By, one.Reason) : default);
    }

    [Fact]
    public void Merged_twice_is_merged_once()
    {
        var merged = Merged(B, A);
        var once = StoryTieRule.TakeIn(A, merged);

        Assert.Same(once, StoryTieRule.TakeIn(once, merged));
        Assert.IsType<Decided.Same>(StoryTieRule.Merge(merged, A, "wim", "again", AStory.Noon));
    }

    [Fact]
    public void A_story_is_not_merged_into_itself_nor_into_one_that_lives_on_elsewhere_nor_twice()
    {
        var third = Named("c", AStory.Telling(5));

        Assert.Equal(DecisionRefusal.SameStory, Refused(StoryTieRule.Merge(A, A, "ana", "x", AStory.Noon)));
        Assert.Equal(DecisionRefusal.TargetMergedAway, Refused(StoryTieRule.Merge(third, Merged(B, A), "ana", "x", AStory.Noon)));
        Assert.Equal(DecisionRefusal.MergedAway, Refused(StoryTieRule.Merge(Merged(B, A), third, "ana", "x", AStory.Noon)));
    }

    [Fact]
    public void A_story_that_goes_on_is_not_ended_by_being_merged_into_one_that_has_ended()
    {
        var ended = A with { End = new(StoryEndKind.Cancelled, AStory.Noon, "Hydro", null) };

        Assert.Null(StoryTieRule.TakeIn(ended, Merged(B, ended)).End);
    }

    [Fact]
    public void A_closed_story_that_takes_a_worse_one_in_is_new_again() =>
        Assert.Equal(StoryStatus.New, StoryTieRule.TakeIn(A with { Desk = new() { Status = StoryStatus.NoAction, ClosedAt = Severity.Moderate } }, Merged(B, A)).Desk.Status);

    [Fact]
    public void What_is_taken_out_is_a_story_of_its_own_and_the_other_lets_go_of_it()
    {
        var (left, own) = Split(A, 2);

        Assert.Equal(["item-2"], Items(own));
        Assert.Equal(["item-1"], Items(left));
        Assert.Equal(own.Id, Assert.Single(left.Desk.Apart).To);
        Assert.Equal(("Two dead in Bor 2", "Two dead in Bor 1"), (own.Headline, left.Headline));
        Assert.Null(own.Score);
    }

    [Fact]
    public void Letting_go_twice_is_letting_go_once()
    {
        var (left, own) = Split(A, 2);

        Assert.Same(left, StoryTieRule.LetGo(left, own, own.Desk.Ties[0], []));
    }

    [Fact]
    public void All_of_a_story_cannot_be_taken_out_of_it() =>
        Assert.Equal(DecisionRefusal.NothingLeft, StoryTieRule.MayPart(A, [AStory.Item(1), AStory.Item(2)], null)!.Reason);

    [Fact]
    public void What_is_no_telling_of_it_cannot_be_taken_out() => Assert.Equal(DecisionRefusal.NoSuchTelling, StoryTieRule.MayPart(A, [AStory.Item(3)], null)!.Reason);

    [Fact]
    public void The_parts_of_a_split_are_as_bad_and_lie_where_their_own_tellings_say()
    {
        var near = new LocatedPlace("Slatina", AStory.Serbia, "00", AStory.North(8), PlacePrecision.Point, 0.8);
        var story = Named("a", AStory.Telling(1, Severity.Moderate), AStory.Telling(2, Severity.Extreme)) with { Category = RiskCategory.Crime, Kind = RiskKind.Shooting };
        var fire = View(2, new CategoryAnswer(RiskCategory.Fire, RiskKind.None, 1, CategoryReason.Terms, 5, [], []), near);

        var (left, own) = Split(story, 2, fire);

        Assert.Equal((Severity.Extreme, RiskCategory.Fire, near), (own.Severity, own.Category, own.Place));
        Assert.Equal((Severity.Moderate, RiskCategory.Crime, AStory.Bor), (left.Severity, left.Category, left.Place));
    }

    [Fact]
    public void A_merge_is_undone_by_a_split_into_what_was_merged()
    {
        var merged = Merged(B, A);
        var whole = StoryTieRule.TakeIn(A, merged);
        ItemId[] back = [AStory.Item(3), AStory.Item(4)];

        Assert.Null(StoryTieRule.MayPart(whole, back, merged));
        var again = StoryTieRule.Part(whole, merged, [], back, "ana", "two after all", AStory.Noon.AddHours(1));
        var left = StoryTieRule.LetGo(whole, again, again.Desk.Ties[^1], []);

        Assert.Null(again.Desk.MergedInto);
        Assert.Equal(["item-3", "item-4"], Items(again));
        Assert.Equal(["item-1", "item-2"], Items(left));
        Assert.Same(left, StoryTieRule.TakeIn(left, merged));
    }

    [Fact]
    public void What_went_back_by_a_later_decision_is_not_taken_out_again()
    {
        var (left, own) = Split(Named("a", AStory.Telling(1), AStory.Telling(2), AStory.Telling(3)), 2, 3);
        var first = own.Desk.Ties[0];
        var back = StoryTieRule.Part(own, left, [], [AStory.Item(2)], "ana", "it was right", AStory.Noon.AddHours(1));

        // The row of the other is not written yet when the first decision is carried out once more.
        Assert.Same(back, StoryTieRule.LetGo(back, own, first, []));
        Assert.Equal(["item-1", "item-2"], Items(back));
        Assert.Equal(["item-3"], Items(StoryTieRule.LetGo(own, back, back.Desk.Ties[^1], [])));
    }

    [Fact]
    public void What_was_taken_out_by_mistake_comes_back_by_a_merge_and_stays()
    {
        var (left, own) = Split(A, 2);
        var merged = Merged(own, left, 1);

        var whole = StoryTieRule.TakeIn(left, merged);

        // The split still stands in the row of what was merged, and is carried out once more.
        Assert.Same(whole, StoryTieRule.LetGo(whole, merged, merged.Desk.Ties[0], []));
        Assert.Equal(["item-1", "item-2"], Items(whole));
        Assert.Empty(whole.Desk.Apart);
        Assert.Equal([StoryAction.LetGo, StoryAction.TakeIn], whole.Desk.History.Select(one => one.Action));
    }

    [Fact]
    public void What_came_back_by_a_merge_can_be_taken_out_again_and_is_let_go_of_once()
    {
        var (left, own) = Split(A, 2);
        var merged = Merged(own, left, 1);
        var whole = StoryTieRule.TakeIn(left, merged);

        Assert.Null(StoryTieRule.MayPart(whole, [AStory.Item(2)], merged));
        var again = StoryTieRule.Part(whole, merged, [], [AStory.Item(2)], "ana", "two after all", AStory.Noon.AddHours(2));
        var parted = again.Desk.Ties.Where(tie => tie.Kind == TieKind.PartedFrom).Aggregate(whole, (story, tie) => StoryTieRule.LetGo(story, again, tie, []));

        Assert.Null(again.Desk.MergedInto);
        Assert.Equal(["item-2"], Items(again));
        Assert.Equal(["item-1"], Items(parted));
        Assert.Equal(again.Id, Assert.Single(parted.Desk.Apart).To);
        Assert.Equal(
            [(StoryAction.LetGo, AStory.Noon), (StoryAction.TakeIn, AStory.Noon.AddHours(1)), (StoryAction.LetGo, AStory.Noon.AddHours(2))],
            parted.Desk.History.Select(one => (one.Action, one.At)));
    }

    [Fact]
    public void What_was_taken_out_comes_back_with_the_third_story_that_it_was_merged_into()
    {
        var (left, own) = Split(A, 2);
        var third = Named("c", AStory.Telling(5));
        var ownIntoThird = Merged(own, third, 1);
        var both = StoryTieRule.TakeIn(third, ownIntoThird);

        var thirdIntoLeft = StoryTieRule.TakeIn(left, Merged(both, left, 2));
        var leftIntoThird = StoryTieRule.TakeIn(both, Merged(left, both, 2));

        foreach (var whole in new[] { thirdIntoLeft, leftIntoThird })
        {
            Assert.Equal(["item-1", "item-2", "item-5"], Items(whole).Order());
            Assert.Empty(whole.Desk.Apart);
            Assert.Same(whole, StoryTieRule.LetGo(whole, ownIntoThird, ownIntoThird.Desk.Ties[0], []));
        }
    }

    [Fact]
    public void What_was_taken_out_of_both_and_is_a_story_still_comes_back_to_neither()
    {
        var (left, own) = Split(A, 2);
        var third = Named("c", AStory.Telling(5));
        var ownIntoThird = Merged(own, third, 1);
        var both = StoryTieRule.TakeIn(third, ownIntoThird);
        var again = StoryTieRule.Part(both, ownIntoThird, [], [AStory.Item(2)], "ana", "a third event", AStory.Noon.AddHours(2));
        var without = StoryTieRule.LetGo(both, again, again.Desk.Ties[^1], []);

        var whole = StoryTieRule.TakeIn(left, Merged(without, left, 3));

        Assert.Equal(["item-1", "item-5"], Items(whole));
        Assert.All(whole.Desk.Apart, one => Assert.Equal((AStory.Item(2), own.Id), (one.Item, one.To)));
        Assert.NotEmpty(whole.Desk.Apart);
    }

    [Fact]
    public void What_was_taken_out_does_not_come_back_by_a_merge_into_a_third()
    {
        var (left, own) = Split(A, 2);
        var third = Named("c", AStory.Telling(5));

        var whole = StoryTieRule.TakeIn(third, Merged(left, third));
        var replayed = StoryTieRule.TakeIn(whole, Merged(Named("old", AStory.Telling(2), AStory.Telling(6)), whole));

        Assert.Equal(["item-5", "item-1", "item-6"], Items(replayed));
        Assert.Equal(own.Id, Assert.Single(replayed.Desk.Apart).To);
    }

    [Fact]
    public void What_was_merged_meanwhile_comes_along_though_its_own_merge_came_late()
    {
        var c = Named("c", AStory.Telling(5));
        var aIntoC = Merged(A, c);
        var early = StoryTieRule.TakeIn(c, aIntoC);
        var bIntoA = Merged(B, A);

        var late = StoryTieRule.TakeIn(early, StoryTieRule.TakeIn(aIntoC, bIntoA));

        Assert.Equal(["item-1", "item-2", "item-3", "item-4", "item-5"], Items(late).Order());
    }

    [Fact]
    public void A_copy_of_what_was_taken_out_goes_where_that_went_and_never_back()
    {
        var (left, own) = Split(A, 2);

        var copy = StoryRule.Decide(AStory.Analysed(7, "Two dead in Bor 1", hash: AStory.Hash(2) ^ 1, hour: 1), [left, own]);
        var itself = StoryRule.Decide(AStory.Analysed(2, "Two dead in Bor 1", hour: 1), [left, own]);

        Assert.Equal((own.Id.Value, JoinReason.NearDuplicate), (copy.StoryId, copy.Reason));
        Assert.Equal(own.Id.Value, itself.StoryId);
    }

    [Fact]
    public void What_is_worded_like_what_was_taken_out_but_happened_elsewhere_is_another_event()
    {
        var (left, own) = Split(A, 2);
        var far = new LocatedPlace("Subotica", AStory.Serbia, "VO", AStory.North(220), PlacePrecision.Town, 0.9);

        Assert.Null(StoryRule.Decide(AStory.Analysed(7, "Two dead in Bor 2", hash: AStory.Hash(2), place: far, hour: 1), [left, own]).StoryId);
    }

    [Fact]
    public void Where_the_other_is_not_at_hand_a_copy_opens_a_story_rather_than_come_back()
    {
        var (left, _) = Split(A, 2);

        Assert.Null(StoryRule.Decide(AStory.Analysed(7, "Two dead in Bor 1", hash: AStory.Hash(2) ^ 1, hour: 1), [left]).StoryId);
    }

    [Fact]
    public void No_telling_is_lost_or_doubled_by_any_split() => Prop.ForAll<byte, byte>((count, which) =>
    {
        var all = Enumerable.Range(1, 2 + (count % 20)).ToArray();
        var some = all.Where(number => (which >> (number % 8)) % 2 == 1).Take(all.Length - 1).ToArray();
        if (some.Length == 0)
        {
            return true;
        }

        var (left, own) = Split(Named("a", [.. all.Select(number => AStory.Telling(number))]), some);
        return Items(left).Concat(Items(own)).Order().SequenceEqual(all.Select(number => $"item-{number}").Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_story_that_is_split_and_merged_back_tells_what_it_told() => Prop.ForAll<byte, byte>((count, which) =>
    {
        var all = Enumerable.Range(1, 2 + (count % 20)).ToArray();
        var some = all.Where(number => (which >> (number % 8)) % 2 == 1).Take(all.Length - 1).ToArray();
        if (some.Length == 0)
        {
            return true;
        }

        var story = Named("a", [.. all.Select(number => AStory.Telling(number))]);
        var (left, own) = Split(story, some);
        var merged = Merged(own, left, 1);
        var whole = StoryTieRule.LetGo(StoryTieRule.TakeIn(left, merged), merged, merged.Desk.Ties[0], []);
        return Items(whole).Order().SequenceEqual(Items(story).Order()) && (whole.Severity, whole.FirstSeen, whole.LastSeen) == (story.Severity, story.FirstSeen, story.LastSeen);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_stories_of_the_same_words_are_one_event_and_the_one_that_began_first_keeps_its_name()
    {
        var (first, second) = (Worded(A, "Shooting at Bor market leaves two dead"), Worded(B with { FirstSeen = AStory.Noon.AddMinutes(5) }, "Two dead in Bor market shooting"));

        Assert.Equal(second, StoryTieRule.TwinOf(first, [first, second]));
        Assert.Equal(first, StoryTieRule.TwinOf(second, [first, second]));
        Assert.Equal((first, second), StoryTieRule.ByAge(second, first));
    }

    [Fact]
    public void Two_stories_are_no_twins_where_their_words_or_towns_differ_or_one_has_a_single_telling_or_has_ended()
    {
        var story = Worded(A, "Shooting at Bor market leaves two dead");
        var twin = Worded(B, "Two dead in Bor market shooting");
        var subotica = new LocatedPlace("Subotica", AStory.Serbia, "VO", AStory.North(220), PlacePrecision.Town, 0.9);

        Assert.NotNull(StoryTieRule.TwinOf(story, [twin]));
        Assert.Null(StoryTieRule.TwinOf(story, [Worded(B, "Dockers block the harbour gate over wages")]));
        Assert.Null(StoryTieRule.TwinOf(story, [twin with { Place = subotica }]));
        Assert.Null(StoryTieRule.TwinOf(story, [twin with { Tellings = [twin.Tellings[0]] }]));
        Assert.Null(StoryTieRule.TwinOf(story, [twin with { LastSeen = AStory.Noon.AddHours(73) }]));
        Assert.Null(StoryTieRule.TwinOf(story, [twin with { End = new(StoryEndKind.Cancelled, AStory.Noon, "Hydro", null) }]));
        Assert.Null(StoryTieRule.TwinOf(story, [Merged(twin, Named("c", AStory.Telling(5)))]));
    }

    [Fact]
    public void What_a_person_has_split_stays_two_stories_whatever_their_words()
    {
        var (left, own) = Split(Named("a", [.. Enumerable.Range(1, 4).Select(number => AStory.Telling(number))]), 3, 4);

        Assert.Null(StoryTieRule.TwinOf(Worded(left, "Two dead in Bor"), [Worded(own, "Two dead in Bor")]));
        Assert.Null(StoryTieRule.TwinOf(Worded(own, "Two dead in Bor"), [Worded(left, "Two dead in Bor")]));
    }

    [Fact]
    public void A_story_that_a_person_has_judged_does_not_go_under_in_another()
    {
        var story = Worded(A, "Shooting at Bor market leaves two dead");
        var twin = Worded(B with { FirstSeen = AStory.Noon.AddMinutes(5) }, "Two dead in Bor market shooting");
        var judged = Assert.IsType<Decided.Changed>(StoryStateRule.Move(twin, StoryAction.Triage, "ana", "looking", AStory.Noon)).Story;

        Assert.Null(StoryTieRule.TwinOf(story, [judged]));
        Assert.Equal(twin, StoryTieRule.TwinOf(Assert.IsType<Decided.Changed>(StoryStateRule.Move(story, StoryAction.Triage, "ana", "looking", AStory.Noon)).Story, [twin]));
    }

    private static Story Worded(Story story, string title) => story with { Words = EventWords.Of(title, "", "en") };

    private static Story Named(string item, params Telling[] tellings) => AStory.Told(tellings) with { Id = StoryId.For(AStory.Serbia, AStory.Noon, item) };

    private static Story Merged(Story story, Story into, int hour = 0) =>
        Assert.IsType<Decided.Changed>(StoryTieRule.Merge(story, into, "ana", "one shooting", AStory.Noon.AddHours(hour))).Story;

    private static (Story Left, Story Own) Split(Story story, params int[] items) => Split(story, [.. items.Select(AStory.Item)], []);

    private static (Story Left, Story Own) Split(Story story, int item, ItemView view) => Split(story, [AStory.Item(item)], [view]);

    private static (Story Left, Story Own) Split(Story story, ItemId[] items, ItemView[] views)
    {
        Assert.Null(StoryTieRule.MayPart(story, items, null));
        var own = StoryTieRule.Part(story, null, views, items, "ana", "two events", AStory.Noon);
        return (StoryTieRule.LetGo(story, own, own.Desk.Ties[^1], views), own);
    }

    private static ItemView View(int number, CategoryAnswer category, LocatedPlace place) =>
        new(AStory.Item(number), "analysed", FeedId.Parse("borske-vesti"), "Paper", "", "", null, null, AStory.Noon, "en", category, null, place, null, null, null, "", []);

    private static string[] Items(Story story) => [.. story.Tellings.Select(telling => telling.Item.Value)];

    private static DecisionRefusal Refused(Decided decided) => Assert.IsType<Decided.Refused>(decided).Reason;
}
