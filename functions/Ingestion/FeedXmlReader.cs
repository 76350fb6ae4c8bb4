using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Walks a document: <see cref="ReadStart"/> goes to the next element, <see cref="ReadRest"/> takes all of it. A strict reader goes first;
/// where it throws, the tolerant one begins again at the element that was being read. Prefixes are resolved here, so that one that was
/// never declared is no fault.
/// </summary>
internal sealed class FeedXmlReader : IDisposable
{
    private readonly MarkedText _text;
    private readonly FeedLimits _limits;
    private readonly Uri? _baseUri;
    private readonly XmlTextReader _strict;
    private readonly List<Frame> _open = [];
    private readonly List<(string Name, string Value)> _attributes = [];
    private XmlTokenizer? _tolerant;
    private bool _isBroken;
    private bool _isAtEmpty;
    private int _markedDepth;
    private string? _markedEnd;
    private bool _isMarked;

    public FeedXmlReader(string text, Uri? baseUri, FeedLimits limits)
        : this(new MarkedText(new StringReader(text)), baseUri, limits)
    {
    }

    public FeedXmlReader(MarkedText text, Uri? baseUri, FeedLimits limits)
    {
        (_text, _baseUri, _limits) = (text, baseUri, limits);
        _strict = new XmlTextReader(text)
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            Namespaces = false,
            WhitespaceHandling = WhitespaceHandling.All,
        };
    }

    /// <summary>How many end tags did not match and were put right.</summary>
    public int Mended => _tolerant?.Mended ?? 0;

    /// <summary>Where the document broke off, as a sentence; null as long as it has not.</summary>
    public FeedFormatException? Fault { get; private set; }

    /// <summary>The next element that begins, without what is in it; null at the end.</summary>
    public FeedElement? ReadStart()
    {
        while (Advance() || (TurnTolerant(_open.Count) && Advance()))
        {
            switch (NodeType)
            {
                case XmlNodeType.Element when IsTooDeep:
                    break;
                case XmlNodeType.Element:
                    Mark(_open.Count, null);
                    var element = Open();
                    if (IsEmpty)
                    {
                        _open.RemoveAt(_open.Count - 1);
                        _isAtEmpty = true;
                    }

                    return element;
                case XmlNodeType.EndElement when _open.Count > 0:
                    Close();
                    break;
            }
        }

        return null;
    }

    /// <summary>Fills the element that <see cref="ReadStart"/> has just returned. What had not ended when the document broke off is left out.</summary>
    public FeedElement ReadRest(FeedElement root)
    {
        if (_isAtEmpty)
        {
            _isAtEmpty = false;
            return root;
        }

        var depth = _open.Count;
        root.IsComplete = Fill(root, depth);
        if (!root.IsComplete && TurnTolerant(depth))
        {
            root.Clear();
            root.IsComplete = _open.Count < depth || Fill(root, depth);
        }

        return root;
    }

    public void Dispose()
    {
        _strict.Dispose();
        _text.Dispose();
    }

    private XmlNodeType NodeType => _tolerant?.NodeType ?? _strict.NodeType;

    private string Name => _tolerant?.Name ?? _strict.Name;

    private string Value => _tolerant?.Value ?? _strict.Value;

    private bool IsEmpty => _tolerant?.IsEmpty ?? _strict.IsEmptyElement;

    private int Line => _tolerant?.Line ?? _strict.LineNumber;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Fill(FeedElement root, int depth)
    {
        var elements = 0;
        while (Advance())
        {
            switch (NodeType)
            {
                case XmlNodeType.Element when IsTooDeep:
                    break;
                case XmlNodeType.Element:
                    if (++elements > _limits.MaxElements)
                    {
                        throw new FeedFormatException($"One item holds more than {_limits.MaxElements} elements", Line);
                    }

                    var isEmpty = IsEmpty;
                    root.Vocabularies |= FeedNamespaces.VocabularyOf(Open().Ns);
                    if (isEmpty)
                    {
                        Attach();
                    }

                    break;
                case XmlNodeType.EndElement when _open.Count == depth:
                    Close();
                    return true;
                case XmlNodeType.EndElement:
                    Attach();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    _open[^1].Element.AddText(XmlReference.WithoutControls(Value));
                    break;
                case XmlNodeType.Whitespace when _open.Count > depth:
                    _open[^1].Element.AddText(Value);
                    break;
                case XmlNodeType.EntityReference:
                    _open[^1].Element.AddText(XmlReference.Named(Name) ?? $"&{Name};");
                    break;
            }
        }

        return false;
    }

    /// <summary>An element that has ended is part of its parent.</summary>
    private void Attach()
    {
        var element = _open[^1].Element;
        _open.RemoveAt(_open.Count - 1);
        element.Parent?.Add(element);
    }

    private void Close()
    {
        Mark(_open.Count - 1, Name);
        _open.RemoveAt(_open.Count - 1);
    }

    private bool Advance()
    {
        _isAtEmpty = false;
        if (_tolerant is not null)
        {
            return ReadTolerant();
        }

        try
        {
            return !_isBroken && _strict.Read();
        }
        catch (XmlException)
        {
            _isBroken = true;
            return false;
        }
    }

    private bool ReadTolerant()
    {
        if (_tolerant!.Read())
        {
            return true;
        }

        if (_tolerant.Innermost is { } open)
        {
            Fault ??= new FeedFormatException($"The XML is broken: it ends within <{PlainText.Cut(open, 60)}>", _tolerant.Line);
        }
        else if (!_isMarked)
        {
            Fault ??= new FeedFormatException(_tolerant.HasMarkup ? "The document holds no element" : "This is plain text, not a feed", 1);
        }

        return false;
    }

    /// <summary>Remembers the start or end tag here, which has been understood: reading may begin with it again.</summary>
    private void Mark(int depth, string? end)
    {
        (_isMarked, _markedDepth, _markedEnd) = (true, depth, end);
        if (_tolerant is null)
        {
            _text.Mark(_strict.LineNumber, _strict.LinePosition - (end is null ? 1 : 2));
        }
    }

    /// <summary>
    /// Goes back to the mark with the tolerant reader, once, and over the tag there, with that many elements open; false where that has
    /// been done or the document has ended.
    /// </summary>
    private bool TurnTolerant(int depth)
    {
        if (!_isBroken || _tolerant is not null)
        {
            return false;
        }

        _open.RemoveRange(depth, _open.Count - depth);
        var open = _open.Take(_markedDepth).Select(frame => frame.Name);
        _text.Rewind();
        _tolerant = new XmlTokenizer(_text, _markedEnd is null ? open : open.Append(_markedEnd), _text.Line);
        if (_isMarked)
        {
            ReadTolerant();
            if (_markedEnd is null && _tolerant.IsEmpty && _open.Count > _markedDepth)
            {
                _open.RemoveAt(_open.Count - 1);
            }
        }

        return true;
    }

    /// <summary>Whether one more element would be too many within each other. Where end tags are only missing, the tolerant reader finds less.</summary>
    private bool IsTooDeep
    {
        get
        {
            if (_open.Count < _limits.MaxDepth)
            {
                return false;
            }

            _isBroken = _tolerant is null
                ? true
                : throw new FeedFormatException($"Elements lie more than {_limits.MaxDepth} deep within each other", Line);
            return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private FeedElement Open()
    {
        var (parent, scope) = _open.Count > 0 ? (_open[^1].Element, _open[^1].Scope) : (null, PrefixScope.Outermost);
        var name = Name;
        var attributes = Attributes();
        foreach (var (key, value) in attributes)
        {
            if (key.StartsWith("xmlns", StringComparison.Ordinal) && (key.Length == 5 || key[5] == ':'))
            {
                scope = scope.With(key.Length > 6 ? key[6..] : "", value.Trim(), Line);
            }
        }

        var (ns, local) = scope.Resolve(name);
        var element = new FeedElement(ns, local, parent) { Base = parent?.Base ?? _baseUri };
        foreach (var (key, value) in attributes)
        {
            if (key == "xml:base")
            {
                element.Rebase(value);
            }
            else if (key == "xml:lang")
            {
                element.Language = FeedText.Language(value) ?? "";
            }

            element.AddAttribute(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..].ToLowerInvariant(), value);
        }

        _open.Add(new Frame(name, element, scope));
        return element;
    }

    private IReadOnlyList<(string Name, string Value)> Attributes()
    {
        if (_tolerant is not null)
        {
            return _tolerant.Attributes;
        }

        _attributes.Clear();
        while (_strict.MoveToNextAttribute())
        {
            _attributes.Add((_strict.Name, XmlReference.WithoutControls(AttributeValue())));
        }

        _strict.MoveToElement();
        return _attributes;
    }

    /// <summary>The strict reader leaves entities that are not XML's to us, and tells them from text only piece by piece.</summary>
    private string AttributeValue()
    {
        var value = _strict.Value;
        if (!value.Contains('&', StringComparison.Ordinal))
        {
            return value;
        }

        var pieces = new StringBuilder();
        while (_strict.ReadAttributeValue())
        {
            pieces.Append(_strict.NodeType == XmlNodeType.EntityReference ? XmlReference.Named(_strict.Name) ?? $"&{_strict.Name};" : _strict.Value);
        }

        return pieces.ToString();
    }

    private readonly record struct Frame(string Name, FeedElement Element, PrefixScope Scope);
}
