using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Tests.Ingestion;

public class ReportFormTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;

    [Fact]
    public void A_title_is_enough_and_it_happened_now()
    {
        var (item, errors) = new ReportForm("Roadblock at the <b>north</b> gate\n").Check(Noon);

        Assert.Empty(errors);
        Assert.Equal(("Roadblock at the north gate", "", Noon, null), (item!.Title, item.Text, item.Published, item.Place));
    }

    [Fact]
    public void A_point_and_a_country_are_where_it_happened()
    {
        var (item, _) = new ReportForm("Roadblock", Lat: 44.08, Lon: 22.1, Country: "rs", Published: Noon.AddHours(-2)).Check(Noon);

        Assert.Equal((new GeoPoint(44.08, 22.1), "RS", Noon.AddHours(-2)), (item!.Place!.Point!.Value, item.Place.Country.Value, item.Published));
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_field()
    {
        var (item, errors) = new ReportForm(" ", new string('x', 100_001), "news.example", null, 44, null, "Serbia", Noon.AddMinutes(6)).Check(Noon);

        Assert.Null(item);
        Assert.Equal(["country", "lat", "published", "text", "title", "url"], errors.Select(error => error.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("<p></p>")]
    [InlineData("<script>alert(1)</script>")]
    public void A_title_holds_words(string title) => Assert.Equal("title", Assert.Single(new ReportForm(title).Check(Noon).Errors).Field);

    [Fact]
    public void A_clock_may_be_five_minutes_ahead() => Assert.NotNull(new ReportForm("Roadblock", Published: Noon.AddMinutes(5)).Check(Noon).Item);
}
