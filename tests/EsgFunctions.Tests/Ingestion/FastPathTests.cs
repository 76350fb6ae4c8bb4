using System.Globalization;
using System.Text;
using EsgFunctions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

/// <summary>What is quick for the usual must say what the thorough way says.</summary>
public class FastPathTests
{
    [Fact]
    public void Simple_html_is_read_as_any_html() =>
        Prop.ForAll(
            Gen.Elements(
                "<p>", "</p>", "<br/>", "<br >", "<a href=\"x>y\">", "</a>", "<b class='q' id=z>", "<img src=a.png/>", "<li", ">", "<", "</", "<pre>", "</pre>", "&amp;", "&nbsp;", "&eacute;", "&hellip;",
                "&lt;", "&copy", "&copyx", "&notit;", "&AT&T", "&", "&#8217;", "&#x27;", "&#150;", "&#0;", "&#;", "&NewLine;", "\r\n", "\n", "\r", "  ", "text", "é", "😀", "<script>", "<!--", "\0", "\"", "'", "=", "/", "\u200B")
                .ListOf().ToArbitrary(),
            parts =>
            {
                var html = string.Concat(parts);
                var simple = SimpleHtml.ToPlain(html, 1_000);
                return simple is null || simple == PlainText.Paragraphs(HtmlText.Strip(html), 1_000);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Theory]
    [InlineData("<p>One <b>two</b></p>\n<p>three&#8230; &mdash; <a href=\"https://x.example/?a=1&amp;b=2\">four</a><br/><img src='a.png' alt=''></p>", "One two\nthree… — four")]
    [InlineData("AT&T and R&D", "AT&T and R&D")]
    [InlineData("a &amp;amp; b", "a &amp; b")]
    public void What_feeds_write_is_simple(string html, string text) => Assert.Equal(text, SimpleHtml.ToPlain(html, 1_000));

    [Fact]
    public void White_space_is_put_in_order_as_character_by_character() =>
        Prop.ForAll(
            Gen.Elements("a", "bc", " ", "  ", "\n", "\r\n", "\t", "\u00A0", "\u200B", "\u202E", "\u0007", "\u0085", "\u2028", "\uFEFF", "😀", "é", "\uFFFE").ListOf().ToArbitrary(),
            parts =>
            {
                var text = string.Concat(parts);
                return new[] { 3, 10, 1_000 }.All(length =>
                    PlainText.Line(text, length) == Collapsed(text, length, keepLines: false) && PlainText.Paragraphs(text, length) == Collapsed(text, length, keepLines: true));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Usual_dates_are_read_as_any_date() =>
        Prop.ForAll(
            Gen.Elements(
                "Fri, ", "Xyz, ", "2026-11-20", "20 Nov 2026 ", "1 feb 2024 ", "31 Feb 2026 ", "T", " ", "10:05:00", "23:59:60", "24:00:00", "25:00:00", "10:05", " ", "Z", "GMT", " UTC", "+0100", "-08:00", "+15:00", "+01:99", " EST", "x")
                .ListOf(6).ToArbitrary(),
            parts =>
            {
                var text = string.Concat(parts).Trim();
                return UsualDate.Parse(text) is not { } usual || usual == FeedDate.ParseAny(text);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [InlineData("Fri, 20 Nov 2026 10:05:00 +0100", "2026-11-20T09:05:00Z")]
    [InlineData("1 Feb 2024 00:00 GMT", "2024-02-01T00:00:00Z")]
    [InlineData("2026-11-20T10:05:00-08:00", "2026-11-20T18:05:00Z")]
    [InlineData("2026-11-20T10:05:00Z", "2026-11-20T10:05:00Z")]
    public void What_feeds_write_is_a_usual_date(string text, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), UsualDate.Parse(text));

    [Fact]
    public void A_usual_address_is_already_as_it_would_be_written() =>
        Prop.ForAll(
            Gen.Elements("https://", "http://", "HTTP://", "news.example", "a-b.example", "a..b.example", "-a.example", "1.2.3.4", "0x7f.1", "xn--a.example", "localhost", ":80", "/", "/a", "/../b", "/./c", "//", "?q=1&r=2", "#f", "%41", "é", " ", "@", "~x", "\\", "A")
                .ListOf(5).ToArbitrary(),
            parts =>
            {
                var text = string.Concat(parts).Trim();
                return !CanonicalUrl.IsUsual(text) || new Uri(text).AbsoluteUri == text;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static string Collapsed(string text, int maxLength, bool keepLines)
    {
        var tidy = new StringBuilder();
        var gap = '\0';
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF')
            {
                gap = keepLines && (gap == '\n' || c is '\n' or '\r' or '\u2028' or '\u2029' or '\u0085') ? '\n' : c is '\u200B' or '\uFEFF' ? gap : ' ';
            }
            else if (!char.IsControl(c) && c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF'))
            {
                tidy.Append(gap != '\0' && tidy.Length > 0 ? gap.ToString() : "").Append(c);
                gap = '\0';
            }
        }

        return PlainText.Cut(tidy.ToString(), maxLength).TrimEnd();
    }
}
