using EsgFunctions.Analysis;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Analysis;

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
    public void Title_words_survive_storing()
    {
        var title = TitleTokens.Of("Пуцњава у Бору, двоје мртвих", "sr-Cyrl");

        Assert.Equal(1, title.Jaccard(TitleTokens.Parse(title.ToString())));
        Assert.Equal(1, title.Jaccard(TitleTokens.Of("Pucnjava u Boru, dvoje mrtvih", "sr-Latn")));
        Assert.Equal(0.2, TitleTokens.Of("矿山爆炸", "zh").Jaccard(TitleTokens.Of("矿山地震", "zh")));
    }

    private static StoryItem Item(string title) =>
        new() { Title = TitleTokens.Of(title, "en"), Language = "en", Category = RiskCategory.Fire, Place = Bor, SimHash = 0xAAAA_0000_0000 };

    private static StoryItem Shooting(string language, string title) => new()
    {
        Title = TitleTokens.Of(title, language),
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

    private static StoryCandidate Story(string id, string title) => new()
    {
        StoryId = id,
        Titles = [TitleTokens.Of(title, "en")],
        Languages = new HashSet<string> { "en" },
        Category = RiskCategory.Fire,
        Severity = Severity.Severe,
        Place = Bor,
        LastSeen = Noon.AddHours(-1),
    };
}
