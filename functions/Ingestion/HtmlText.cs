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
    internal const char SoftBreak = '\r';

    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(
        StringComparer.Ordinal,
        "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td",
        "th", "tr", "ul");

    /// <summary>What is inside these is never text for a reader, or runs, or asks.</summary>
    internal static readonly FrozenDictionary<string, HtmlParseMode> Hidden = new Dictionary<string, HtmlParseMode>
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

    /// <summary>Whether it holds a tag, or one that was escaped.</summary>
    internal static bool HoldsMarkup(string text) => HoldsTag(text) || text.Contains("&lt;", StringComparison.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BlocksBySpan = Blocks.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenDictionary<string, HtmlParseMode>.AlternateLookup<ReadOnlySpan<char>> HiddenBySpan = Hidden.GetAlternateLookup<ReadOnlySpan<char>>();

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
        if (!text.AsSpan().ContainsAny('<', '&'))
        {
            return PlainText.Paragraphs(text, maxLength);
        }

        if (SimpleHtml.ToPlain(text, maxLength) is { } simple)
        {
            return simple;
        }

        for (var round = 0; round < 3 && (round == 0 || HoldsTag(text)); round++)
        {
            text = Strip(text);
        }

        return PlainText.Paragraphs(HoldsTag(text) ? text.Replace('<', '\u2039') : text, maxLength);
    }

    /// <summary>As <see cref="ToPlain"/>, on one line.</summary>
    public static string ToLine(string? html, int maxLength = FeedLimits.TitleLength) =>
        PlainText.Line(ToPlain(html, InputLength), maxLength);

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

    /// <summary>Whether an element of that name begins a line of its own.</summary>
    internal static bool IsBlock(ReadOnlySpan<char> name) => BlocksBySpan.Contains(name);

    /// <summary>Whether what is inside an element of that name is no text.</summary>
    internal static bool IsHidden(ReadOnlySpan<char> name) => HiddenBySpan.ContainsKey(name);

    /// <summary>The text of HTML of any kind, once: by the tokenizer of a browser.</summary>
    internal static string Strip(string html)
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
