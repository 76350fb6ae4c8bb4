using System.Text;
using EsgFunctions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace EsgFunctions.Tests.Ingestion;

public class XmlTokenizerTests
{
    [Theory]
    [InlineData("<a>x</a>", "<a> 'x' </a>")]
    [InlineData("<a b=c d='e\"f' g=\"h>i\">x", "<a b=[c] d=[e\"f] g=[h>i]> 'x'")]
    [InlineData("<a b=\"<c d=\"e\">\" f='g'/>", "<a b=[<c d=\"e\">] f=[g]/>")]
    [InlineData("<a b='1' b='2' 3='x' c/>", "<a b=[1]/>")]
    [InlineData("<a b='1'c='2'>", "<a b=[1] c=[2]>")]
    [InlineData("<a b='&lt;&nbsp;&amp;copy=1&x'/>", "<a b=[<\u00A0&copy=1&x]/>")]
    [InlineData("<a><b><c></a>", "<a> <b> <c> </c> </b> </a>")]
    [InlineData("<a></b></a></a>", "<a> </a>")]
    [InlineData("<A></a>", "<A> </A>")]
    [InlineData("<p>a<p>b</p>", "<p> 'a' </p> <p> 'b' </p>")]
    [InlineData("<item><t>a<item><t>b", "<item> <t> 'a' </t> </item> <item> <t> 'b'")]
    [InlineData("a<br>b<hr>c<img src='d'>", "'a' <br/> 'b' <hr/> 'c' <img src=[d]/>")]
    [InlineData("1 < 2 <3 && <", "'1 < 2 <3 && <'")]
    [InlineData("<a b", "'<a b'")]
    [InlineData("x<!-- <a> -- -->y<?z <a> ?>w", "'x' 'y' 'w'")]
    [InlineData("<a><![CDATA[<b>]]&amp;]]></a>", "<a> '<b>]]&amp;' </a>")]
    [InlineData("<![CDATA[a", "'a'")]
    [InlineData("<!--a", "")]
    [InlineData("<!DOCTYPE a [<!ENTITY c 'd'>]><a>&c;<!DOCTYPE x></a>", "<a> 'd' </a>")]
    [InlineData("a\u0000\u0001b\uFFFE", "'ab'")]
    [InlineData("&eacute;&#233;&#xE9;&#0;&#x110000;&#99999999999;&unknown;&", "'ééé  &#99999999999;&unknown;&'")]
    public void Events_are_as_good_as_the_text_allows(string text, string events) => Assert.Equal(events, Events(new StringReader(text)));

    [Fact]
    public void How_the_text_is_cut_does_not_matter() =>
        Prop.ForAll(Text.ToArbitrary(), text => Events(new StringReader(text)) == Events(new CutReader(text))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_element_that_ends_has_begun() =>
        Prop.ForAll(Text.ToArbitrary(), text =>
        {
            var open = 0;
            foreach (var one in Events(new StringReader(text)).Split(' ').Where(one => one.StartsWith('<')))
            {
                open += one.StartsWith("</", StringComparison.Ordinal) ? -1 : one.EndsWith("/>", StringComparison.Ordinal) ? 0 : 1;
                if (open < 0)
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static Gen<string> Text => Gen.Elements(
        "<a>", "</a>", "<b/>", "<item>", "</item>", "<br>", "<p>", "&amp;", "&", "&lt;", "<", ">", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "x", "\n", "é", "😀", "\uD800", "\u0002", "</", "<a")
        .ListOf().Select(parts => string.Concat(parts));

    private static string Events(TextReader text)
    {
        var tokens = new XmlTokenizer(text, [], 1);
        var events = new StringBuilder();
        while (tokens.Read())
        {
            events.Append(' ').Append(tokens.NodeType switch
            {
                System.Xml.XmlNodeType.Element => $"<{tokens.Name}{string.Concat(tokens.Attributes.Select(pair => $" {pair.Name}=[{pair.Value}]"))}{(tokens.IsEmpty ? "/" : "")}>",
                System.Xml.XmlNodeType.EndElement => $"</{tokens.Name}>",
                _ => $"'{tokens.Value}'",
            });
        }

        return events.ToString().TrimStart();
    }

    /// <summary>One character at a time.</summary>
    private sealed class CutReader(string text) : TextReader
    {
        private int _at;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_at == text.Length)
            {
                return 0;
            }

            buffer[index] = text[_at++];
            return 1;
        }
    }
}
