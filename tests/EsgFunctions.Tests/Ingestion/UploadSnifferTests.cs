using System.Text;
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
    public void Content_tells_the_kind_and_the_name_does_not(string content, UploadKind kind) =>
        Assert.Equal(new UploadSniff(kind, null), UploadSniffer.Detect(Encoding.UTF8.GetBytes(content), "sites.csv"));

    [Theory]
    [InlineData("")]
    [InlineData("<html/>")]
    [InlineData("<note/>")]
    [InlineData("hello world")]
    [InlineData("{\"a\":")]
    [InlineData("PK\u0003\u0004zip")]
    public void What_is_nothing_has_a_reason(string content)
    {
        var sniff = UploadSniffer.Detect(Encoding.UTF8.GetBytes(content));

        Assert.Equal(UploadKind.Unknown, sniff.Kind);
        Assert.False(string.IsNullOrEmpty(sniff.Reason));
    }
}
