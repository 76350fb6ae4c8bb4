using System.Text;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Ingestion;

public class OfficialFeedTests
{
    [Theory]
    [InlineData("Green", Severity.Minor)]
    [InlineData("Orange", Severity.Severe)]
    [InlineData("Red", Severity.Extreme)]
    [InlineData("Purple", Severity.Unknown)]
    public void Gdacs_colour_gives_the_severity_and_its_fields_the_place(string colour, Severity severity)
    {
        var item = One($"""
            <rss xmlns:gdacs="http://www.gdacs.org" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#"><channel><item>
            <title>Earthquake in Papua New Guinea</title><guid>EQ1</guid><gdacs:eventtype>EQ</gdacs:eventtype><gdacs:eventid>1</gdacs:eventid>
            <gdacs:alertlevel>{colour}</gdacs:alertlevel><gdacs:bbox>140 150 -10 0</gdacs:bbox><gdacs:iso3>PNG</gdacs:iso3><gdacs:country>Papua New Guinea</gdacs:country>
            <geo:Point><geo:lat>-5.5</geo:lat><geo:long>146.25</geo:long></geo:Point></item></channel></rss>
            """);

        Assert.Equal(("gdacs", colour, severity, "EQ"), (item.Official?.Scheme, item.Official?.Level, item.Official?.Severity, item.Official?.EventType));
        Assert.Equal((new GeoPoint(-5.5, 146.25), new CountryCode("PG"), "Papua New Guinea"), (item.Place!.Point!.Value, item.Place.Country, item.Place.Name));
        Assert.Empty(item.Place.Polygons);
    }

    [Fact]
    public void A_cap_alert_is_one_item_english_first()
    {
        var item = One("""
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>CA-1</identifier><sender>cap@weather.example</sender><sent>2026-01-24T15:26:00-06:00</sent><status>Actual</status><msgType>Alert</msgType>
              <info><language>fr-CA</language><category>Met</category><event>neige</event><urgency>Expected</urgency><severity>Minor</severity><certainty>Likely</certainty>
                <headline>avertissement de neige</headline><description>Texte français.</description><area><areaDesc>Île</areaDesc></area></info>
              <info><language>en-CA</language><category>Met</category><event>snowfall</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
                <expires>2026-01-25T07:26:00-06:00</expires><headline>Snowfall warning</headline><description>Heavy snow.</description><instruction>Stay in.</instruction><web>https://weather.example/1</web>
                <area><areaDesc>La Ronge</areaDesc><polygon>55.0,-105.0 55.5,-105.0 55.5,-104.0 55.0,-105.0</polygon><circle>55.1,-105.3 20</circle>
                <geocode><valueName>profile:CAP-CP:Location:0.3</valueName><value>4718</value></geocode></area></info>
            </alert>
            """);

        Assert.Equal(("cap@weather.example,CA-1", "Snowfall warning", "en-CA", "https://weather.example/1"), (item.Key, item.Title, item.Language, item.Url));
        Assert.Equal("Heavy snow.\nStay in.\navertissement de neige\nTexte français.", item.Text);
        Assert.Equal(
            new OfficialAlert("cap", "Severe", Severity.Severe, "snowfall", "Observed", "Immediate", new DateTimeOffset(2026, 1, 25, 13, 26, 0, TimeSpan.Zero)), item.Official);
        Assert.Equal((new GeoPoint(55.1, -105.3), 20.0, "La Ronge; Île", "CA"), (item.Place!.Point!.Value, Assert.Single(item.Place.Circles).RadiusKm, item.Place.Name, item.Place.Country.Value));
        Assert.Equal(4, Assert.Single(item.Place.Polygons).Count);
        Assert.Equal(new DateTimeOffset(2026, 1, 24, 21, 26, 0, TimeSpan.Zero), item.Published);
    }

    [Theory]
    [InlineData("Exercise", "Alert")]
    [InlineData("Test", "Alert")]
    [InlineData("System", "Alert")]
    [InlineData("Draft", "Alert")]
    [InlineData("Actual", "Ack")]
    [InlineData("Actual", "Error")]
    public void A_cap_message_that_nobody_may_act_on_is_left_out(string status, string type)
    {
        var feed = Read($"<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>1</identifier><status>{status}</status><msgType>{type}</msgType><info><event>Siren</event></info></alert>");

        Assert.Empty(feed.Items);
        Assert.Contains(feed.Problems, problem => problem.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public void The_status_of_an_ordinary_item_is_not_that_of_an_alert() =>
        Assert.Equal("Road", One("<rss><channel><item><title>Road</title><status>Test</status></item></channel></rss>").Title);

    [Fact]
    public void A_cancelled_cap_alert_ends_when_it_was_sent()
    {
        var item = One("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>2</identifier><sent>2026-01-01T00:00:00Z</sent><status>Actual</status><msgType>Cancel</msgType><info><event>Flood</event><severity>Extreme</severity><headline>Flood warning</headline></info></alert>");

        Assert.Equal("Cancelled: Flood warning", item.Title);
        Assert.Equal((Severity.Unknown, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), (item.Official!.Severity, item.Official.Expires!.Value));
    }

    [Fact]
    public void Cap_elements_within_an_entry_are_its_verdict()
    {
        var item = One("""
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.1"><entry><id>x</id><title>High Surf Advisory</title>
            <cap:event>High Surf Advisory</cap:event><cap:expires>2018-08-16T13:00:00-08:00</cap:expires><cap:status>Actual</cap:status><cap:urgency>Expected</cap:urgency>
            <cap:severity>Minor</cap:severity><cap:certainty>Likely</cap:certainty><cap:areaDesc>Western Arctic Coast</cap:areaDesc><cap:polygon></cap:polygon>
            <cap:geocode><valueName>FIPS6</valueName><value>002185</value></cap:geocode></entry></feed>
            """);

        Assert.Equal(new OfficialAlert("cap", "Minor", Severity.Minor, "High Surf Advisory", "Likely", "Expected", new DateTimeOffset(2018, 8, 16, 21, 0, 0, TimeSpan.Zero)), item.Official);
        Assert.Equal(("Western Arctic Coast", "US"), (item.Place!.Name, item.Place.Country.Value));
    }

    [Theory]
    [InlineData("<georss:point>45.256 -71.92</georss:point>")]
    [InlineData("<georss:point>45.256, -71.92</georss:point>")]
    [InlineData("<geo:lat>45.256</geo:lat><geo:long>-71.92</geo:long>")]
    [InlineData("<georss:where><gml:Point><gml:pos>45.256 -71.92</gml:pos></gml:Point></georss:where>")]
    [InlineData("<georss:line>45.256 -71.92 46 -72</georss:line>")]
    [InlineData("<georss:circle>45.256 -71.92 500</georss:circle>")]
    public void A_point_is_read_in_every_form(string where)
    {
        var item = One(Geo(where));

        Assert.Equal(new GeoPoint(45.256, -71.92), item.Place!.Point);
    }

    [Theory]
    [InlineData("<georss:polygon>45 -110 46 -109 43 -109 45 -110</georss:polygon>", 4)]
    [InlineData("<georss:polygon>45 -110 46 -109 43 -109</georss:polygon>", 4)]
    [InlineData("<georss:box>42 -71 43 -69</georss:box>", 5)]
    [InlineData("<georss:where><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>45 -110 46 -109 43 -109 45 -110</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></georss:where>", 4)]
    [InlineData("<georss:where><gml:Envelope><gml:lowerCorner>42 -71</gml:lowerCorner><gml:upperCorner>43 -69</gml:upperCorner></gml:Envelope></georss:where>", 5)]
    public void A_polygon_is_a_closed_ring(string where, int points)
    {
        var ring = Assert.Single(One(Geo(where)).Place!.Polygons);

        Assert.Equal(points, ring.Count);
        Assert.Equal(ring[0], ring[^1]);
    }

    [Theory]
    [InlineData("<georss:point>95 10</georss:point>")]
    [InlineData("<georss:point>north east</georss:point>")]
    [InlineData("<georss:point>45</georss:point>")]
    [InlineData("<georss:polygon>45 -110 46 -109</georss:polygon>")]
    [InlineData("<georss:point>NaN Infinity</georss:point>")]
    public void A_place_that_cannot_be_is_none(string where) => Assert.Null(One(Geo(where)).Place);

    [Theory]
    [InlineData("6.1", "\"green\"", Severity.Minor)]
    [InlineData("6.1", "\"yellow\"", Severity.Moderate)]
    [InlineData("6.1", "\"orange\"", Severity.Severe)]
    [InlineData("6.1", "\"red\"", Severity.Extreme)]
    [InlineData("4.9", "null", Severity.Minor)]
    [InlineData("5.0", "null", Severity.Moderate)]
    [InlineData("6.0", "null", Severity.Severe)]
    [InlineData("7.0", "null", Severity.Extreme)]
    public void Usgs_severity_is_pagers_colour_or_else_the_magnitude(string magnitude, string alert, Severity severity)
    {
        var item = One($$"""
            { "type": "FeatureCollection", "metadata": { "title": "USGS" }, "features": [ { "type": "Feature", "id": "us1",
              "properties": { "mag": {{magnitude}}, "place": "10 km S of Bor, Serbia", "time": 1537603200000, "updated": 1537605000000, "alert": {{alert}},
                "title": "M {{magnitude}} - 10 km S of Bor, Serbia", "type": "earthquake", "url": "https://quake.example/us1" },
              "geometry": { "type": "Point", "coordinates": [22.1, 44.0, 12.5] } } ] }
            """);

        Assert.Equal(("us1", "https://quake.example/us1", "10 km S of Bor, Serbia"), (item.Key, item.Url, item.Place!.Name));
        Assert.Equal((severity, "EQ"), (item.Official!.Severity, item.Official.EventType));
        Assert.Equal(new GeoPoint(44.0, 22.1), item.Place.Point);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1537603200), item.Published);
        Assert.Contains("12.5 km deep", item.Text, StringComparison.Ordinal);
    }

    private static string Geo(string where) => $"""
        <rss xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">
        <channel><item><title>T</title>{where}</item></channel></rss>
        """;

    private static FeedDocument Read(string content) => FeedReader.Read(Encoding.UTF8.GetBytes(content));

    private static FoundItem One(string content) => Assert.Single(Read(content).Items);
}
