using System.Diagnostics;
using EsgFunctions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

public class HtmlTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("plain  text\t here ", "plain text here")]
    [InlineData("a & b &amp; c &eacute;&#8212;&#x2014;&nbsp;d", "a & b & c é—— d")]
    [InlineData("<p>One</p><p>Two<br>three</p>", "One\nTwo\nthree")]
    [InlineData("<p>One\n two</p>\r\n<p>three</p>", "One two\nthree")]
    [InlineData("<b>One</b>\n two\r\nthree", "One\ntwo\nthree")]
    [InlineData("<p>a</p><pre>b\nc</pre>d\ne", "a\nb\nc\nd e")]
    [InlineData("x<ul><li>a</li><li>b</li></ul>y", "x\na\nb\ny")]
    [InlineData("3 < 4 and 5 > 2", "3 < 4 and 5 > 2")]
    [InlineData("before<script>alert(1)</script>after", "beforeafter")]
    [InlineData("a<style>p{}</style>b<iframe src=x>c</iframe>d<object data=x>e</object><embed src=x>f", "abdef")]
    [InlineData("<a href=\"javascript:x()\" onclick='y()'>link</a>", "link")]
    [InlineData("<!-- hidden --><b>shown</b><![CDATA[data]]>", "shown")]
    [InlineData("&lt;p&gt;escaped twice&lt;/p&gt;", "escaped twice")]
    [InlineData("&amp;lt;b&amp;gt; is how bold is written", "&lt;b&gt; is how bold is written")]
    [InlineData("<script>never closed", "")]
    [InlineData("<form action=x><textarea>q</textarea>r</form>", "r")]
    [InlineData("zero\u200Bwidth \u202Etrick\u0007", "zerowidth trick")]
    public void Html_becomes_text(string? html, string text) => Assert.Equal(text, HtmlText.ToPlain(html));

    [Fact]
    public void A_line_has_no_breaks() => Assert.Equal("One Two", HtmlText.ToLine("<p>One</p>\n<p>Two</p>"));

    [Fact]
    public void A_cut_leaves_no_half_character()
    {
        var text = HtmlText.ToPlain(string.Concat(Enumerable.Repeat("😀", 10)), maxLength: 5);

        Assert.Equal("😀😀", text);
    }

    [Fact]
    public void Deep_nesting_is_read_in_time()
    {
        var html = string.Concat(Enumerable.Repeat("<div><b><i><font size=1>", 40_000)) + "text";
        var watch = Stopwatch.StartNew();

        var text = HtmlText.ToPlain(html);

        Assert.Equal("text", text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }

    [Fact]
    public void No_tag_is_ever_left() =>
        Prop.ForAll(Gen.Elements("<", ">", "/", "script", "&lt;", "&amp;", "lt;", "a ", "\"", "!--", "?", "=", "x").ListOf().ToArbitrary(), parts =>
            !HtmlText.HoldsTag(HtmlText.ToPlain(string.Concat(parts)))).QuickCheckThrowOnFailure();
}
