using System.Buffers;
using System.Collections.Frozen;
using System.Net;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace EsgFunctions.Ingestion;

/// <summary>
/// HTML from outside as a safe subset: elements that order text, links, pictures. Every tag of the result is written anew from a list of
/// what is allowed, and closed; nothing of the source is copied but text and addresses, escaped. No element of it runs, asks, frames or
/// styles anything.
/// </summary>
public static class SafeHtml
{
    private const int InputLength = 10 * FeedLimits.TextLength;
    private const int MaxDepth = 100;

    private static readonly FrozenSet<string> Allowed = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn",
        "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li",
        "main", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table",
        "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr");

    private static readonly FrozenSet<string> Void = FrozenSet.Create(StringComparer.Ordinal, "br", "hr", "img", "wbr");

    /// <summary>Other vocabularies and programs: all that is within goes with them.</summary>
    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(
        StringComparer.Ordinal, "svg", "math", "object", "applet", "template", "select", "button", "frameset", "head", "audio", "video", "canvas");

    private static readonly FrozenSet<string> Attributes = FrozenSet.Create(
        StringComparer.Ordinal, "alt", "title", "lang", "dir", "datetime", "colspan", "rowspan", "href", "src", "cite");

    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\"'");

    /// <summary>
    /// The safe subset of <paramref name="html"/>; null where that is plain text. What was escaped twice is read twice, as
    /// <see cref="HtmlText.ToPlain"/> does.
    /// </summary>
    /// <param name="baseUri">Relative addresses are resolved against it; without it they are left out.</param>
    public static string? Of(string? html, Uri? baseUri)
    {
        if (html?.Contains("&lt;", StringComparison.Ordinal) == true && !HtmlText.HoldsTag(html))
        {
            html = WebUtility.HtmlDecode(html);
        }

        if (!HtmlText.HoldsTag(html))
        {
            return null;
        }

        using var source = new TextSource(html!.Length > InputLength ? html[..InputLength] : html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true };
        var output = new Output(baseUri);
        string? hiding = null;
        var (dropped, droppedDepth) = ("", 0);
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token && !output.IsFull)
        {
            if (token is HtmlTagToken tag && tag.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag)
            {
                var isStart = tag.Type == HtmlTokenType.StartTag;
                if (hiding is not null)
                {
                    hiding = !isStart && tag.Name == hiding ? null : hiding;
                }
                else if (isStart && !tag.IsSelfClosing && HtmlText.Hidden.TryGetValue(tag.Name, out var mode))
                {
                    tokens.State = mode;
                    hiding = tag.Name;
                }
                else if (droppedDepth > 0)
                {
                    droppedDepth += tag.Name != dropped || tag.IsSelfClosing ? 0 : isStart ? 1 : -1;
                }
                else if (isStart && !tag.IsSelfClosing && Dropped.Contains(tag.Name))
                {
                    (dropped, droppedDepth) = (tag.Name, 1);
                }
                else if (Allowed.Contains(tag.Name))
                {
                    output.Take(tag);
                }
            }
            else if (token.Type == HtmlTokenType.Character && hiding is null && droppedDepth == 0)
            {
                output.Text(token.Data);
            }
        }

        return output.End();
    }

    /// <summary>Writes text so that it is text in HTML too.</summary>
    internal static void Escape(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Escaped) is >= 0 and var at)
        {
            html.Append(text[..at]).Append(text[at] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => "&#39;" });
            text = text[(at + 1)..];
        }

        html.Append(text);
    }

    /// <summary>What is written, and which elements of it are open.</summary>
    private sealed class Output(Uri? baseUri)
    {
        private readonly StringBuilder _html = new();
        private readonly List<string> _open = [];

        public bool IsFull => _html.Length >= FeedLimits.TextLength;

        public void Text(string text) =>
            Escape(_html, text.AsSpan(0, Math.Min(text.Length, FeedLimits.TextLength - _html.Length)));

        public void Take(HtmlTagToken tag)
        {
            if (tag.Type == HtmlTokenType.StartTag)
            {
                Start(tag);
            }
            else if (_open.LastIndexOf(tag.Name) is >= 0 and var at)
            {
                CloseTo(at);
            }
        }

        public string End()
        {
            CloseTo(0);
            return _html.ToString().Trim();
        }

        private void Start(HtmlTagToken tag)
        {
            var isVoid = Void.Contains(tag.Name);
            if (!isVoid && _open.Count >= MaxDepth)
            {
                return;
            }

            var start = _html.Length;
            _html.Append('<').Append(tag.Name);
            var hasSource = false;
            foreach (var attribute in tag.Attributes)
            {
                var name = attribute.Name;
                if (!Attributes.Contains(name) || (name is "href" && tag.Name != "a") || (name is "src" && tag.Name != "img"))
                {
                    continue;
                }

                var value = name is "href" or "src" or "cite" ? Address(attribute.Value, isLink: name == "href") : attribute.Value;
                if (value is not null && value.Length <= FeedLimits.TitleLength * 2)
                {
                    hasSource |= name == "src";
                    _html.Append(' ').Append(name).Append("=\"");
                    Escape(_html, value);
                    _html.Append('"');
                }
            }

            if (tag.Name == "img" && !hasSource)
            {
                _html.Length = start;
                return;
            }

            _html.Append(tag.Name == "a" ? " rel=\"nofollow noopener noreferrer\">" : ">");
            if (!isVoid)
            {
                _open.Add(tag.Name);
            }
        }

        private void CloseTo(int depth)
        {
            for (var at = _open.Count - 1; at >= depth; at--)
            {
                _html.Append("</").Append(_open[at]).Append('>');
            }

            _open.RemoveRange(depth, _open.Count - depth);
        }

        private string? Address(string value, bool isLink)
        {
            var text = value.Trim();
            return isLink && text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out var mail)
                ? mail.AbsoluteUri
                : CanonicalUrl.Absolute(text, baseUri);
        }
    }
}
