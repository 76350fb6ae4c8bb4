using EsgFunctions.Analysis;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;

namespace EsgFunctions.Tests.Stories;

public class StoryJoinRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly LocatedPlace Bor = new("Bor", new CountryCode("RS"), "00", new GeoPoint(44.07, 22.10), PlacePrecision.Town, 0.9);
    private static readonly LocatedPlace Belgrade = new("Belgrade", new CountryCode("RS"), "01", new GeoPoint(44.80, 20.46), PlacePrecision.Town, 0.9);

    [Fact]
    public void Titles_that_share_half_their_words_in_one_country_join()
    {
        var item = Item("Explosion at Bor smelter injures three workers");
        var story = Story("one", "Three workers hurt in explosion at Bor smelter");

        var answer = StoryJoinRule.Decide(item, [story], Noon);

        Assert.Equal(("one", JoinReason.AlikeInWords), (answer.StoryId, answer.Reason));
        Assert.InRange(answer.Similarity, 0.5, 1);
    }

    [Theory]
    [InlineData(72, "one")]
    [InlineData(72.1, null)]
    public void Titles_join_for_seventy_two_hours(double hours, string? expected)
    {
        var item = Item("Explosion at Bor smelter");
        var story = Story("one", "Explosion at Bor smelter") with { LastSeen = Noon.AddHours(-hours) };

        Assert.Equal(expected, StoryJoinRule.Decide(item, [story], Noon).StoryId);
    }

    [Fact]
    public void The_same_words_about_another_town_do_not_join()
    {
        var item = Item("Fire in warehouse") with { Place = Belgrade };
        var story = Story("one", "Fire in warehouse");

        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item, [story], Noon));
    }

    /// <summary>Bor and Zaječar lie 24 km apart, Bor and its suburb Brezonik 3 km.</summary>
    [Fact]
    public void The_next_town_is_another_place_and_a_suburb_is_not()
    {
        var zajecar = new LocatedPlace("Zaječar", new CountryCode("RS"), "00", new GeoPoint(43.90, 22.28), PlacePrecision.Town, 0.95);
        var brezonik = zajecar with { Name = "Brezonik", Point = new GeoPoint(44.09, 22.08) };
        var epicentre = zajecar with { Name = "", Precision = PlacePrecision.Point };
        var item = Item("Police hold man after shooting, one dead");
        var story = Story("one", "Police hold man after shooting, two hurt");

        Assert.Null(StoryJoinRule.Decide(item with { Place = zajecar }, [story], Noon).StoryId);
        Assert.Equal("one", StoryJoinRule.Decide(item with { Place = brezonik }, [story], Noon).StoryId);
        Assert.Equal("one", StoryJoinRule.Decide(item with { Place = epicentre }, [story], Noon).StoryId);
    }

    [Fact]
    public void Two_shootings_in_two_towns_stay_apart_however_doubtful_the_towns()
    {
        var item = Item("Two killed in shooting at market") with { Place = Belgrade with { Confidence = 0.4 } };

        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item, [Story("one", "Two killed in shooting at port")], Noon));
    }

    /// <summary>Manokwari and Banda Aceh lie 4,300 km apart, Banda Aceh and Medan 430.</summary>
    [Fact]
    public void Quakes_in_far_regions_of_one_country_stay_apart_however_alike_their_words()
    {
        var aceh = new LocatedPlace("Aceh", new CountryCode("ID"), "01", new GeoPoint(5.55, 95.32), PlacePrecision.Admin1, 0.9);
        var papua = new LocatedPlace("West Papua", new CountryCode("ID"), "39", new GeoPoint(-0.86, 134.06), PlacePrecision.Admin1, 0.9);
        var north = new LocatedPlace("North Sumatra", new CountryCode("ID"), "26", new GeoPoint(3.58, 98.67), PlacePrecision.Admin1, 0.9);
        var item = Item("Strong quake hits Indonesia, dozens hurt") with { Category = RiskCategory.NaturalHazard, Kind = RiskKind.Earthquake, Place = aceh };
        var story = Story("one", "Strong quake hits Indonesia, one dead") with { Category = RiskCategory.NaturalHazard, Kind = RiskKind.Earthquake, Tellings = 2 };

        Assert.Null(StoryJoinRule.Decide(item, [story with { Place = papua }], Noon).StoryId);
        Assert.Null(StoryJoinRule.TwinOf(story with { StoryId = "two", Place = aceh }, [story with { Place = papua }]));
        Assert.Equal("one", StoryJoinRule.Decide(item, [story with { Place = papua with { Confidence = 0.8 } }], Noon).StoryId);
        Assert.Equal("one", StoryJoinRule.Decide(item, [story with { Place = north }], Noon).StoryId);
        Assert.Equal("one", StoryJoinRule.Decide(item with { Category = RiskCategory.Transport }, [story with { Category = RiskCategory.Transport, Place = papua }], Noon).StoryId);
    }

    [Fact]
    public void The_same_words_about_another_kind_of_event_do_not_join()
    {
        var item = Item("Alarm in Bor") with { Category = RiskCategory.Health };

        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item, [Story("one", "Alarm in Bor")], Noon));
    }

    [Fact]
    public void A_developing_story_takes_in_the_cause_when_it_is_known()
    {
        var story = Story("one", "Loud bang heard in Bor") with { Category = RiskCategory.Developing };

        Assert.Equal("one", StoryJoinRule.Decide(Item("Loud bang in Bor: boiler exploded"), [story], Noon).StoryId);
    }

    [Fact]
    public void A_shooting_told_in_two_languages_is_one_story()
    {
        var item = Shooting("sr-Latn", "Pucnjava u Boru, dvoje mrtvih");
        var story = Story("one", "Two dead in shooting") with { Category = RiskCategory.Crime, Kind = RiskKind.Shooting, LastSeen = Noon.AddHours(-23) };

        var answer = StoryJoinRule.Decide(item, [story], Noon);

        Assert.Equal(("one", JoinReason.SameEventInAnotherLanguage), (answer.StoryId, answer.Reason));
    }

    [Fact]
    public void Languages_join_only_for_the_same_kind_town_day_and_harm()
    {
        var story = Story("one", "Two dead in shooting") with { Category = RiskCategory.Crime, Kind = RiskKind.Shooting };
        var item = Shooting("sr-Latn", "Pucnjava, dvoje mrtvih");

        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item with { Kind = RiskKind.None }, [story], Noon));
        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item with { Place = Belgrade }, [story], Noon));
        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item with { Severity = Severity.Unknown }, [story], Noon));
        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item, [story with { LastSeen = Noon.AddHours(-25) }], Noon));
    }

    [Theory]
    [InlineData(RiskKind.Earthquake, 90, "one")]
    [InlineData(RiskKind.Earthquake, 110, null)]
    [InlineData(RiskKind.Flood, 20, "one")]
    [InlineData(RiskKind.Flood, 30, null)]
    public void An_event_may_be_placed_as_far_apart_as_its_kind_is_felt(RiskKind kind, double km, string? expected)
    {
        var story = Hazard(kind, km);
        var item = Shooting("zh", "地震") with { Category = RiskCategory.NaturalHazard, Kind = kind, Severity = Severity.Minor };

        Assert.Equal(expected, StoryJoinRule.Decide(item, [story], Noon).StoryId);
    }

    [Fact]
    public void A_category_without_a_kind_needs_people_hurt_to_join_across_languages()
    {
        var story = Story("one", "Depot ablaze");
        var item = Shooting("sr-Latn", "Gori magacin") with { Category = RiskCategory.Fire, Kind = RiskKind.None };

        Assert.Equal("one", StoryJoinRule.Decide(item with { Severity = Severity.Moderate }, [story], Noon).StoryId);
        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item with { Severity = Severity.Minor }, [story], Noon));
    }

    [Fact]
    public void News_joins_the_official_event_in_its_own_language_and_the_reverse()
    {
        var official = Hazard(RiskKind.Earthquake, 36) with { OfficialEvents = new HashSet<string> { "gdacs:EQ1" } };
        var news = Shooting("en", "Houses shake in the hills") with { Category = RiskCategory.NaturalHazard, Kind = RiskKind.Earthquake };

        var joined = StoryJoinRule.Decide(news, [official], Noon);
        var reverse = StoryJoinRule.Decide(news with { OfficialEvent = "gdacs:EQ1" }, [Hazard(RiskKind.Earthquake, 36)], Noon);

        Assert.Equal(("one", JoinReason.SameEventAsOfficial), (joined.StoryId, joined.Reason));
        Assert.Equal(("one", JoinReason.SameEventAsOfficial), (reverse.StoryId, reverse.Reason));
        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(news, [Hazard(RiskKind.Earthquake, 36)], Noon));
    }

    [Fact]
    public void Two_events_that_one_source_numbers_stay_apart()
    {
        var first = Hazard(RiskKind.Earthquake, 10) with { OfficialEvents = new HashSet<string> { "gdacs:EQ1" } };
        var item = Shooting("fr", "Réplique") with { Category = RiskCategory.NaturalHazard, Kind = RiskKind.Earthquake };

        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item with { OfficialEvent = "gdacs:EQ2" }, [first], Noon));
        Assert.Equal("one", StoryJoinRule.Decide(item with { OfficialEvent = "usgs:us7000" }, [first], Noon).StoryId);
    }

    [Fact]
    public void The_same_text_joins_whatever_its_title()
    {
        var item = Item("Agency report") with { SimHash = 0xF0F0 };
        var story = Story("one", "Something else") with { SimHashes = [0xF0F1] };

        Assert.Equal(JoinReason.NearDuplicate, StoryJoinRule.Decide(item, [story], Noon).Reason);
    }

    [Fact]
    public void The_same_official_event_joins_even_after_the_window()
    {
        var item = Item("Update 4") with { OfficialEvent = "gdacs:EQ1" };
        var story = Story("one", "Earthquake") with { OfficialEvents = new HashSet<string> { "gdacs:EQ1" }, LastSeen = Noon.AddDays(-6) };

        Assert.Equal(JoinReason.SameOfficialEvent, StoryJoinRule.Decide(item, [story], Noon).Reason);
    }

    [Fact]
    public void A_persons_split_and_merge_win()
    {
        var same = Story("one", "Explosion at Bor smelter");
        var other = Story("two", "Unlike");
        var item = Item("Explosion at Bor smelter");

        var split = StoryJoinRule.Decide(item with { KeptApartFrom = new HashSet<string> { "one" } }, [same, other], Noon);
        var merged = StoryJoinRule.Decide(item with { MergedInto = "two" }, [same, other], Noon);

        Assert.Equal(JoinAnswer.NewStory, split);
        Assert.Equal(("two", JoinReason.MergedByPerson), (merged.StoryId, merged.Reason));
    }

    [Fact]
    public void The_best_candidate_wins_in_any_order()
    {
        var item = Item("Explosion at Bor smelter kills three workers");
        var near = Story("near", "Explosion at Bor smelter kills three workers");
        var weak = Story("weak", "Explosion at Bor smelter kills two miners");

        Assert.Equal("near", StoryJoinRule.Decide(item, [near, weak], Noon).StoryId);
        Assert.Equal("near", StoryJoinRule.Decide(item, [weak, near], Noon).StoryId);
    }

    [Fact]
    public void Without_candidates_a_story_is_new() => Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(Item("x y"), [], Noon));

    [Fact]
    public void One_word_in_common_is_not_the_same_event()
    {
        var item = Item("Bor bank robbed by armed man");

        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item, [Story("one", "Teenager stabbed near Bor")], Noon));
    }

    [Fact]
    public void An_item_is_held_against_the_whole_story_not_against_the_telling_that_went_astray()
    {
        var smelter = Enumerable.Range(0, 9).Aggregate(EventWords.None, (sum, _) => sum.With(Words("Explosion at smelter injures workers")));
        var story = Story("one", "") with { Words = smelter.With(Words("Minister opens congress of metal traders")), Tellings = 10 };

        Assert.Equal("one", StoryJoinRule.Decide(Item("Smelter explosion: workers tell of fire"), [story], Noon).StoryId);
        Assert.Null(StoryJoinRule.Decide(Item("Minister closes congress of wine traders"), [story], Noon).StoryId);
    }

    [Fact]
    public void Two_bulletins_of_one_template_with_other_numbers_stay_apart()
    {
        var item = Item("Tremor of 5.1 felt in hills near lake") with { Place = LocatedPlace.Nowhere };

        Assert.Null(StoryJoinRule.Decide(item, [Story("one", "Tremor of 4.4 reported by villagers near lake")], Noon).StoryId);
        Assert.Equal("one", StoryJoinRule.Decide(item, [Story("one", "Tremor of 5.1 reported by villagers near lake")], Noon).StoryId);
    }

    [Fact]
    public void Much_the_same_words_join_across_categories_and_where_another_country_speaks()
    {
        var item = Item("Explosion at Bor smelter injures three workers") with { Category = RiskCategory.Terrorism };
        var abroad = Bor with { Name = "Bulgaria", Country = new CountryCode("BG"), Region = null, Point = null, Precision = PlacePrecision.Country };

        Assert.Equal("one", StoryJoinRule.Decide(item, [Story("one", "Three workers hurt in explosion at Bor smelter")], Noon).StoryId);
        Assert.Equal("one", StoryJoinRule.Decide(item with { Category = RiskCategory.Fire, Place = abroad }, [Story("one", "Three workers hurt in explosion at Bor smelter")], Noon).StoryId);
    }

    [Fact]
    public void A_title_alike_to_one_of_a_storys_titles_joins_though_the_story_is_told_in_other_words_by_now()
    {
        var item = Item("Explosion at Bor smelter injures three workers");
        var drifted = Story("one", "unlike") with { Words = Words("minister visits smelter and promises workers filters inquiry compensation jobs families hospital money parliament union lawyer court hearing witness") };
        StoryTitle title = new("Explosion injures three workers at Bor smelter", "en");

        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item, [drifted], Noon));
        Assert.Equal("one", StoryJoinRule.Decide(item, [drifted with { Titles = [title] }], Noon).StoryId);
        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item with { Place = Belgrade }, [drifted with { Titles = [title] }], Noon));
    }

    [Fact]
    public void The_likest_story_is_the_twin()
    {
        var story = Twin("one", "fire warehouse night smoke");

        Assert.Equal("three", StoryJoinRule.TwinOf(story, [Twin("two", "fire warehouse night guard"), Twin("three", "fire warehouse night smoke guard")])?.StoryId);
    }

    /// <summary>Two words of four in common: a cosine of a half, by hand.</summary>
    [Fact]
    public void Stories_of_different_kinds_must_be_more_alike_to_be_one()
    {
        var (story, other) = (Twin("one", "fire warehouse night smoke"), Twin("two", "fire warehouse guard gate"));

        Assert.Equal("two", StoryJoinRule.TwinOf(story, [other])?.StoryId);
        Assert.Null(StoryJoinRule.TwinOf(story, [other with { Category = RiskCategory.Health }]));
        Assert.Equal("two", StoryJoinRule.TwinOf(story, [other with { Category = RiskCategory.Health, Words = story.Words }])?.StoryId);
    }

    [Fact]
    public void Two_events_of_one_official_source_are_no_twins_in_whatever_words()
    {
        var story = Twin("one", "strong earthquake felt arica") with { OfficialEvents = new HashSet<string> { "gdacs:EQ1" } };
        var same = story with { StoryId = "two" };

        Assert.Equal("two", StoryJoinRule.TwinOf(story, [same])?.StoryId);
        Assert.Null(StoryJoinRule.TwinOf(story, [same with { OfficialEvents = new HashSet<string> { "gdacs:EQ2" } }]));
    }

    [Fact]
    public void An_item_that_is_not_surely_in_a_town_is_sought_also_where_its_words_point()
    {
        var chile = new CountryCode("CL");
        PlaceMention mention = new(true, 0, 5, "Arica", false, [new("Arica", default, chile, null, new GeoPoint(-18.5, -70.3), 1, 1)]);

        Assert.Equal([Bor.Country, CountryCode.Unknown], JoinCountries.Of(new PlaceAnswer(Bor, [mention], "named"), chile));
        Assert.Equal([Bor.Country, CountryCode.Unknown, chile, new("PE")], JoinCountries.Of(new PlaceAnswer(Bor with { Confidence = 0.5 }, [mention], "named"), new CountryCode("PE")));
        Assert.Equal([CountryCode.Unknown, chile], JoinCountries.Of(new PlaceAnswer(LocatedPlace.Nowhere, [], "nothing"), chile));
    }

    [Fact]
    public void Links_and_marks_of_messages_handed_on_are_no_words_of_an_event() =>
        Assert.Equal(0, Words("RT @anna: flood tonight http://t.co/a1 via @bo").Shared(Words("RT @carl: goal! https://t.co/b2 via @dan")));

    /// <summary>A paper of a town begins each of its titles with the town; "in Bor, Serbia" makes no event of two.</summary>
    [Fact]
    public void The_names_of_a_place_that_two_items_share_join_nothing()
    {
        var item = Item("Bor, Serbia: bakery opens late after snow") with { Words = Words("Bor, Serbia: bakery opens late after snow").Placed(["Bor", "Serbia"], "en") };
        var story = Story("one", "Bor, Serbia: man stabbed at bus station") with { Words = Words("Bor, Serbia: man stabbed at bus station").Placed(["Bor", "Serbia"], "en"), Tellings = 9 };

        Assert.Equal(2, Words("Bor, Serbia: bakery opens late after snow").Shared(Words("Bor, Serbia: man stabbed at bus station")));
        Assert.Equal(0, item.Words.Shared(story.Words));
        Assert.Equal(JoinAnswer.NewStory, StoryJoinRule.Decide(item, [story], Noon));
    }

    private static EventWords Words(string title) => EventWords.Of(TextWords.Of(title, "en"), TextWords.None);

    private static StoryItem Item(string title) =>
        new() { Title = TextWords.Of(title, "en"), Language = "en", Category = RiskCategory.Fire, Place = Bor, SimHash = 0xAAAA_0000_0000 };

    private static StoryItem Shooting(string language, string title) => new()
    {
        Title = TextWords.Of(title, language),
        Language = language,
        Category = RiskCategory.Crime,
        Kind = RiskKind.Shooting,
        Severity = Severity.Severe,
        Place = Bor,
    };

    /// <summary>An event in English whose point lies so far north of Bor; a degree of latitude is 111.2 km.</summary>
    private static StoryCandidate Hazard(RiskKind kind, double km) => Story("one", "Unlike") with
    {
        Category = RiskCategory.NaturalHazard,
        Kind = kind,
        Severity = Severity.Minor,
        Place = Bor with { Name = "", Point = new GeoPoint(44.07 + km / 111.2, 22.10), Precision = PlacePrecision.Point },
    };

    private static StoryCandidate Twin(string id, string words) => Story(id, words) with { Tellings = 2 };

    private static StoryCandidate Story(string id, string title) => new()
    {
        StoryId = id,
        Words = Words(title),
        Languages = new HashSet<string> { "en" },
        Category = RiskCategory.Fire,
        Severity = Severity.Severe,
        Place = Bor,
        LastSeen = Noon.AddHours(-1),
    };
}
