using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class UploadSnifferTests
{
    [Theory]
    [InlineData("<rss version=\"2.0\"><channel/></rss>", UploadKind.Rss)]
    [InlineData("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>", UploadKind.Rss)]
    [InlineData("<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", UploadKind.Atom)]
    [InlineData("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"/>", UploadKind.Cap)]
    [InlineData("<EDXLDistribution><contentObject><alert/></contentObject></EDXLDistribution>", UploadKind.Cap)]
    [InlineData("<opml version=\"2.0\"><body/></opml>", UploadKind.Opml)]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}", UploadKind.JsonFeed)]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[]}", UploadKind.GeoJson)]
    [InlineData("{\"type\":\"rosters\",\"rows\":[]}", UploadKind.Rosters)]
    public void Content_tells_the_kind_and_the_name_does_not(string content, UploadKind kind)
    {
        var sniff = AFile.Sniff(content, "sites.csv");

        Assert.Equal((kind, null), (sniff.Kind, sniff.Reason));
    }

    [Fact]
    public void A_zip_file_is_told_apart_from_what_cannot_be_taken_in()
    {
        Assert.Equal(UploadKind.Zip, AFile.Sniff("PK\u0003\u0004zip").Kind);
        Assert.Equal("This is a PDF file, which cannot be taken in", AFile.Sniff("%PDF-1.7").Reason);
    }

    [Fact]
    public void A_feed_of_places_is_known_by_its_beginning_however_long_it_is()
    {
        var features = "{\"features\":[" + string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"{{\"type\":\"Feature\",\"id\":\"{n}\"}}")) + "],\"type\":\"FeatureCollection\"}";

        Assert.Equal(UploadKind.GeoJson, AFile.Sniff(features).Kind);
    }

    [Fact]
    public void The_name_breaks_a_tie_between_kinds_of_rows()
    {
        const string Both = "name,country,lat,lon,email\nBor,RS,44.08,22.1,bor@mine.example\n";

        Assert.Equal((UploadKind.Sites, UploadKind.People), (AFile.Sniff(Both, "our sites.csv").Kind, AFile.Sniff(Both, "people.csv").Kind));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html/>")]
    [InlineData("<note/>")]
    [InlineData("hello world")]
    [InlineData("{\"a\":")]
    public void What_is_nothing_has_a_reason(string content)
    {
        var sniff = AFile.Sniff(content);

        Assert.Equal(UploadKind.Unknown, sniff.Kind);
        Assert.False(string.IsNullOrEmpty(sniff.Reason));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_called_binary() =>
        Assert.Equal("This is a binary file, which cannot be taken in", AFile.Sniff("id,name\u0001\u0000\u0002,x").Reason);
}
