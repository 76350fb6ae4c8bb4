using EsgFunctions.Alerting;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using EsgFunctions.Tests.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Alerting;

public class AudienceRuleTests
{
    private static readonly DateTimeOffset Noon = AStory.Noon;
    private static readonly PersonId Ana = PersonId.Parse("E-1");
    private static readonly PersonId Boris = PersonId.Parse("E-2");
    private static readonly LocatedPlace InSerbia = new("Serbia", AStory.Serbia, null, null, PlacePrecision.Country, 1);

    [Fact]
    public void Who_is_based_at_a_site_within_reach_is_told_by_sms_too()
    {
        var told = Decide(AStory.Shooting(), 60, [Site(3, Ana)]);

        Assert.Equal([(Ana, AlertTier.Urgent, AudienceReason.SiteReached, "camp", true)], told.Select(Facts));
        Assert.Equal(3, told[0].DistanceKm!.Value, 3);
    }

    [Theory]
    [InlineData(6, AlertTier.Urgent)]
    [InlineData(6.001, AlertTier.Advisory)]
    public void The_radius_of_the_site_counts_and_its_boundary_is_inside(double km, AlertTier tier) =>
        Assert.Equal(tier, Assert.Single(Decide(AStory.Shooting(), 60, [Site(km - 1e-6, Ana)])).Tier);

    [Theory]
    [InlineData(Severity.Extreme, 90, AlertTier.Urgent, true)]
    [InlineData(Severity.Severe, 10, AlertTier.Urgent, true)]
    [InlineData(Severity.Moderate, 75, AlertTier.Urgent, true)]
    [InlineData(Severity.Moderate, 50, AlertTier.Alert, false)]
    [InlineData(Severity.Moderate, 49, AlertTier.Advisory, false)]
    [InlineData(Severity.Moderate, 25, AlertTier.Advisory, false)]
    public void Urgent_goes_by_sms_alert_and_advisory_by_mail(Severity severity, int score, AlertTier tier, bool sms)
    {
        var told = Assert.Single(Decide(AStory.Shooting(severity), score, [Site(3, Ana)]));

        Assert.Equal((tier, sms), (told.Tier, told.Sms));
    }

    [Fact]
    public void Below_the_gate_nobody_is_told() => Assert.Empty(Decide(AStory.Shooting(Severity.Moderate), 24, [Site(3, Ana)]));

    [Fact]
    public void An_extreme_event_is_a_flash_once_two_tell_of_it_or_an_authority()
    {
        var two = AStory.Shooting() with { Severity = Severity.Extreme, Tellings = [AStory.Telling(1), AStory.Telling(2)] };
        var official = AStory.Shooting() with { Severity = Severity.Extreme, Tellings = [AStory.Telling(1, official: true)] };

        Assert.Equal(AlertTier.Flash, Assert.Single(Decide(two, 60, [Site(3, Ana)])).Tier);
        Assert.Equal(AlertTier.Flash, Assert.Single(Decide(official, 60, [Site(3, Ana)])).Tier);
    }

    [Fact]
    public void Security_contacts_get_an_sms_from_tier_alert_on()
    {
        var site = Site(3, Ana) with { Site = Site(3).Site with { SecurityContacts = [Boris] } };

        var alert = Decide(AStory.Shooting(Severity.Moderate), 50, [site]);
        var advisory = Decide(AStory.Shooting(Severity.Moderate), 49, [site]);

        Assert.Equal([(Ana, AlertTier.Alert, AudienceReason.SiteReached, "camp", false), (Boris, AlertTier.Alert, AudienceReason.SecurityContact, "camp", true)], alert.Select(Facts));
        Assert.Equal([Ana], advisory.Select(exposure => exposure.Person));
    }

    [Fact]
    public void A_security_contact_on_the_roster_is_told_once_and_by_sms()
    {
        var site = Site(3, Ana) with { Site = Site(3).Site with { SecurityContacts = [Ana] } };

        var told = Decide(AStory.Shooting(Severity.Moderate), 50, [site]);

        Assert.Equal([(Ana, AlertTier.Alert, AudienceReason.SiteReached, "camp", true)], told.Select(Facts));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_traveller_within_reach_is_told_at_an_airport_too(bool transit)
    {
        var told = Decide(AStory.Shooting(), 60, [], Stay(Ana, 3, -1, 1) with { Transit = transit });

        Assert.Equal([(Ana, AlertTier.Urgent, AudienceReason.TravellerReached, "hotel", true)], told.Select(Facts));
    }

    [Theory]
    [InlineData(-2, 0, AudienceReason.TravellerReached, AlertTier.Urgent)]
    [InlineData(0, 2, AudienceReason.TravellerReached, AlertTier.Urgent)]
    [InlineData(0.1, 2, AudienceReason.UpcomingTrip, AlertTier.Advisory)]
    [InlineData(72, 90, AudienceReason.UpcomingTrip, AlertTier.Advisory)]
    public void A_trip_of_the_next_72_hours_gets_the_advisory_version(double from, double to, AudienceReason reason, AlertTier tier)
    {
        var told = Assert.Single(Decide(AStory.Shooting(), 60, [], Stay(Ana, 3, from, to)));

        Assert.Equal((reason, tier, tier == AlertTier.Urgent), (told.Reason, told.Tier, told.Sms));
    }

    [Theory]
    [InlineData(72.1, 90)]
    [InlineData(-9, -0.1)]
    public void A_trip_that_is_over_or_far_ahead_is_not_told(double from, double to) => Assert.Empty(Decide(AStory.Shooting(), 60, [], Stay(Ana, 3, from, to)));

    [Fact]
    public void The_same_region_outside_the_reach_gets_an_advisory_and_no_more()
    {
        var extreme = AStory.Shooting(Severity.Extreme) with { Tellings = [AStory.Telling(1), AStory.Telling(2)] };

        var told = Decide(extreme, 100, [Site(40, Ana)], Stay(Boris, 40, -1, 1));

        Assert.Equal(
            [(Ana, AlertTier.Advisory, AudienceReason.SiteInRegion, "camp", false), (Boris, AlertTier.Advisory, AudienceReason.TravellerInRegion, "hotel", false)],
            told.Select(Facts));
    }

    [Fact]
    public void Another_region_or_another_country_is_not_told()
    {
        var other = Site(40, Ana) with { Site = Site(40).Site with { Region = "01" } };
        var abroad = Site(40, Ana) with { Site = Site(40).Site with { Country = new CountryCode("BG") } };
        var unknown = Site(40, Ana) with { Site = Site(40).Site with { Region = null } };

        Assert.Empty(Decide(AStory.Shooting(), 60, [other, abroad, unknown], Stay(Boris, 40, -1, 1) with { Region = "01" }));
    }

    [Fact]
    public void A_country_wide_extreme_reaches_all_of_the_country_and_who_comes_next()
    {
        var epidemic = AStory.Shooting(Severity.Extreme) with { Category = RiskCategory.Health, Kind = RiskKind.None, Place = InSerbia };
        var carla = PersonId.Parse("E-3");

        var told = Decide(epidemic, 60, [Site(300, Ana)], Stay(Boris, 300, -1, 1), Stay(carla, 300, 20, 30));

        Assert.Equal(
            [
                (Ana, AlertTier.Urgent, AudienceReason.CountryWide, "camp", true),
                (Boris, AlertTier.Urgent, AudienceReason.CountryWide, "hotel", true),
                (carla, AlertTier.Advisory, AudienceReason.UpcomingTrip, "hotel", false),
            ],
            told.Select(Facts));
        Assert.All(told, exposure => Assert.Null(exposure.DistanceKm));
    }

    [Theory]
    [InlineData(RiskCategory.Health, Severity.Severe)]
    [InlineData(RiskCategory.Crime, Severity.Extreme)]
    public void Any_other_event_known_only_by_its_country_reaches_nobody(RiskCategory category, Severity severity) =>
        Assert.Empty(Decide(AStory.Shooting(severity) with { Category = category, Kind = RiskKind.None, Place = InSerbia }, 60, [Site(1, Ana)], Stay(Boris, 1, -1, 1), Stay(Boris, 1, 20, 30)));

    [Fact]
    public void Of_several_reasons_the_loudest_counts_and_of_equals_the_nearest()
    {
        var near = Site(2, Ana);
        var far = Site(4, Ana) with { Site = Site(4).Site with { Name = "plant" } };

        var told = Decide(AStory.Shooting(), 60, [Site(40, Ana), far, near], Stay(Ana, 3, 20, 30));

        Assert.Equal([(Ana, AlertTier.Urgent, AudienceReason.SiteReached, "camp", true)], told.Select(Facts));
        Assert.Equal(2, told[0].DistanceKm!.Value, 3);
    }

    [Fact]
    public void People_come_in_the_order_of_their_ids() => Assert.Equal(
        ["E-1", "E-10", "E-2", "e-1"],
        Decide(AStory.Shooting(), 60, [Site(3, PersonId.Parse("e-1"), Boris, PersonId.Parse("E-10"), Ana)]).Select(exposure => exposure.Person.Value));

    [Fact]
    public void More_severe_never_means_fewer_told_nor_anyone_less_loudly() => Prop.ForAll<ushort, byte, bool>((score, km, second) =>
    {
        var worst = (Severity)(score % 4);
        Telling[] tellings = second ? [AStory.Telling(1), AStory.Telling(2)] : [AStory.Telling(1)];

        var told = Decide(AStory.Shooting() with { Severity = worst, Tellings = tellings }, score % 101, [Site(km / 4.0, Ana)], Stay(Boris, km / 4.0, -1, 1));
        var worse = Decide(AStory.Shooting() with { Severity = worst + 1, Tellings = tellings }, score % 101, [Site(km / 4.0, Ana)], Stay(Boris, km / 4.0, -1, 1));

        return told.All(one => worse.Any(other => other.Person == one.Person && other.Tier >= one.Tier && (other.Sms || !one.Sms)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_nearer_site_never_gets_a_lesser_tier() => Prop.ForAll<ushort, byte, byte>((score, km, less) =>
    {
        var story = AStory.Shooting() with { Severity = (Severity)(score % 5) };
        var far = km / 10.0;

        return Loudest(story, score % 101, far) <= Loudest(story, score % 101, Math.Max(0, far - less / 10.0));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_site_whose_roster_need_not_be_read_has_nobody_to_tell() => Prop.ForAll<ushort, byte, bool>((score, km, abroad) =>
    {
        var site = Site(km * 2.0, Ana);
        site = abroad ? site with { Site = site.Site with { Country = new CountryCode("BG") } } : site;
        var story = AStory.Shooting(Severity.Extreme);

        return AudienceRule.MayConcern(story, site.Site) || Decide(story, score % 101, [site]).Count == 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Across_a_border_within_reach_a_roster_is_read()
    {
        var site = Site(3, Ana);

        Assert.True(AudienceRule.MayConcern(AStory.Shooting(), site.Site with { Country = new CountryCode("BG") }));
        Assert.False(AudienceRule.MayConcern(AStory.Shooting(), Site(40, Ana).Site with { Country = new CountryCode("BG") }));
    }

    [Theory]
    [InlineData(Severity.Extreme, 24, AlertTier.None)]
    [InlineData(Severity.Minor, 25, AlertTier.Advisory)]
    [InlineData(Severity.Extreme, 100, AlertTier.Advisory)]
    public void Who_watches_gets_an_advisory_by_mail_and_never_more(Severity severity, int score, AlertTier tier)
    {
        var told = AudienceRule.Decide(AStory.Shooting(severity), score, [], [], [Watch(3.2)], Noon, ScoreSettings.Default);

        Assert.Equal(tier == AlertTier.None ? [] : [(Ana, tier, AudienceReason.Watcher, "Bor road", false), (Boris, tier, AudienceReason.Watcher, "Bor road", false)], told.Select(Facts));
        Assert.All(told, exposure => Assert.Equal(3.2, exposure.DistanceKm));
    }

    [Fact]
    public void Who_is_in_reach_and_watches_is_told_once_of_the_reach()
    {
        var told = AudienceRule.Decide(AStory.Shooting(), 60, [Site(3, Ana)], [], [Watch(0)], Noon, ScoreSettings.Default);

        Assert.Equal([(Ana, AlertTier.Urgent, AudienceReason.SiteReached), (Boris, AlertTier.Advisory, AudienceReason.Watcher)], told.Select(one => (one.Person, one.Tier, one.Reason)));
    }

    private static WatchMatch Watch(double km) => new(
        new Watchlist(WatchlistId.Parse("road"), "Bor road", WatchKind.Route, [], [], null, null, [], [], [], Ana, [Boris, Ana]), [new WatchReason(WatchCode.OnRoute, "Bor road", km)]);

    private static AlertTier Loudest(Story story, int score, double km) => Decide(story, score, [Site(km, Ana)]).Select(exposure => exposure.Tier).FirstOrDefault();

    private static IReadOnlyList<Exposure> Decide(Story story, int score, IEnumerable<SiteAudience> sites, params Stay[] stays) =>
        AudienceRule.Decide(story, score, sites, stays, [], Noon, ScoreSettings.Default);

    private static (PersonId, AlertTier, AudienceReason, string, bool) Facts(Exposure exposure) => (exposure.Person, exposure.Tier, exposure.Reason, exposure.Thing, exposure.Sms);

    private static SiteAudience Site(double km, params PersonId[] roster) =>
        new(new Site(SiteId.Parse("camp"), "camp", AStory.Serbia, "00", AStory.North(km), 1, 3, true, true, []), roster);

    private static Stay Stay(PersonId person, double km, double from, double to) =>
        new(person, $"trip-{from}", Noon.AddHours(from), Noon.AddHours(to), "hotel", AStory.Serbia, "00", AStory.North(km), false);
}
