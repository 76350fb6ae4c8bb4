using System.Text;
using System.Xml.Linq;
using EsgFunctions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

public class OpmlWriterTests
{
    private static readonly Feed Vesti = AFeed.Of() with { Page = "https://news.example/", Category = "Serbia / East" };
    private static readonly Feed Gazette = AFeed.Of() with { Id = FeedId.Parse("gazette"), Url = new("https://gazette.example/rss?a=1&b=2"), Name = "Mining & Metal < \"Gazette\"", Language = null };
    private static readonly Feed Wire = AFeed.Of() with { Id = FeedId.Parse("wire"), Url = new("https://wire.example/atom"), Name = null, Category = "Serbia" };

    [Fact]
    public void It_is_opml_2_with_the_attributes_that_readers_of_feeds_know()
    {
        var opml = XDocument.Parse(Encoding.UTF8.GetString(OpmlWriter.Write([Vesti, Gazette, Wire], AFeed.Noon)));

        var outline = opml.Descendants("outline").Single(one => (string?)one.Attribute("text") == "Borske vesti");
        Assert.Equal(("opml", "2.0"), (opml.Root!.Name.LocalName, (string?)opml.Root.Attribute("version")));
        Assert.Equal("Fri, 20 Nov 2026 12:00:00 GMT", (string?)opml.Root.Element("head")!.Element("dateCreated"));
        Assert.Equal(
            ("rss", "Borske vesti", "https://news.example/rss", "https://news.example/", "sr"),
            ((string?)outline.Attribute("type"), (string?)outline.Attribute("title"), (string?)outline.Attribute("xmlUrl"), (string?)outline.Attribute("htmlUrl"), (string?)outline.Attribute("language")));
        Assert.Equal(["East", "Serbia"], outline.Ancestors("outline").Select(one => (string?)one.Attribute("text")));
    }

    [Fact]
    public void What_was_written_is_read_back()
    {
        var read = OpmlReader.Read(OpmlWriter.Write([Vesti, Gazette, Wire], AFeed.Noon));

        Assert.Empty(read.Problems);
        Assert.Equal(
        [
            new("Mining & Metal < \"Gazette\"", "https://gazette.example/rss?a=1&b=2", null, null, null),
            new("wire.example", "https://wire.example/atom", null, "Serbia", "sr"),
            new("Borske vesti", "https://news.example/rss", "https://news.example/", "Serbia / East", "sr"),
        ], read.Feeds);
    }

    [Fact]
    public void No_name_breaks_it() => Prop.ForAll<NonNull<string>, NonNull<string>>((name, category) =>
    {
        var written = OpmlWriter.Write([Vesti with { Name = name.Get, Category = category.Get }], AFeed.Noon);
        return XDocument.Parse(Encoding.UTF8.GetString(written)).Descendants("outline").Count(one => one.Attribute("xmlUrl") is not null) == 1
            && OpmlReader.Read(written).Feeds is [{ Url: "https://news.example/rss" }];
    }).QuickCheckThrowOnFailure();
}
