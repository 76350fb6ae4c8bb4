using System.Text;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Tests.Ingestion;

public class CapMessageTests
{
    private const string Timok = "<area><areaDesc>Timok</areaDesc><polygon>44,22 44,23 45,23 44,22</polygon><polygon>43,21 43,22 44,22 43,21</polygon><circle>44.1,22.1 5</circle><circle>44.2,22.3 7.5</circle>"
        + "<geocode><valueName>EMMA_ID</valueName><value>RS008</value></geocode><altitude>100</altitude><ceiling>2500</ceiling></area>";

    [Fact]
    public void Every_element_of_a_message_is_kept()
    {
        var cap = One("""
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>RS-7</identifier><sender>warn@hydro.example</sender><sent>2026-11-20T10:09:25+01:00</sent><status>Actual</status><msgType>Update</msgType>
              <source>Gauge 12</source><scope>Restricted</scope><restriction>Civil protection</restriction><addresses>a@x.example b@x.example</addresses><code>profile:1</code><code>layer:2</code><note>Level rises.</note>
              <references>warn@hydro.example,RS-5,2026-11-20T08:00:00+01:00 warn@hydro.example,RS-6,2026-11-20T09:00:00Z</references>
              <incidents>"Timok 2026" dam-4</incidents>
              <info><language>sr-Latn</language><category>Met</category><category>Env</category><event>Poplava</event><responseType>Evacuate</responseType><responseType>Avoid</responseType><urgency>Immediate</urgency>
                <severity>Extreme</severity><certainty>Observed</certainty><audience>Zaječar</audience><eventCode><valueName>SAME</valueName><value>FLW</value></eventCode>
                <effective>2026-11-20T10:10:00+01:00</effective><onset>2026-11-20T12:00:00+01:00</onset><expires>2026-11-20T20:00:00+01:00</expires><senderName>Hidrometeorološki zavod</senderName>
                <headline>Poplava na Timoku</headline><description>Reka raste.</description><instruction>Napustite obalu.</instruction><web>https://hydro.example/7</web><contact>+381 11 000</contact>
                <parameter><valueName>Level</valueName><value>412 cm</value></parameter>
                <resource><resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType><size>1024</size><uri>https://hydro.example/7.png</uri><digest>ab12</digest></resource></info>
              <info><category>Met</category><event>Flood</event><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Observed</certainty><headline>Flood on the Timok</headline></info>
            </alert>
            """).Cap!;

        Assert.Equal(
            ("RS-7", "warn@hydro.example", At(9, 9, 25), "Actual", CapMessageType.Update, "Gauge 12", "Restricted", "Civil protection", "a@x.example b@x.example", "Level rises."),
            (cap.Identifier, cap.Sender, cap.Sent, cap.Status, cap.Type, cap.Source, cap.Scope, cap.Restriction, cap.Addresses, cap.Note));
        Assert.Equal(["profile:1", "layer:2"], cap.Codes);
        Assert.Equal([new("warn@hydro.example", "RS-5", At(7)), new("warn@hydro.example", "RS-6", At(9))], cap.References);
        Assert.Equal(["Timok 2026", "dam-4"], cap.Incidents);
        Assert.Equal(["sr-Latn", "en-US"], cap.Infos.Select(info => info.Language));
        var info = cap.Infos[0];
        Assert.Equal(
            ("Poplava", "Immediate", "Extreme", "Observed", "Zaječar", At(9, 10), At(11), At(19), "Hidrometeorološki zavod"),
            (info.Event, info.Urgency, info.Severity, info.Certainty, info.Audience, info.Effective, info.Onset, info.Expires, info.SenderName));
        Assert.Equal(("Poplava na Timoku", "Reka raste.", "Napustite obalu.", "https://hydro.example/7", "+381 11 000"), (info.Headline, info.Description, info.Instruction, info.Web, info.Contact));
        Assert.Equal((new CapValue("SAME", "FLW"), new CapValue("Level", "412 cm")), (Assert.Single(info.EventCodes), Assert.Single(info.Parameters)));
        Assert.Equal(["Met", "Env"], info.Categories);
        Assert.Equal(["Evacuate", "Avoid"], info.ResponseTypes);
        Assert.Equal(new CapResource("Map", "image/png", 1024, "https://hydro.example/7.png", "ab12"), Assert.Single(info.Resources));
        Assert.Equal("Flood on the Timok", cap.Infos[1].Headline);
    }

    [Fact]
    public void Every_polygon_and_circle_of_every_area_is_kept_and_stands_in_the_items_place_once()
    {
        var item = One(ACap.Alert(area: Timok + "<area><areaDesc>Bor</areaDesc><circle>44.07,22.1 20</circle></area>")
            .Replace("</info>", $"</info><info><language>fr</language><event>Crue</event>{Timok}</info>", StringComparison.Ordinal));

        var areas = item.Cap!.Infos[0].Areas;
        Assert.Equal(["Timok", "Bor"], areas.Select(area => area.Description));
        Assert.Equal((2, 2, 100.0, 2500.0), (areas[0].Polygons.Count, areas[0].Circles.Count, areas[0].AltitudeFeet, areas[0].CeilingFeet));
        Assert.Equal(new CapValue("EMMA_ID", "RS008"), Assert.Single(areas[0].Geocodes));
        Assert.Equal(2, item.Place!.Polygons.Count);
        Assert.Equal([new(new GeoPoint(44.1, 22.1), 5), new(new GeoPoint(44.2, 22.3), 7.5), new(new GeoPoint(44.07, 22.1), 20)], item.Place.Circles);
        Assert.Equal(("Timok; Bor", "RS"), (item.Place.Name, item.Place.Country.Value));
    }

    [Fact]
    public void In_cap_1_0_values_are_one_text()
    {
        var cap = One("""
            <alert xmlns="http://www.incident.com/cap/1.0"><identifier>1</identifier><sender>x</sender><sent>2003-06-11T20:56:00-07:00</sent><status>Actual</status><msgType>Alert</msgType>
            <info><category>Geo</category><event>Earthquake</event><urgency>Past</urgency><severity>Minor</severity><certainty>Very Likely</certainty><eventCode>SAME=EQW</eventCode><parameter>Magnitude=3.4 Ml</parameter>
            <area><areaDesc>Imperial</areaDesc><circle>32.9525,-115.5527 0</circle><geocode>FIPS6=006025</geocode></area></info></alert>
            """);

        Assert.Equal(new CapValue("SAME", "EQW"), Assert.Single(cap.Cap!.Infos[0].EventCodes));
        Assert.Equal(new CapValue("Magnitude", "3.4 Ml"), Assert.Single(cap.Cap.Infos[0].Parameters));
        Assert.Equal(("US", new GeoPoint(32.9525, -115.5527), 0), (cap.Place!.Country.Value, cap.Place.Point!.Value, cap.Place.Circles.Count));
    }

    /// <summary>CAP 1.2, 3.2.1: sender,identifier,sent, divided by white space. An instant with Z, or none, and commas within are met in the wild.</summary>
    [Theory]
    [InlineData("s@x,A-1,2026-11-20T10:00:00+01:00", "s@x", "A-1", 9)]
    [InlineData("s@x,A-1,2026-11-20T09:00:00Z", "s@x", "A-1", 9)]
    [InlineData("s@x,A-1", "s@x", "A-1", null)]
    [InlineData("s@x,tag:hydro.example,2015:7,2026-11-20T10:00:00+01:00", "s@x", "tag:hydro.example,2015:7", 9)]
    [InlineData("A-1", ACap.Sender, "A-1", null)]
    public void A_reference_is_read_in_every_form(string text, string sender, string identifier, int? hour)
    {
        var cap = One(ACap.Alert(after: $"<references>\n {text}\n</references>", type: "Update")).Cap!;

        Assert.Equal(new CapReference(sender, identifier, hour is { } h ? At(h) : null), Assert.Single(cap.References));
    }

    [Fact]
    public void The_key_of_a_message_is_its_sender_and_identifier()
    {
        Assert.Equal("warn@hydro.example,A-1", One(ACap.Alert()).Key);
        Assert.Equal(One(ACap.Alert()).Key, One(ACap.Alert(headline: "Other words", sent: "2026-11-20T11:00:00+01:00")).Key);
        Assert.NotEqual(One(ACap.Alert()).Key, One(ACap.Alert(sender: "other@hydro.example")).Key);
    }

    [Theory]
    [InlineData("<rss version='2.0'><channel><title>Warnings</title><item><title>x</title><description>", "</description></item></channel></rss>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>e</id><title>x</title><content type='text/xml'>", "</content></entry></feed>")]
    [InlineData("<EDXLDistribution xmlns='urn:oasis:names:tc:emergency:EDXL:DE:1.0'><distributionStatus>Actual</distributionStatus><contentObject><xmlContent><embeddedXMLContent>", "</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>")]
    public void A_message_within_something_else_is_the_same(string before, string after) =>
        Assert.Equal((One(ACap.Alert()).Key, "Flood on the Timok", "Severe"), One(before + ACap.Alert() + after) is var item ? (item.Key, item.Title, item.Cap!.Infos[0].Severity) : default);

    [Theory]
    [InlineData("Exercise")]
    [InlineData("Test")]
    [InlineData("System")]
    public void An_envelope_that_is_no_real_one_makes_no_alert(string status)
    {
        var feed = Read($"<EDXLDistribution xmlns='urn:oasis:names:tc:emergency:EDXL:DE:1.0'><distributionStatus>{status}</distributionStatus><contentObject><xmlContent><embeddedXMLContent>{ACap.Alert()}</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>");

        Assert.Empty(feed.Items);
        Assert.Contains("left out", Assert.Single(feed.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alert_that_is_not_valid_is_taken_in_and_its_owner_told()
    {
        var feed = Read(ACap.Alert(sent: "2026-11-20T09:09:25Z"));

        Assert.Equal(At(9, 9, 25), Assert.Single(feed.Items).Published);
        Assert.False(Assert.Single(feed.Verdicts).IsValid);
        Assert.StartsWith("Alert A-1 is not valid CAP 1.2: ", Assert.Single(feed.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alert_that_does_not_say_which_it_is_nor_what_it_says_is_left_out()
    {
        var feed = Read("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><status>Actual</status></alert>");

        Assert.Empty(feed.Items);
        Assert.Contains(feed.Problems, problem => problem.Contains("neither an identifier nor information", StringComparison.Ordinal));
    }

    [Fact]
    public void A_valid_alert_has_no_problems()
    {
        var feed = Read(ACap.Alert());

        Assert.True(Assert.Single(feed.Verdicts).IsValid);
        Assert.Empty(feed.Problems);
    }

    [Fact]
    public void A_message_of_ten_thousand_areas_is_cut_not_kept_whole()
    {
        var area = string.Concat(Enumerable.Range(0, 2_000).Select(number => $"<area><areaDesc>{number}</areaDesc><circle>44,22 {number}</circle></area>"));

        var item = One(ACap.Alert(area: area));

        Assert.InRange(item.Cap!.Infos[0].Areas.Count, 100, 1_000);
        Assert.InRange(item.Place!.Circles.Count, 100, 1_000);
    }

    [Fact]
    public void An_upload_answers_the_verdict_on_what_it_does_not_take()
    {
        var sloppy = Read(ACap.Alert(sent: "2026-11-20T09:09:25Z"));
        var nameless = Read("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>\n <status>Actual</status></alert>");

        Assert.Empty(UploadRule.Rejected(sloppy));
        Assert.Empty(nameless.Items);
        Assert.Equal((2, "3"), Assert.Single(UploadRule.Rejected(nameless)) is var error ? (error.Line, error.Column) : default);
    }

    private static DateTimeOffset At(int hour, int minute = 0, int second = 0) => new(2026, 11, 20, hour, minute, second, TimeSpan.Zero);

    private static FeedDocument Read(string content) => FeedReader.Read(Encoding.UTF8.GetBytes(content));

    private static FoundItem One(string content) => Assert.Single(Read(content).Items);
}
