using EsgFunctions.Alerting;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using EsgFunctions.Tests.Stories;

namespace EsgFunctions.Tests.Alerting;

public class WatchRuleTests
{
    private static readonly Story Shooting = AStory.Shooting();

    [Theory]
    [InlineData(11, true)]
    [InlineData(11.001, false)]
    public void An_event_within_the_radius_of_the_list_and_of_the_site_matches_with_its_distance(double km, bool matches)
    {
        var match = WatchRule.Match(Shooting, Sites(10), [Site(km - 1e-6)]);

        Assert.Equal(matches, match is not null);
        Assert.True(match is null || match.Reasons is [{ Code: WatchCode.NearSite, Evidence: "camp" }] && Math.Abs(match.DistanceKm!.Value - 11) < 0.01);
    }

    [Fact]
    public void Of_several_sites_the_nearest_is_named() =>
        Assert.Equal("near", WatchRule.Match(Shooting, Sites(50), [Site(20) with { Name = "far" }, Site(5) with { Id = SiteId.Parse("other"), Name = "near" }])!.Reasons[0].Evidence);

    [Fact]
    public void A_site_that_is_gone_matches_nothing() => Assert.Null(WatchRule.Match(Shooting, Sites(50), []));

    [Fact]
    public void The_sources_own_area_counts_from_its_edge()
    {
        var story = Shooting with { Place = LocatedPlace.Nowhere, Area = new SourceArea([new(AStory.North(40), 20)], []) };

        Assert.NotNull(WatchRule.Match(story, Sites(10), [Site(10)]));
        Assert.Null(WatchRule.Match(story, Sites(8), [Site(10)]));
    }

    [Theory]
    [InlineData(Severity.Extreme, true)]
    [InlineData(Severity.Severe, false)]
    public void Where_only_the_country_is_known_a_site_matches_an_extreme_event_that_concerns_all_of_it(Severity severity, bool matches)
    {
        var story = Shooting with { Category = RiskCategory.ArmedConflict, Kind = RiskKind.None, Severity = severity, Place = new LocatedPlace("Serbia", AStory.Serbia, null, null, PlacePrecision.Country, 1) };

        Assert.Equal(matches, WatchRule.Match(story, Sites(50), [Site(400)])?.Reasons is [{ Code: WatchCode.CountryWide }]);
    }

    [Fact]
    public void An_event_beside_a_road_matches_far_from_its_ends()
    {
        var road = Any(WatchKind.Route) with { Name = "Bor road", Route = [AStory.North(-80), AStory.North(80)], RadiusKm = 10 };
        var beside = Shooting with { Place = AStory.Bor with { Point = new(AStory.Centre.Lat, AStory.Centre.Lon + 0.1) } };
        var off = Shooting with { Place = AStory.Bor with { Point = new(AStory.Centre.Lat, AStory.Centre.Lon + 0.2) } };

        var match = WatchRule.Match(beside, road, [])!;

        Assert.Equal((WatchCode.OnRoute, "Bor road"), (match.Reasons[0].Code, match.Reasons[0].Evidence));
        Assert.Equal(8.0, match.DistanceKm!.Value, 0.05);
        Assert.Null(WatchRule.Match(off, road, []));
        Assert.Null(WatchRule.Match(Shooting with { Place = AStory.Bor with { Precision = PlacePrecision.Admin1 } }, road, []));
    }

    [Fact]
    public void A_road_through_the_sources_own_area_matches()
    {
        var road = Any(WatchKind.Route) with { Route = [AStory.North(-500), AStory.North(500)], RadiusKm = 5 };
        var flood = Shooting with { Place = LocatedPlace.Nowhere, Area = new SourceArea([new(AStory.North(123), 3)], []) };

        Assert.NotNull(WatchRule.Match(flood, road, []));
        Assert.Null(WatchRule.Match(flood with { Area = new SourceArea([new(new(AStory.North(123).Lat, AStory.Centre.Lon + 0.2), 3)], []) }, road, []));
    }

    [Theory]
    [InlineData("dead", true)]
    [InlineData("DEAD in bor", true)]
    [InlineData("dea", false)]
    [InlineData("dea*", true)]
    [InlineData("ead*", false)]
    [InlineData("two", true)]
    [InlineData("shooting", false)]
    public void Words_are_whole_unless_a_star_lets_them_go_on(string word, bool matches) =>
        Assert.Equal(matches, WatchRule.Match(Shooting, Any() with { Words = ["nothing", word] }, []) is not null);

    [Theory]
    [InlineData("sr-Cyrl", "Пожар у руднику Бор", "požar")]
    [InlineData("sr-Latn", "Požar u rudniku Bor", "рудник*")]
    [InlineData("ru", "Взрыв на шахте", "шахт*")]
    [InlineData("zh", "铜矿发生火灾", "火灾")]
    [InlineData("es", "Huelga en la minería", "mineria")]
    public void Words_are_found_in_any_script_of_a_language(string language, string title, string word)
    {
        var story = Shooting with { Tellings = [AStory.Telling(1) with { Language = language, Title = title }] };

        Assert.Equal([new WatchReason(WatchCode.Word, $"{word}: {title}", null)], WatchRule.Match(story, Any() with { Words = [word] }, [])!.Reasons);
    }

    [Fact]
    public void All_that_a_list_names_must_hold_and_each_gives_its_reason()
    {
        var list = Any() with { Words = ["dead"], Categories = [RiskCategory.Fire, RiskCategory.Crime], Countries = [AStory.Serbia], Near = AStory.North(7), RadiusKm = 7.001 };

        var match = WatchRule.Match(Shooting, list, [])!;

        Assert.Equal([WatchCode.InCircle, WatchCode.Category, WatchCode.Country, WatchCode.Word], match.Reasons.Select(reason => reason.Code));
        Assert.Equal(["crime", "RS"], match.Reasons.Skip(1).Take(2).Select(reason => reason.Evidence));
        Assert.Null(WatchRule.Match(Shooting, list with { Words = ["strike"] }, []));
        Assert.Null(WatchRule.Match(Shooting, list with { Categories = [RiskCategory.Fire] }, []));
        Assert.Null(WatchRule.Match(Shooting, list with { Countries = [new("CD")] }, []));
        Assert.Null(WatchRule.Match(Shooting, list with { RadiusKm = 6.99 }, []));
    }

    [Fact]
    public void A_simulation_counts_what_matches_and_what_would_be_told()
    {
        var list = Any() with { Words = ["dead"], Watchers = [PersonId.Parse("E-2"), PersonId.Parse("E-1")] };
        var simulation = WatchSimulation.Of(list, 7);
        for (var number = 0; number < 30; number++)
        {
            var story = Shooting with { Headline = $"Story {number}", Score = new RiskScore(number < 4 ? 25 : 24, RiskLevel.Moderate, []) };
            simulation = simulation.With(story, number % 2 == 0 ? WatchRule.Match(story, list, []) : null, AStory.Noon, ScoreSettings.Default);
        }

        Assert.Equal((30, 15, 2, 2, 15), (simulation.Stories, simulation.Matches, simulation.WouldTell, simulation.Watchers, simulation.Examples.Count));
        Assert.Equal("Story 0", simulation.Examples[0].Headline);
    }

    [Fact]
    public void A_simulation_tells_nobody_of_what_may_be_no_danger()
    {
        var (list, doubtful) = (Any() with { Words = ["dead"] }, AStory.Told(AStory.Telling(1) with { Chance = 0.6 }) with { Score = new RiskScore(60, RiskLevel.High, []) });

        var simulation = WatchSimulation.Of(list, 7).With(doubtful, WatchRule.Match(doubtful, list, []), AStory.Noon, ScoreSettings.Default);

        Assert.Equal((1, 0), (simulation.Matches, simulation.WouldTell));
    }

    private static Watchlist Sites(double radiusKm) => Any(WatchKind.Site) with { Sites = [SiteId.Parse("camp")], RadiusKm = radiusKm };

    private static Watchlist Any(WatchKind kind = WatchKind.Topic) => new(WatchlistId.Parse("list"), "List", kind, [], [], null, null, [], [], [], PersonId.Parse("E-1"), []);

    private static Site Site(double km) => new(SiteId.Parse("camp"), "camp", AStory.Serbia, "00", AStory.North(km), 1, 3, true, true, []);
}
