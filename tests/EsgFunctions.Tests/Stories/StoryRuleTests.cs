using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Stories;

public class StoryRuleTests
{
    private static readonly DateTimeOffset Noon = AStory.Noon;
    private static readonly LocatedPlace InSerbia = new("Serbia", AStory.Serbia, null, null, PlacePrecision.Country, 0.9);
    private static readonly LocatedPlace InPeru = new("Arequipa", new CountryCode("PE"), "04", new GeoPoint(-16.4, -71.5), PlacePrecision.Town, 0.9);

    [Fact]
    public void A_story_opens_as_its_first_item_tells_it()
    {
        var story = StoryRule.Open(AStory.Analysed(1, severity: Severity.Severe));

        Assert.Equal(StoryId.For(AStory.Serbia, Noon, "item-1"), story.Id);
        Assert.Equal(
            ("Explosion at Bor smelter", RiskCategory.Fire, Severity.Severe, "Injured 3", 1, Noon, Noon),
            (story.Headline, story.Category, story.Severity, story.SeverityEvidence, story.Revision, story.FirstSeen, story.LastSeen));
        Assert.Equal("Paper 1", Assert.Single(story.Tellings).Publisher);
        Assert.Null(story.Score);
    }

    [Fact]
    public void The_same_item_twice_changes_nothing()
    {
        var story = StoryRule.Join(StoryRule.Open(AStory.Analysed(1)), AStory.Analysed(2), JoinReason.AlikeInWords);

        Assert.Same(story, StoryRule.Join(story, AStory.Analysed(1), JoinReason.NearDuplicate));
        Assert.Same(story, StoryRule.Join(story, AStory.Analysed(2), JoinReason.NearDuplicate));
    }

    [Fact]
    public void Joining_twice_is_joining_once_for_any_items() => Prop.ForAll<byte[]>(numbers =>
    {
        var story = numbers.Aggregate(StoryRule.Open(AStory.Analysed(0)), (sofar, number) => StoryRule.Join(sofar, AStory.Analysed(number % 40), JoinReason.AlikeInWords));

        return numbers.All(number => ReferenceEquals(story, StoryRule.Join(story, AStory.Analysed(number % 40), JoinReason.AlikeInWords)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_second_item_is_a_second_telling_with_the_reason_of_its_joining()
    {
        var story = StoryRule.Join(StoryRule.Open(AStory.Analysed(1)), AStory.Analysed(2, hour: 3), JoinReason.AlikeInWords);

        Assert.Equal([JoinReason.NothingAlike, JoinReason.AlikeInWords], story.Tellings.Select(telling => telling.Joined));
        Assert.Equal((2, Noon, Noon.AddHours(3), 2), (story.Revision, story.FirstSeen, story.LastSeen, story.IndependentSources));
    }

    [Fact]
    public void An_item_of_an_earlier_hour_moves_the_beginning_and_not_the_end()
    {
        var story = StoryRule.Join(StoryRule.Open(AStory.Analysed(1)), AStory.Analysed(2, hour: -3), JoinReason.AlikeInWords);

        Assert.Equal((Noon.AddHours(-3), Noon), (story.FirstSeen, story.LastSeen));
    }

    [Fact]
    public void Whom_a_telling_names_stands_on_the_story_until_its_revision_names_another()
    {
        static AnalysedItem Naming(int number, string party, ulong? hash = null) =>
            AStory.Analysed(number, hash: hash) with { Parties = [new(PartyId.Parse(party), PartyKind.Supplier, true, 0, 5, "Norte"), new(PartyId.Parse(party), PartyKind.Supplier, false, 9, 5, "NORTE")] };
        var story = StoryRule.Join(StoryRule.Open(Naming(1, "norte")), Naming(2, "sud"), JoinReason.AlikeInWords);

        var revised = StoryRule.Join(story, Naming(1, "este", hash: 77), JoinReason.NearDuplicate);

        Assert.Equal([new StoryParty(PartyId.Parse("norte"), PartyKind.Supplier, "Norte", AStory.Item(1)), new(PartyId.Parse("sud"), PartyKind.Supplier, "Norte", AStory.Item(2))], story.Parties);
        Assert.Equal([("sud", "item-2"), ("este", "item-1")], revised.Parties.Select(one => (one.Party.Value, one.Telling.Value)));
    }

    [Fact]
    public void A_story_keeps_fifty_parties_at_most()
    {
        var story = Enumerable.Range(1, 8).Aggregate(StoryRule.Open(AStory.Analysed(0)), (sofar, number) => StoryRule.Join(
            sofar, AStory.Analysed(number) with { Parties = [.. Enumerable.Range(0, 30).Select(party => new PartyMention(PartyId.Parse($"p{number}-{party}"), PartyKind.Company, false, 0, 5, "Norte"))] }, JoinReason.AlikeInWords));

        Assert.Equal(50, story.Parties.Count);
    }

    [Fact]
    public void A_revision_replaces_its_earlier_telling_and_keeps_why_it_joined()
    {
        var story = StoryRule.Join(StoryRule.Open(AStory.Analysed(1)), AStory.Analysed(2), JoinReason.AlikeInWords);

        var revised = StoryRule.Join(story, AStory.Analysed(2, "Explosion at Bor smelter, three dead", Severity.Extreme, hash: 77), JoinReason.NearDuplicate);

        Assert.Equal(2, revised.Tellings.Count);
        Assert.Equal(("Explosion at Bor smelter, three dead", JoinReason.AlikeInWords), (revised.Tellings[1].Title, revised.Tellings[1].Joined));
        Assert.Equal((Severity.Extreme, 3), (revised.Severity, revised.Revision));
    }

    [Fact]
    public void Severity_is_the_worst_that_is_told_and_falls_when_nobody_tells_it_any_more()
    {
        var story = StoryRule.Join(StoryRule.Open(AStory.Analysed(1, severity: Severity.Moderate)), AStory.Analysed(2, severity: Severity.Extreme), JoinReason.AlikeInWords);
        var third = StoryRule.Join(story, AStory.Analysed(3, severity: Severity.Minor), JoinReason.AlikeInWords);
        var corrected = StoryRule.Join(third, AStory.Analysed(2, severity: Severity.Minor, hash: 77), JoinReason.AlikeInWords);

        Assert.Equal([Severity.Extreme, Severity.Extreme, Severity.Moderate], new[] { story, third, corrected }.Select(one => one.Severity));
    }

    [Fact]
    public void Evidence_of_a_severity_that_was_taken_back_goes_with_it()
    {
        var story = StoryRule.Open(AStory.Analysed(1, "Two hurt in Bor", Severity.Moderate));
        var worse = StoryRule.Join(story, AStory.Analysed(2, "Forty dead in Bor", Severity.Extreme), JoinReason.AlikeInWords) with { SeverityEvidence = "Deaths 40: forty dead" };

        var corrected = StoryRule.Join(worse, AStory.Analysed(2, "Nobody dead in Bor", Severity.Minor, hash: 77), JoinReason.AlikeInWords);

        Assert.Equal("Paper 1: Two hurt in Bor", corrected.SeverityEvidence);
    }

    [Fact]
    public void Of_more_than_forty_tellings_the_first_and_the_latest_are_kept()
    {
        var story = Enumerable.Range(2, 44).Aggregate(StoryRule.Open(AStory.Analysed(1)), (sofar, number) => StoryRule.Join(sofar, AStory.Analysed(number), JoinReason.AlikeInWords));

        Assert.Equal([AStory.Item(1), .. Enumerable.Range(7, 39).Select(AStory.Item)], story.Tellings.Select(telling => telling.Item));
        Assert.Equal(45, story.Revision);
    }

    [Fact]
    public void A_revision_of_the_first_telling_leaves_it_the_first()
    {
        var story = Enumerable.Range(2, 39).Aggregate(StoryRule.Open(AStory.Analysed(1)), (sofar, number) => StoryRule.Join(sofar, AStory.Analysed(number), JoinReason.AlikeInWords));

        var revised = StoryRule.Join(story, AStory.Analysed(1, "Explosion at Bor smelter contained", hash: 77), JoinReason.AlikeInWords);
        var longer = StoryRule.Join(revised, AStory.Analysed(41), JoinReason.AlikeInWords);

        Assert.Equal((AStory.Item(1), "Explosion at Bor smelter contained"), (longer.Tellings[0].Item, longer.Tellings[0].Title));
        Assert.Equal(40, longer.Tellings.Count);
    }

    [Fact]
    public void A_place_gets_better_only_within_its_country()
    {
        var story = StoryRule.Open(AStory.Analysed(1, place: InSerbia));

        Assert.Equal(AStory.Bor, StoryRule.Join(story, AStory.Analysed(2), JoinReason.AlikeInWords).Place);
        Assert.Equal(InSerbia, StoryRule.Join(story, AStory.Analysed(2, place: InPeru), JoinReason.NearDuplicate).Place);
    }

    [Fact]
    public void A_place_never_gets_worse()
    {
        var story = StoryRule.Open(AStory.Analysed(1));

        Assert.Equal(AStory.Bor, StoryRule.Join(story, AStory.Analysed(2, place: InSerbia), JoinReason.AlikeInWords).Place);
        Assert.Equal(InPeru, StoryRule.Join(StoryRule.Open(AStory.Analysed(1, place: LocatedPlace.Nowhere)), AStory.Analysed(2, place: InPeru), JoinReason.NearDuplicate).Place);
    }

    [Fact]
    public void The_headline_is_that_of_the_most_reliable_telling()
    {
        var story = StoryRule.Open(AStory.Analysed(1, "Bor is burning!!!", reliability: SourceReliability.D));

        var better = StoryRule.Join(story, AStory.Analysed(2, "Fire at Bor smelter", reliability: SourceReliability.B), JoinReason.AlikeInWords);
        var other = StoryRule.Join(better, AStory.Analysed(3, "Smelter fire in Bor", reliability: SourceReliability.B), JoinReason.AlikeInWords);

        Assert.Equal(["Fire at Bor smelter", "Fire at Bor smelter"], new[] { better, other }.Select(one => one.Headline));
    }

    [Fact]
    public void A_corrected_headline_is_told_from_then_on()
    {
        var story = StoryRule.Open(AStory.Analysed(1, "Two dead in fire at Bor smelter"));

        Assert.Equal("Nobody dead in fire at Bor smelter", StoryRule.Join(story, AStory.Analysed(1, "Nobody dead in fire at Bor smelter", hash: 77), JoinReason.AlikeInWords).Headline);
    }

    [Fact]
    public void A_developing_story_gets_its_cause_when_it_is_known()
    {
        var story = StoryRule.Open(AStory.Analysed(1, "Loud bang in Bor", category: RiskCategory.Developing));

        var known = StoryRule.Join(story, AStory.Analysed(2, "Loud bang in Bor was an earthquake", category: RiskCategory.NaturalHazard, kind: RiskKind.Earthquake), JoinReason.AlikeInWords);
        var later = StoryRule.Join(known, AStory.Analysed(3, "Loud bang in Bor", category: RiskCategory.Developing), JoinReason.AlikeInWords);

        Assert.Equal((RiskCategory.NaturalHazard, RiskKind.Earthquake), (known.Category, known.Kind));
        Assert.Equal((RiskCategory.NaturalHazard, RiskKind.Earthquake), (later.Category, later.Kind));
    }

    [Fact]
    public void A_kind_is_taken_in_where_the_story_had_none()
    {
        var story = StoryRule.Open(AStory.Analysed(1, category: RiskCategory.Crime));

        var shooting = StoryRule.Join(story, AStory.Analysed(2, category: RiskCategory.Crime, kind: RiskKind.Shooting), JoinReason.AlikeInWords);

        Assert.Equal(RiskKind.Shooting, shooting.Kind);
        Assert.Equal(RiskKind.None, StoryRule.Join(story, AStory.Analysed(2, category: RiskCategory.Kidnap, kind: RiskKind.Shooting), JoinReason.AlikeInWords).Kind);
    }

    [Fact]
    public void The_latest_area_of_an_official_source_counts()
    {
        var story = StoryRule.Open(AStory.Analysed(1, official: true, source: Circle(50)));

        var grown = StoryRule.Join(story, AStory.Analysed(1, "Explosion at Bor smelter spreads", official: true, source: Circle(120), hour: 1, hash: 77), JoinReason.SameOfficialEvent);
        var guessed = StoryRule.Join(grown, AStory.Analysed(2, source: Circle(300), hour: 2), JoinReason.AlikeInWords);
        var old = StoryRule.Join(grown, AStory.Analysed(3, official: true, source: Circle(10), hour: -5), JoinReason.SameOfficialEvent);

        Assert.Equal([120.0, 120.0, 120.0], new[] { grown, guessed, old }.Select(one => Assert.Single(one.Area!.Circles).RadiusKm));
    }

    [Fact]
    public void An_area_is_taken_in_where_the_story_had_none()
    {
        var story = StoryRule.Join(StoryRule.Open(AStory.Analysed(1)), AStory.Analysed(2, source: Circle(50)), JoinReason.AlikeInWords);

        Assert.Equal(new GeoArea.Circle(AStory.Centre, 50), Assert.Single(story.Area!.Circles));
    }

    [Fact]
    public void An_item_goes_back_to_the_story_it_is_in_already_whatever_it_says_now()
    {
        var mine = StoryRule.Join(StoryRule.Open(AStory.Analysed(1)), AStory.Analysed(2), JoinReason.AlikeInWords);
        var alike = StoryRule.Open(AStory.Analysed(9, "Quite another matter"));

        var answer = StoryRule.Decide(AStory.Analysed(2, "Quite another matter", hash: AStory.Hash(9)), [alike, mine]);

        Assert.Equal(new JoinAnswer(mine.Id.Value, JoinReason.AlikeInWords, 1), answer);
    }

    [Fact]
    public void An_item_in_no_story_joins_the_one_that_tells_the_same_or_opens_one()
    {
        var story = StoryRule.Open(AStory.Analysed(1));

        Assert.Equal((story.Id.Value, JoinReason.AlikeInWords), (StoryRule.Decide(AStory.Analysed(2), [story]).StoryId, StoryRule.Decide(AStory.Analysed(2), [story]).Reason));
        Assert.Equal(JoinAnswer.NewStory, StoryRule.Decide(AStory.Analysed(2, "Warehouse robbed"), [story]));
    }

    private static SourcePlace Circle(double km) => new(AStory.Centre, [new(AStory.Centre, km)], [], null, AStory.Serbia);
}
