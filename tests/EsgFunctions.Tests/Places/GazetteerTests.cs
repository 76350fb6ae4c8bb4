using EsgFunctions.Places;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Places;

public sealed class GazetteerTests
{
    private static Gazetteer Gazetteer => RealGazetteer.Instance;

    [Theory]
    [InlineData("Bor", "RS", 44.075, 22.096)]
    [InlineData("Бор", "RS", 44.075, 22.096)]
    [InlineData("Majdanpek", "RS", 44.428, 21.946)]
    [InlineData("Kolwezi", "CD", -10.715, 25.467)]
    [InlineData("Arequipa", "PE", -16.399, -71.535)]
    [InlineData("北京", "CN", 39.907, 116.397)]
    [InlineData("Москва", "RU", 55.752, 37.616)]
    [InlineData("Paris", "US", 33.661, -95.556)]
    public void A_town_is_found_by_its_name(string name, string country, double lat, double lon) =>
        Assert.Contains(Towns(name), place => place.Country.Value == country && place.Point.DistanceKm(new GeoPoint(lat, lon)) < 5);

    [Theory]
    [InlineData("Serbia", PlaceKind.Country, "RS")]
    [InlineData("Сербия", PlaceKind.Country, "RS")]
    [InlineData("中国", PlaceKind.Country, "CN")]
    [InlineData("Texas", PlaceKind.Admin1, "US")]
    [InlineData("四川", PlaceKind.Admin1, "CN")]
    [InlineData("Lualaba", PlaceKind.Admin1, "CD")]
    [InlineData("Kent", PlaceKind.Admin2, "GB")]
    public void Countries_regions_and_counties_are_found_by_their_names(string name, PlaceKind kind, string country) =>
        Assert.Contains(Gazetteer.Lookup(PlaceName.Normalise(name)), match => match.Place.Kind == kind && match.Place.Country.Value == country);

    [Fact]
    public void Namesakes_come_by_falling_population()
    {
        var towns = Towns("London").ToList();

        Assert.Equal("GB", towns[0].Country.Value);
        Assert.True(towns.Count > 3);
        Assert.Equal(towns.OrderByDescending(static town => town.Population).Select(static town => town.Id), towns.Select(static town => town.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("zzzzz")]
    [InlineData("borborbor")]
    [InlineData("\uFFFF")]
    public void A_name_that_is_none_has_no_place(string name) => Assert.Empty(Gazetteer.Lookup(name));

    [Theory]
    [InlineData("novi ", true)]
    [InlineData("novi sa", true)]
    [InlineData("novi sad", true)]
    [InlineData("", true)]
    [InlineData("novi sadovi", false)]
    [InlineData("qqqq", false)]
    public void A_prefix_exists_where_a_name_begins_with_it(string prefix, bool exists) => Assert.Equal(exists, Gazetteer.PrefixExists(prefix));

    [Fact]
    public void Every_place_is_found_by_its_own_name_and_so_is_every_beginning_of_it() =>
        Prop.ForAll(Gen.Choose(0, Gazetteer.Count - 1).ToArbitrary(), static id =>
        {
            var place = Gazetteer[id];
            var name = PlaceName.Normalise(Gazetteer.NameOf(place));
            var found = Gazetteer.Lookup(name);
            return (found.Count >= 48 || found.Any(match => match.Place.Id == id && match.IsMainName))
                && Enumerable.Range(1, name.Length).All(length => Gazetteer.PrefixExists(name.AsSpan(0, length)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(44.08, 22.10, "Bor", "RS", "SE")]
    [InlineData(-10.72, 25.46, "Kolwezi", "CD", "22")]
    [InlineData(-16.40, -71.53, "Arequipa", "PE", "04")]
    public void The_nearest_town_gives_country_and_region(double lat, double lon, string name, string country, string admin1)
    {
        var nearest = Gazetteer.Nearest(new GeoPoint(lat, lon));

        Assert.NotNull(nearest);
        Assert.Equal((name, country, admin1), (Gazetteer.NameOf(nearest.Value), nearest.Value.Country.Value, nearest.Value.Admin1));
    }

    [Theory]
    [InlineData(0, -140)]
    [InlineData(-89.9, 0)]
    [InlineData(90, 180)]
    public void Far_from_every_town_there_is_no_nearest(double lat, double lon) => Assert.Null(Gazetteer.Nearest(new GeoPoint(lat, lon)));

    [Fact]
    public void A_town_across_the_antimeridian_is_near()
    {
        // Taveuni's towns are just west of it, this point just east.
        var nearest = Gazetteer.Nearest(new GeoPoint(-16.8, -179.9));

        Assert.Equal("FJ", nearest?.Country.Value);
    }

    [Fact]
    public void A_town_is_the_nearest_to_its_own_point() =>
        Prop.ForAll(Gen.Choose(20_000, Gazetteer.Count - 1).ToArbitrary(), static id =>
        {
            var town = Gazetteer[id];
            return Gazetteer.Nearest(town.Point)!.Value.Point.DistanceKm(town.Point) < 0.001;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_region_is_found_by_country_and_code()
    {
        var region = Gazetteer.Admin1(new CountryCode("US"), "TX");

        Assert.Equal("Texas", Gazetteer.NameOf(region!.Value));
        Assert.Null(Gazetteer.Admin1(new CountryCode("RS"), "TX"));
    }

    [Fact]
    public void It_says_whose_data_it_is()
    {
        Assert.Contains("GeoNames", Gazetteer.Attribution, StringComparison.Ordinal);
        Assert.Contains("Unicode CLDR", Gazetteer.Attribution, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_is_refused()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, new string('x', 500));

        Assert.Throws<InvalidDataException>(() => EsgFunctions.Places.Gazetteer.Open(path));
        File.Delete(path);
    }

    private static IEnumerable<GazetteerPlace> Towns(string name) =>
        Gazetteer.Lookup(PlaceName.Normalise(name)).Select(static match => match.Place).Where(static place => place.Kind == PlaceKind.Town);
}
