using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html.Parser;
using EsgFunctions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

public class SafeHtmlTests
{
    private static readonly Uri Base = new("https://news.example/a/feed.xml");

    private static readonly FrozenSet<string> Dangerous = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "script", "style", "iframe", "frame", "object", "embed", "form", "input", "button", "textarea", "select", "svg", "math", "link", "meta", "base", "video", "audio", "template", "noscript");

    [Theory]
    [InlineData(null, null)]
    [InlineData("plain & simple", null)]
    [InlineData("3 < 4", null)]
    [InlineData("<p>One</p>", "<p>One</p>")]
    [InlineData("<p>One<p>Two", "<p>One<p>Two</p></p>")]
    [InlineData("<b>a</i></b>", "<b>a</b>")]
    [InlineData("<P CLASS='x' STYLE='color:red' ID=y>a</P>", "<p>a</p>")]
    [InlineData("<a href='b.html?x=1&amp;y=2' onclick='run()'>c</a>", "<a href=\"https://news.example/a/b.html?x=1&amp;y=2\" rel=\"nofollow noopener noreferrer\">c</a>")]
    [InlineData("<img src=/p.png alt='a \"b\"' onerror=x()>", "<img src=\"https://news.example/p.png\" alt=\"a &quot;b&quot;\">")]
    [InlineData("<a href=mailto:desk@news.example>x</a>", "<a href=\"mailto:desk@news.example\" rel=\"nofollow noopener noreferrer\">x</a>")]
    [InlineData("&lt;p&gt;escaped twice&lt;/p&gt;", "<p>escaped twice</p>")]
    [InlineData("<p>a &lt;script&gt; b</p>", "<p>a &lt;script&gt; b</p>")]
    [InlineData("<script>x()</script><b>y</b>", "<b>y</b>")]
    [InlineData("<svg><script>x()</script><a href='javascript:x()'>q</a></svg>z<br>", "z<br>")]
    [InlineData("<form action='/x'><b>q</b><input name=n></form>", "<b>q</b>")]
    [InlineData("<img src='data:image/png;base64,AAAA'>x<hr>", "x<hr>")]
    public void What_is_allowed_is_written_anew(string? html, string? safe) => Assert.Equal(safe, SafeHtml.Of(html, Base));

    [Theory]
    [InlineData("<a href='javascript:x()'>a</a>")]
    [InlineData("<a href=' jAvA\tscript:x()'>a</a>")]
    [InlineData("<a href='java&#10;script&colon;x()'>a</a>")]
    [InlineData("<a href='vbscript:x'>a</a>")]
    [InlineData("<a href='data:text/html,<script>x()</script>'>a</a>")]
    [InlineData("<img src='javascript:x()'><b>a</b>")]
    [InlineData("<b onmouseover=x()>a</b>")]
    [InlineData("<b/onclick=x()>a</b>")]
    [InlineData("<scr<script>ipt>x()</script>a<b>b</b>")]
    [InlineData("<style>@import 'x'</style><b style='background:url(javascript:x)'>a</b>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=x()&gt;\">")]
    [InlineData("<svg></p><style><a id=\"</style><img src=1 onerror=x()>\">")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=x()>\">")]
    [InlineData("<iframe srcdoc='<script>x()</script>'></iframe><b>a</b>")]
    [InlineData("<!--[if gte IE 4]><script>x()</script><![endif]--><b>a</b>")]
    [InlineData("<base href='javascript:/'><a href='x()'>a</a>")]
    [InlineData("<b><meta http-equiv=refresh content='0;url=javascript:x()'>a</b>")]
    [InlineData("<textarea><b></textarea><img src=x onerror=x()>")]
    [InlineData("<xmp><b></xmp><object data=x></object><i>c</i>")]
    [InlineData("&lt;script&gt;x()&lt;/script&gt;&lt;b&gt;a&lt;/b&gt;")]
    public void Nothing_that_runs_survives(string html) => Assert.Null(Danger(SafeHtml.Of(html, Base)));

    [Fact]
    public void Nothing_that_runs_is_ever_made_of_pieces() =>
        Prop.ForAll(
            Gen.Elements("<", ">", "</", "/>", "script", "b", "a href=", "img src=", "x onerror=y", "\"", "'", "javascript:", "&lt;", "&#106;", "<!--", "-->", "<svg>", "<style>", "</style>", "<p>", "\0", " ", "=")
                .ListOf().ToArbitrary(),
            parts => Danger(SafeHtml.Of(string.Concat(parts), Base)) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_safe_stays_as_it_is()
    {
        var safe = SafeHtml.Of("<div><p>One <a href='/x'>two</a></p><ul><li>three<li>four</ul><img src=/p.png alt=q></div>", Base);

        Assert.Equal(safe, SafeHtml.Of(safe, null));
    }

    [Fact]
    public void Size_and_depth_have_an_end()
    {
        var safe = SafeHtml.Of(string.Concat(Enumerable.Repeat("<div>text", 100_000)), Base)!;

        Assert.InRange(safe.Length, 50_000, 110_000);
        Assert.Equal(100, safe.Split("<div>").Length - 1);
    }

    [Fact]
    public void An_item_has_its_text_as_html_with_absolute_links()
    {
        var feed = FeedReader.Read(
            Encoding.UTF8.GetBytes("""
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/">
                <entry><id>1</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="x" onclick="y()">z</a></div></content></entry>
                <entry><id>2</id><summary type="html">&lt;i&gt;a&lt;/i&gt;</summary></entry>
                <entry><id>3</id><summary>a &amp; b</summary></entry></feed>
                """),
            null,
            Base);

        Assert.Equal(
            ["<div><a href=\"https://base.example/x\" rel=\"nofollow noopener noreferrer\">z</a></div>", "<i>a</i>", null], feed.Items.Select(item => item.Html));
    }

    /// <summary>What a browser would make of it that it must not.</summary>
    private static string? Danger(string? html)
    {
        using var page = new HtmlParser().ParseDocument(html ?? "");
        return page.Body!.QuerySelectorAll("*").Select(element =>
                Dangerous.Contains(element.LocalName) ? element.LocalName
                : element.Attributes.FirstOrDefault(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc"
                    || (attribute.Name is "href" or "src" && !attribute.Value.StartsWith("http", StringComparison.Ordinal) && !attribute.Value.StartsWith("mailto:", StringComparison.Ordinal)))?.Name)
            .FirstOrDefault(found => found is not null);
    }
}
