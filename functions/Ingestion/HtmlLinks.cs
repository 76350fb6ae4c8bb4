using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace EsgFunctions.Ingestion;

/// <summary>The links of HTML, each with the text that belongs to it, in one pass.</summary>
internal static class HtmlLinks
{
    /// <summary>Of one item: a bulletin of more is a site map.</summary>
    public const int Most = 200;

    private const int LongestWords = 300;

    /// <param name="html">The safe subset (<see cref="SafeHtml"/>): addresses are absolute.</param>
    public static IReadOnlyList<ItemLink> Read(string html)
    {
        var reading = new Reading();
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { SkipComments = true };
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token.Type == HtmlTokenType.Character)
            {
                reading.Text(token.Data);
            }
            else if (token.Name == "a" && token.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag)
            {
                reading.EndLink();
                if (token is HtmlTagToken { Type: HtmlTokenType.StartTag } tag)
                {
                    reading.BeginLink(tag.GetAttribute("href"));
                }
            }
            else if (HtmlText.IsBlock(token.Name))
            {
                reading.EndBlock();
            }
        }

        return reading.End();
    }

    private sealed class Reading
    {
        private readonly List<ItemLink> _links = [];
        private readonly StringBuilder _block = new();
        private readonly List<(string Url, int Start, int End)> _inBlock = [];
        private readonly StringBuilder _below = new();
        private (string Url, int Start)? _open;

        public void Text(string text)
        {
            if (_block.Length < FeedLimits.TextLength)
            {
                _block.Append(text);
            }
        }

        public void BeginLink(string? href) =>
            _open = CanonicalUrl.Absolute(href) is { } url ? (url, _block.Length) : null;

        public void EndLink()
        {
            if (_open is var (url, start) && PlainText.Line(_block.ToString(start, _block.Length - start), LongestWords).Length > 0)
            {
                _inBlock.Add((url, start, _block.Length));
            }

            _open = null;
        }

        public void EndBlock()
        {
            // A link that goes on over paragraphs, as cards do, is ended and begun anew: its first words are its title.
            var open = _open;
            EndLink();
            if (_inBlock.Count > 0)
            {
                Take();
            }
            else if (_below.Length < FeedLimits.TextLength)
            {
                _below.Append(_block).Append('\n');
            }

            _block.Clear();
            _inBlock.Clear();
            _open = open is var (url, _) ? (url, 0) : null;
        }

        public List<ItemLink> End()
        {
            EndBlock();
            TakeBelow();
            return _links;
        }

        /// <summary>Of several links in one paragraph each has what stands from it to the next; the first has what stands before it too.</summary>
        private void Take()
        {
            var text = _block.ToString();
            if (_inBlock is [var (only, begin, finish)] && !DigestRule.Says(PlainText.Line(text, LongestWords)) && _links.Count < Most)
            {
                // "Read more" alone in its paragraph: what it is about stands above it.
                var above = PlainText.Paragraphs(_below.ToString(), FeedLimits.TextLength);
                _links.Add(new(only, PlainText.Line(text[begin..finish], LongestWords), above));
                _below.Clear();
                return;
            }

            TakeBelow();
            for (var at = 0; at < _inBlock.Count && _links.Count < Most; at++)
            {
                var (url, start, end) = _inBlock[at];
                var from = at == 0 ? 0 : start;
                var to = at == _inBlock.Count - 1 ? text.Length : _inBlock[at + 1].Start;
                _links.Add(new(url, PlainText.Line(text[start..end], LongestWords), PlainText.Line(text[from..to], FeedLimits.TextLength)));
            }
        }

        /// <summary>Paragraphs without a link belong to the link above them.</summary>
        private void TakeBelow()
        {
            if (_links.Count > 0 && PlainText.Paragraphs(_below.ToString(), FeedLimits.TextLength) is { Length: > 0 } below)
            {
                _links[^1] = _links[^1] with { Around = PlainText.Cut($"{_links[^1].Around}\n{below}", FeedLimits.TextLength) };
            }

            _below.Clear();
        }
    }
}
