using System.Net;
using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>An element of a feed, or a run of text within one; names in lower case, namespace by its short name.</summary>
internal sealed class FeedElement(string ns, string name, FeedElement? parent)
{
    private List<FeedElement>? _nodes;
    private List<(string Name, string Value)>? _attributes;

    public string Ns { get; } = ns;

    public string Name { get; } = name;

    public FeedElement? Parent { get; } = parent;

    /// <summary>Of a run of text; null for an element.</summary>
    public string? Value { get; init; }

    /// <summary>xml:base in force here.</summary>
    public Uri? Base { get; set; } = parent?.Base;

    /// <summary>xml:lang in force here.</summary>
    public string? Language { get; set; } = parent?.Language;

    /// <summary>False where the document broke off inside.</summary>
    public bool IsComplete { get; set; } = true;

    public IReadOnlyList<FeedElement> Nodes => _nodes ?? (IReadOnlyList<FeedElement>)[];

    public IEnumerable<FeedElement> Children => Nodes.Where(node => node.Value is null);

    public bool HasChildren => Nodes.Any(node => node.Value is null);

    /// <summary>Its own characters, not those of elements within it.</summary>
    public string Text => Nodes switch
    {
        [] => "",
        [{ Value: { } only }] => only,
        _ => string.Concat(Nodes.Select(node => node.Value)),
    };

    /// <summary>Own text, trimmed; null where there is none.</summary>
    public string? Trimmed => Text.Trim() is { Length: > 0 } text ? text : null;

    public bool Is(string ns, string name) => Name == name && Ns == ns;

    public void Add(FeedElement node) => (_nodes ??= []).Add(node);

    public void AddText(string text) => Add(new FeedElement("", "", this) { Value = text });

    public void AddAttribute(string name, string value) => (_attributes ??= []).Add((name, value));

    /// <summary>By name without prefix; null where it is missing or blank.</summary>
    public string? Attribute(string name)
    {
        foreach (var (key, value) in _attributes ?? [])
        {
            if (key == name)
            {
                return value.Trim() is { Length: > 0 } trimmed ? trimmed : null;
            }
        }

        return null;
    }

    public IEnumerable<FeedElement> All(string ns, string name) => Nodes.Where(node => node.Is(ns, name));

    public FeedElement? First(string ns, string name)
    {
        foreach (var node in Nodes)
        {
            if (node.Is(ns, name))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>Trimmed text of the first such child that has any.</summary>
    public string? TextOf(string ns, string name) =>
        Nodes.Where(node => node.Is(ns, name)).Select(node => node.Trimmed).FirstOrDefault(text => text is not null);

    /// <summary>This element's descendants of that name, itself left out.</summary>
    public IEnumerable<FeedElement> Descendants(string ns, string name)
    {
        foreach (var child in Children)
        {
            if (child.Is(ns, name))
            {
                yield return child;
            }

            foreach (var below in child.Descendants(ns, name))
            {
                yield return below;
            }
        }
    }

    /// <summary>What is within as HTML without attributes but the addresses of links, for <see cref="HtmlText"/> to read.</summary>
    public string Markup()
    {
        var markup = new StringBuilder();
        AppendMarkup(markup);
        return markup.ToString();
    }

    private void AppendMarkup(StringBuilder markup)
    {
        foreach (var node in Nodes)
        {
            if (node.Value is { } text)
            {
                markup.Append(WebUtility.HtmlEncode(text));
                continue;
            }

            markup.Append('<').Append(node.Name);
            if (node.Name == "a" && node.Attribute("href") is { } href)
            {
                markup.Append(" href=\"").Append(WebUtility.HtmlEncode(href)).Append('"');
            }

            markup.Append('>');
            node.AppendMarkup(markup);
            markup.Append("</").Append(node.Name).Append('>');
        }
    }
}
