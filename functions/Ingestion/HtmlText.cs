using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace EsgFunctions.Ingestion;

/// <summary>HTML from outside as plain text: tags, scripts, styles, frames and comments are gone, characters are decoded, paragraphs are lines.</summary>
public static class HtmlText
{
    /// <summary>Characters looked at: ten times what is kept of an item, since much of HTML is tags.</summary>
    private const int InputLength = 10 * FeedLimits.TextLength;

    /// <summary>Stands for a line break of the source: a blank in HTML that has paragraphs of its own, else the only paragraphs there are.</summary>
    private const char SoftBreak = '\r';

    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(
        StringComparer.Ordinal,
        "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td",
        "th", "tr", "ul");

    /// <summary>What is inside these is never text for a reader, or runs, or asks.</summary>
    private static readonly FrozenDictionary<string, HtmlParseMode> Hidden = new Dictionary<string, HtmlParseMode>
    {
        ["script"] = HtmlParseMode.Script,
        ["style"] = HtmlParseMode.Rawtext,
        ["iframe"] = HtmlParseMode.Rawtext,
        ["noembed"] = HtmlParseMode.Rawtext,
        ["noframes"] = HtmlParseMode.Rawtext,
        ["xmp"] = HtmlParseMode.Rawtext,
        ["textarea"] = HtmlParseMode.RCData,
        ["title"] = HtmlParseMode.RCData,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The text of <paramref name="html"/>. Text that was escaped twice is read twice, so that no tag is left to be read as one later.
    /// Text without &lt; and &amp; only has its white space put in order.
    /// </summary>
    public static string ToPlain(string? html, int maxLength = FeedLimits.TextLength)
    {
        if (string.IsNullOrWhiteSpace(html))
        {
            return "";
        }

        var text = html.Length > InputLength ? html[..InputLength] : html;
        for (var round = 0; round < 3 && (round == 0 ? text.AsSpan().ContainsAny('<', '&') : HoldsTag(text)); round++)
        {
            text = Strip(text);
        }

        return PlainText.Paragraphs(HoldsTag(text) ? text.Replace('<', '\u2039') : text, maxLength);
    }

    /// <summary>As <see cref="ToPlain"/>, on one line.</summary>
    public static string ToLine(string? html, int maxLength = FeedLimits.TitleLength) =>
        PlainText.Line(ToPlain(html, InputLength), maxLength);

    /// <summary>How to read on behind a start tag whose content is never text for a reader; null for any other.</summary>
    internal static HtmlParseMode? Hides(string tag) => Hidden.TryGetValue(tag, out var mode) ? mode : null;

    /// <summary>Whether a tag begins or ends a paragraph.</summary>
    internal static bool IsBlock(string tag) => Blocks.Contains(tag);

    /// <summary>The characters an entity name stands for ("nbsp"), or null.</summary>
    internal static string? Entity(string name) => HtmlEntityProvider.Resolver.GetSymbol(name + ";");

    /// <summary>Whether a browser would see a tag, a comment or a declaration: &lt; with a letter, a slash, ! or ? behind it, and an end.</summary>
    internal static bool HoldsTag(ReadOnlySpan<char> text)
    {
        var from = 0;
        while (text[from..].IndexOf('<') is >= 0 and var found)
        {
            var next = from + found + 1;
            if (next < text.Length && (char.IsAsciiLetter(text[next]) || text[next] is '/' or '!' or '?') && text[next..].Contains('>'))
            {
                return true;
            }

            from = next;
        }

        return false;
    }

    private static string Strip(string html)
    {
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true };
        var text = new StringBuilder(html.Length);
        string? hiding = null;
        var hasBlocks = false;
        var isPreformatted = false;
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token.Type == HtmlTokenType.Character)
            {
                text.Append(hiding is not null ? "" : isPreformatted ? token.Data : token.Data.Replace('\n', SoftBreak));
                continue;
            }

            if (token.Type is not (HtmlTokenType.StartTag or HtmlTokenType.EndTag))
            {
                continue;
            }

            if (hiding is not null)
            {
                hiding = token.Type == HtmlTokenType.EndTag && token.Name == hiding ? null : hiding;
            }
            else if (token is HtmlTagToken { Type: HtmlTokenType.StartTag, IsSelfClosing: false } && Hidden.TryGetValue(token.Name, out var mode))
            {
                tokens.State = mode;
                hiding = token.Name;
            }
            else if (Blocks.Contains(token.Name))
            {
                text.Append('\n');
                hasBlocks = true;
                isPreformatted = token.Name == "pre" ? token.Type == HtmlTokenType.StartTag : isPreformatted;
            }
        }

        return text.Replace(SoftBreak, hasBlocks ? ' ' : '\n').ToString();
    }
}
