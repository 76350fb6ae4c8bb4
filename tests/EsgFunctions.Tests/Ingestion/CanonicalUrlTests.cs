using EsgFunctions.Ingestion;

namespace EsgFunctions.Tests.Ingestion;

public class CanonicalUrlTests
{
    [Theory]
    [InlineData("https://News.Example/Path/A", "https://news.example/Path/A")]
    [InlineData("HTTPS://news.example:443/a/", "https://news.example/a")]
    [InlineData("http://news.example:8080/a", "http://news.example:8080/a")]
    [InlineData("https://news.example", "https://news.example/")]
    [InlineData("https://news.example/a#part", "https://news.example/a")]
    [InlineData("https://news.example/a?utm_source=x&id=1&utm_Campaign=y", "https://news.example/a?id=1")]
    [InlineData("https://news.example/a?fbclid=1", "https://news.example/a")]
    [InlineData("https://news.example/a?b=2&a=1", "https://news.example/a?b=2&a=1")]
    [InlineData("https://user:secret@news.example/a", "https://news.example/a")]
    [InlineData("https://вести.example/а", "https://xn--b1agj9af.example/%D0%B0")]
    [InlineData("https://news.example/a b", "https://news.example/a%20b")]
    public void One_page_has_one_spelling(string link, string canonical)
    {
        Assert.Equal(canonical, CanonicalUrl.Of(link));
        Assert.Equal(canonical, CanonicalUrl.Of(canonical));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("/a")]
    [InlineData("ftp://x.example/a")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("http://")]
    [InlineData("http://a\uFFFDb.example/")]
    [InlineData("http://\u0338a.example/")]
    [InlineData("http://a\uE000.example/")]
    [InlineData("http://news.example\u0378/")]
    public void What_is_no_web_address_is_none(string? link) => Assert.Null(CanonicalUrl.Of(link));

    [Theory]
    [InlineData("../b", "https://news.example/b")]
    [InlineData("//other.example/c", "https://other.example/c")]
    [InlineData("?q=1", "https://news.example/a/x?q=1")]
    public void A_relative_link_is_resolved(string link, string absolute) =>
        Assert.Equal(absolute, CanonicalUrl.Absolute(link, new Uri("https://news.example/a/x")));
}
