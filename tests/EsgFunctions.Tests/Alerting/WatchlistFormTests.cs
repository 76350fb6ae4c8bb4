using EsgFunctions.Alerting;
using EsgFunctions.People;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Alerting;

public class WatchlistFormTests
{
    private static readonly WatchlistForm Topic = new("Strikes", "topic", Words: ["strike*", " štrajk ", "Strike*", "*", ""], Owner: "E-1");

    [Fact]
    public void A_topic_is_read_whole()
    {
        var (list, errors) = (Topic with { Categories = ["labourAction", "LabourAction"], Countries = ["rs", "CD"], Near = new(44, 22), RadiusKm = 300, Watchers = ["E-2"] }).Check("strikes");

        Assert.Empty(errors);
        Assert.Equal(("strikes", "Strikes", WatchKind.Topic, new GeoPoint(44, 22), 300.0, PersonId.Parse("E-1")), (list!.Id.Value, list.Name, list.Kind, list.Near!.Value, list.RadiusKm!.Value, list.Owner));
        Assert.Equal(["strike*", "štrajk"], list.Words);
        Assert.Equal([RiskCategory.LabourAction], list.Categories);
        Assert.Equal(["RS", "CD"], list.Countries.Select(country => country.Value));
    }

    [Fact]
    public void Sites_and_routes_have_a_radius_where_none_is_given()
    {
        Assert.Equal(50, new WatchlistForm("Mines", "site", Sites: ["bor"], Owner: "E-1").Check("mines").Watchlist!.RadiusKm);
        Assert.Equal(25, new WatchlistForm("Road", "route", Route: [new(44, 22), new(45, 22)], Owner: "E-1").Check("road").Watchlist!.RadiusKm);
        Assert.Null(Topic.Check("strikes").Watchlist!.RadiusKm);
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_field()
    {
        var (list, errors) = new WatchlistForm(" ", "person", ["b or"], [new(91, 0)], new(null, 3), 0, [new string('x', 101)], ["2", "none"], ["Serbia"], "", ["no one"]).Check("my list");

        Assert.Null(list);
        Assert.Equal(
            ["categories", "countries", "id", "kind", "name", "near", "owner", "radiusKm", "route", "sites", "watchers", "words"],
            errors.Select(error => error.Field).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_kind_has_what_it_looks_at_and_nothing_else()
    {
        Assert.Equal(["sites"], Fields(new("x", "site", Owner: "E-1")));
        Assert.Equal(["route"], Fields(new("x", "route", Route: [new(44, 22)], Owner: "E-1")));
        Assert.Equal(["words"], Fields(new("x", "topic", Owner: "E-1")));
        Assert.Equal(["radiusKm"], Fields(Topic with { Near = new(44, 22) }));
        Assert.Equal(["radiusKm"], Fields(Topic with { RadiusKm = 5 }));
        Assert.Equal(["near"], Fields(new("x", "site", Sites: ["bor"], Near: new(44, 22), Owner: "E-1")));
        Assert.Equal(["sites"], Fields(Topic with { Sites = ["bor"] }));
        Assert.Equal(["route"], Fields(Topic with { Route = [new(44, 22), new(45, 22)] }));
    }

    [Fact]
    public void A_list_has_at_most_a_hundred_of_anything()
    {
        var many = Enumerable.Range(0, 101).ToList();

        Assert.Equal(["words"], Fields(Topic with { Words = [.. many.Select(number => $"w{number}")] }));
        Assert.Equal(["watchers"], Fields(Topic with { Watchers = [.. many.Select(number => $"E-{number}")] }));
        Assert.Equal(["route"], Fields(new("x", "route", Route: [.. many.Select(number => new PointForm(number / 10.0, 0))], Owner: "E-1")));
    }

    private static IEnumerable<string> Fields(WatchlistForm form) => form.Check("x").Errors.Select(error => error.Field);
}
