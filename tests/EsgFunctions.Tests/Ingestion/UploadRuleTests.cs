using System.Text;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Tests.Ingestion;

public class UploadRuleTests
{
    private static readonly DateTimeOffset Noon = AFeed.Noon;
    private static readonly Upload Upload = new("abc", "file.csv", UploadStatus.Received, UploadKind.Unknown, 0, 0, 0, [], null, Noon);

    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><title>t</title><item><guid>1</guid><title>Fire in Bor</title></item></channel></rss>", UploadKind.Rss)]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><id>urn:1</id><title>Fire in Bor</title></entry></feed>", UploadKind.Atom)]
    [InlineData("""{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","title":"Fire in Bor"}]}""", UploadKind.JsonFeed)]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","id":"us1","properties":{"title":"Fire in Bor"},"geometry":{"type":"Point","coordinates":[22.1,44.08]}}]}""", UploadKind.GeoJson)]
    [InlineData("id,title,country\n1,Fire in Bor,RS\n", UploadKind.Items)]
    public void Items_come_from_feeds_and_from_rows(string content, UploadKind kind)
    {
        var items = Assert.IsType<UploadReading.Items>(Read(content));

        Assert.Equal(kind, items.Kind);
        Assert.Equal("Fire in Bor", Assert.Single(items.Batch.Items).Item.Title);
        Assert.Equal((FeedId.Uploads, SourceReliability.F, false, Noon), (items.Batch.Feed, items.Batch.Reliability, items.Batch.Official, items.Batch.FoundAt));
    }

    [Fact]
    public void An_alert_in_cap_speaks_for_its_authority()
    {
        var items = Assert.IsType<UploadReading.Items>(Read("""
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>RS-1</identifier><sender>met@hidmet.example</sender><sent>2026-11-20T10:00:00+01:00</sent>
            <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
            <info><category>Met</category><event>Flood</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty><headline>Flood in Bor</headline>
            <area><areaDesc>Bor</areaDesc></area></info></alert>
            """));

        Assert.Equal((UploadKind.Cap, SourceReliability.B, true), (items.Kind, items.Batch.Reliability, items.Batch.Official));
        Assert.Equal(Severity.Severe, Assert.Single(items.Batch.Items).Item.Official!.Severity);
    }

    [Fact]
    public void A_list_of_feeds_is_one() => Assert.Single(Assert.IsType<UploadReading.Feeds>(
        Read("<opml version=\"2.0\"><body><outline type=\"rss\" text=\"Bor\" xmlUrl=\"https://news.example/rss\"/></body></opml>")).Document.Feeds);

    [Theory]
    [InlineData("id,name,country,lat,lon\nbor,Bor smelter,RS,44.08,22.1\n", UploadKind.Sites)]
    [InlineData("id,name,email\nE-1,Ana,ana@mine.example\n", UploadKind.People)]
    [InlineData("site,person\nbor,E-1\n", UploadKind.Rosters)]
    [InlineData("person,place,from,to\nE-1,Bor,2026-11-23T08:00:00Z,2026-11-24T08:00:00Z\n", UploadKind.Trips)]
    public void Rows_are_what_their_columns_say(string content, UploadKind kind)
    {
        var rows = Assert.IsType<UploadReading.Rows>(Read(content));

        Assert.Equal(kind, rows.Document.Kind);
        Assert.Single(rows.Document.Rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello world")]
    [InlineData("\u0089PNG\r\n\u001A\n")]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("a,b,c\n1,2,3\n")]
    public void What_cannot_be_read_has_a_reason(string content) =>
        Assert.False(string.IsNullOrWhiteSpace(Assert.IsType<UploadReading.Unreadable>(Read(content)).Reason));

    [Fact]
    public void A_row_is_all_or_nothing_a_file_is_not_and_duplicates_are_counted()
    {
        var items = Assert.IsType<UploadReading.Items>(Read("id,title,country,published\n1,Fire in Bor,RS,\n2,Strike,Neverland,yesterday\n1,Fire in Bor,RS,\n3,,RS,\n"));

        Assert.Equal("1", Assert.Single(items.Batch.Items).Item.Key);
        Assert.Equal(1, items.Duplicates);
        Assert.Equal([(3, "published"), (3, "country"), (5, "title")], items.Rejected.Select(error => (error.Line, error.Column)));
    }

    [Fact]
    public void Only_so_many_rows_are_read_and_the_rest_is_told()
    {
        var items = Assert.IsType<UploadReading.Items>(UploadRule.Read(Encoding.UTF8.GetBytes("id,title\n1,Fire\n2,Flood\n3,Strike\n"), Upload, 2, Noon));

        Assert.Equal(["Fire", "Flood"], items.Batch.Items.Select(entry => entry.Item.Title));
        Assert.Contains("2", Assert.Single(items.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_file_gives_the_same_items_on_every_try()
    {
        const string File = "title\nFire in Bor\nStrike in Bor\n";

        var once = Assert.IsType<UploadReading.Items>(Read(File));
        var again = Assert.IsType<UploadReading.Items>(UploadRule.Read(Encoding.UTF8.GetBytes(File), Upload, 100, Noon.AddHours(1)));

        Assert.Equal(once.Batch.Items.Select(entry => entry.Id), again.Batch.Items.Select(entry => entry.Id));
        Assert.Equal(once.Batch.FoundAt, again.Batch.FoundAt);
    }

    [Fact]
    public void A_row_with_two_errors_is_one_rejected_row()
    {
        var result = UploadRule.Done(Upload, UploadKind.Sites, false, 3, 1, [new(4, "lat", "x"), new(4, "lon", "x"), new(9, null, "x")], ["The column 'z' is not known and is left out."]);

        Assert.Equal((UploadStatus.Imported, UploadKind.Sites, 3, 1, 2, 3), (result.Status, result.Kind, result.Accepted, result.Duplicates, result.RejectedCount, result.Rejected.Count));
        Assert.Equal("The column 'z' is not known and is left out.", result.Reason);
    }

    [Fact]
    public void Of_many_rejected_rows_two_hundred_are_shown_and_all_are_counted()
    {
        var result = UploadRule.Done(Upload, UploadKind.Items, true, 0, 0, [.. Enumerable.Range(2, 500).Select(line => new RowError(line, "title", "is missing"))], []);

        Assert.Equal((UploadStatus.Tried, 500, 200, null), (result.Status, result.RejectedCount, result.Rejected.Count, result.Reason));
    }

    private static UploadReading Read(string content) => UploadRule.Read(Encoding.Latin1.GetBytes(content), Upload, 100, Noon);
}
