using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>
/// One plain form for what ours and others make of the same text, by HTML's own rules: tags dropped, characters decoded, white space one blank.
/// Applied to both sides, again and again until nothing changes, so that it favours neither escaped nor decoded text.
/// </summary>
internal static class NeutralText
{
    private const int MaxRounds = 5;

    /// <summary>HTML's phrasing content: no gap between it and the text around it; the same goes for what is within MathML and SVG.</summary>
    private static readonly FrozenSet<string> Phrasing = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
        "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

    private static readonly FrozenSet<string> Hidden = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "script", "style", "iframe", "noembed", "noframes", "noscript", "template");

    private static readonly HtmlParser Parser = new();

    public static string Of(string? text)
    {
        var plain = Collapse(text ?? "");
        for (var round = 0; round < MaxRounds && plain.AsSpan().ContainsAny('<', '&'); round++)
        {
            var next = Strip(plain);
            if (next == plain)
            {
                break;
            }

            plain = next;
        }

        return plain;
    }

    private static string Strip(string html)
    {
        using var document = Parser.ParseDocument("");
        var text = new StringBuilder(html.Length);
        foreach (var node in Parser.ParseFragment(html, document.Body!))
        {
            Append(node, text);
        }

        return Collapse(text.ToString());
    }

    private static void Append(INode node, StringBuilder text)
    {
        if (node is IText characters)
        {
            text.Append(characters.Data);
        }
        else if (node is IElement element && !Hidden.Contains(element.LocalName))
        {
            var gap = Phrasing.Contains(element.LocalName) || element.NamespaceUri != NamespaceNames.HtmlUri ? "" : " ";
            text.Append(gap);
            foreach (var child in node.ChildNodes)
            {
                Append(child, text);
            }

            text.Append(gap);
        }
    }

    private static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                collapsed.Append(c);
            }
            else if (collapsed.Length > 0 && collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }

        return collapsed.ToString().TrimEnd();
    }
}
