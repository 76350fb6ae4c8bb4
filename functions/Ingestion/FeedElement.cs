using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>An element of a feed, or a run of text within one; names in lower case, namespace by its short name.</summary>
internal sealed class FeedElement(string ns, string name, FeedElement? parent)
{
    private static readonly List<FeedElement> NoNodes = [];

    private List<FeedElement>? _nodes;
    private string? _text;
    private List<(string Name, string Value)>? _attributes;

    public string Ns { get; } = ns;

    public string Name { get; } = name;

    public FeedElement? Parent { get; } = parent;

    /// <summary>Of a run of text; null for an element.</summary>
    public string? Value { get; init; }

    /// <summary>xml:base in force here.</summary>
    public Uri? Base { get; set; } = parent?.Base;

    /// <summary>xml:lang in force here; "" where it was taken back, null where none was given.</summary>
    public string? Language { get; set; } = parent?.Language;

    /// <summary>False where the document broke off inside.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Vocabularies of the elements within, as far as they need a look of their own.</summary>
    public FeedVocabularies Vocabularies { get; set; }

    /// <summary>Elements and runs of text in their order; none where there is only one run of text.</summary>
    public IReadOnlyList<FeedElement> Nodes => _nodes ?? NoNodes;

    public IEnumerable<FeedElement> Children => Nodes.Where(node => node.Value is null);

    public bool HasChildren
    {
        get
        {
            for (var at = 0; at < Nodes.Count; at++)
            {
                if (Nodes[at].Value is null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Its own characters, not those of elements within it.</summary>
    public string Text => _text ??= string.Concat(Nodes.Select(node => node.Value));

    /// <summary>Own text, trimmed; null where there is none.</summary>
    public string? Trimmed => Text.Trim() is { Length: > 0 } text ? text : null;

    public bool Is(string ns, string name) => Name == name && Ns == ns;

    public void Add(FeedElement node)
    {
        if (_nodes is null)
        {
            _nodes = [];
            if (_text is not null)
            {
                _nodes.Add(new FeedElement("", "", this) { Value = _text });
            }
        }

        _text = null;
        _nodes.Add(node);
    }

    public void AddText(string text)
    {
        if (_nodes is null && _text is null)
        {
            _text = text;
        }
        else if (text.Length > 0)
        {
            Add(new FeedElement("", "", this) { Value = text });
        }
    }

    /// <summary>Forgets what is within, for a second reading.</summary>
    public void Clear() => (_nodes, _text, Vocabularies) = (null, null, FeedVocabularies.None);

    /// <summary>xml:base: an address, absolute or relative to the one in force.</summary>
    public void Rebase(string address)
    {
        if (Uri.TryCreate(Base, address.Trim(), out var absolute) && CanonicalUrl.IsWeb(absolute))
        {
            Base = absolute;
        }
    }

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

    public IEnumerable<FeedElement> All(string ns, string name) => _nodes is null ? [] : _nodes.Where(node => node.Is(ns, name));

    public FeedElement? First(string ns, string name)
    {
        for (var at = 0; at < Nodes.Count; at++)
        {
            if (Nodes[at].Is(ns, name))
            {
                return Nodes[at];
            }
        }

        return null;
    }

    /// <summary>Trimmed text of the first such child that has any.</summary>
    public string? TextOf(string ns, string name) =>
        All(ns, name).Select(node => node.Trimmed).FirstOrDefault(text => text is not null);

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

    /// <summary>What is within as HTML, for <see cref="HtmlText"/> and <see cref="SafeHtml"/> to read.</summary>
    public string Markup()
    {
        var markup = new StringBuilder();
        AppendMarkup(markup);
        return markup.ToString();
    }

    private void AppendMarkup(StringBuilder markup)
    {
        if (_nodes is null)
        {
            SafeHtml.Escape(markup, _text);
        }

        foreach (var node in Nodes)
        {
            if (node.Value is { } text)
            {
                SafeHtml.Escape(markup, text);
                continue;
            }

            markup.Append('<').Append(node.Name);
            foreach (var (name, value) in node._attributes ?? [])
            {
                markup.Append(' ').Append(name).Append("=\"");
                SafeHtml.Escape(markup, value);
                markup.Append('"');
            }

            markup.Append('>');
            if (node.Name is not ("br" or "hr" or "img" or "wbr"))
            {
                node.AppendMarkup(markup);
                markup.Append("</").Append(node.Name).Append('>');
            }
        }
    }
}
