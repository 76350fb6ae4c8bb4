using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Risk;

public class RiskCatalogueTests
{
    [Theory]
    [InlineData(RiskCategory.Transport, 6)]
    [InlineData(RiskCategory.Weather, 6)]
    [InlineData(RiskCategory.Fire, 6)]
    [InlineData(RiskCategory.Utility, 6)]
    [InlineData(RiskCategory.Developing, 6)]
    [InlineData(RiskCategory.CivilUnrest, 24)]
    [InlineData(RiskCategory.LabourAction, 24)]
    [InlineData(RiskCategory.Cyber, 24)]
    [InlineData(RiskCategory.Crime, 72)]
    [InlineData(RiskCategory.Terrorism, 72)]
    [InlineData(RiskCategory.NaturalHazard, 72)]
    [InlineData(RiskCategory.Environmental, 72)]
    [InlineData(RiskCategory.Kidnap, 168)]
    [InlineData(RiskCategory.ArmedConflict, 336)]
    [InlineData(RiskCategory.Health, 336)]
    [InlineData(RiskCategory.CommunityLand, 336)]
    [InlineData(RiskCategory.Political, 720)]
    [InlineData(RiskCategory.Corruption, 720)]
    [InlineData(RiskCategory.Regulatory, 720)]
    [InlineData(RiskCategory.SupplyChain, 720)]
    [InlineData(RiskCategory.HumanRights, 720)]
    public void Half_life_is_the_categorys(RiskCategory category, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), RiskCatalogue.Of(category).HalfLife);

    [Theory]
    [InlineData(RiskCategory.Crime, RiskKind.Shooting, 5)]
    [InlineData(RiskCategory.CivilUnrest, RiskKind.Protest, 5)]
    [InlineData(RiskCategory.Fire, RiskKind.None, 10)]
    [InlineData(RiskCategory.Health, RiskKind.None, 16)]
    [InlineData(RiskCategory.ArmedConflict, RiskKind.None, 25)]
    [InlineData(RiskCategory.NaturalHazard, RiskKind.None, 16)]
    [InlineData(RiskCategory.NaturalHazard, RiskKind.Flood, 50)]
    [InlineData(RiskCategory.NaturalHazard, RiskKind.Earthquake, 100)]
    [InlineData(RiskCategory.Weather, RiskKind.Storm, 100)]
    public void A_kinds_radius_wins_over_its_categorys(RiskCategory category, RiskKind kind, double km) =>
        Assert.Equal(km, RiskCatalogue.Of(category, kind).ImpactRadiusKm);

    [Theory]
    [InlineData(RiskKind.None, 1)]
    [InlineData(RiskKind.Earthquake, 4)]
    [InlineData(RiskKind.Shooting, 0.5)]
    [InlineData(RiskKind.Flood, 1)]
    public void Reach_stretches_only_for_earthquake_and_shooting(RiskKind kind, double reach) =>
        Assert.Equal(reach, RiskCatalogue.Of(RiskCategory.NaturalHazard, kind).ProximityReach);

    [Fact]
    public void Seven_categories_are_country_wide()
    {
        var wide = Enum.GetValues<RiskCategory>().Where(category => RiskCatalogue.Of(category).CountryWide);

        Assert.Equal(
            [RiskCategory.ArmedConflict, RiskCategory.Political, RiskCategory.Health, RiskCategory.NaturalHazard, RiskCategory.Weather, RiskCategory.Transport, RiskCategory.Utility],
            wide);
    }

    [Theory]
    [InlineData(6, 1, true)]
    [InlineData(6.01, 1, false)]
    public void The_boundary_of_impact_radius_and_site_radius_is_inside(double km, double siteKm, bool inside) =>
        Assert.Equal(inside, ImpactRule.IsInside(RiskCatalogue.Of(RiskCategory.Crime), km, siteKm));

    [Fact]
    public void A_category_without_radius_holds_nobody() =>
        Assert.False(ImpactRule.IsInside(RiskCatalogue.Of(RiskCategory.Political), 0));

    [Theory]
    [InlineData(RiskCategory.Health, PlacePrecision.Country, Severity.Extreme, true)]
    [InlineData(RiskCategory.Health, PlacePrecision.Country, Severity.Severe, false)]
    [InlineData(RiskCategory.Crime, PlacePrecision.Country, Severity.Extreme, false)]
    [InlineData(RiskCategory.Health, PlacePrecision.Admin1, Severity.Extreme, false)]
    public void A_country_is_reached_only_by_an_extreme_of_a_country_wide_category(RiskCategory category, PlacePrecision precision, Severity severity, bool reaches) =>
        Assert.Equal(reaches, ImpactRule.IsCountryWide(RiskCatalogue.Of(category), precision, severity));
}
