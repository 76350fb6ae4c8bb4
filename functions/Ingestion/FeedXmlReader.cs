using System.Xml;

namespace EsgFunctions.Ingestion;

/// <summary>
/// Walks a repaired document: <see cref="ReadStart"/> goes to the next element, <see cref="ReadRest"/> takes all of it. Only this class
/// knows which tokenizer is underneath. Prefixes are resolved here, so that one that was never declared is no fault.
/// </summary>
internal sealed class FeedXmlReader : IDisposable
{
    private const int MaxPrefixes = 200;
    private readonly XmlTextReader _xml;
    private readonly FeedLimits _limits;
    private readonly int _skippedLines;
    private readonly Stack<(FeedElement Element, Dictionary<string, string> Prefixes)> _open = new();
    private readonly Uri? _baseUri;
    private readonly Dictionary<string, string> _noPrefixes = [];

    public FeedXmlReader(string text, Uri? baseUri, FeedLimits limits)
    {
        (var xml, _skippedLines, Mended) = XmlRepair.Repair(text, limits);
        _limits = limits;
        _baseUri = baseUri;
        _xml = new XmlTextReader(new StringReader(xml))
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            Namespaces = false,
            WhitespaceHandling = WhitespaceHandling.All,
        };
    }

    /// <summary>How many end tags did not match and were put right.</summary>
    public int Mended { get; }

    /// <summary>Where the XML broke, as a sentence; null as long as it has not.</summary>
    public FeedFormatException? Fault { get; private set; }

    /// <summary>The next element that begins, without what is in it; null at the end or where the XML breaks.</summary>
    public FeedElement? ReadStart()
    {
        while (Advance())
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                var isEmpty = _xml.IsEmptyElement;
                var element = Open();
                if (isEmpty)
                {
                    _open.Pop();
                    IsAtEmpty = true;
                }

                return element;
            }

            if (_xml.NodeType == XmlNodeType.EndElement && _open.Count > 0)
            {
                _open.Pop();
            }
        }

        return null;
    }

    private bool IsAtEmpty { get; set; }

    /// <summary>Fills the element that <see cref="ReadStart"/> has just returned. What had not ended when the XML broke is left out.</summary>
    public FeedElement ReadRest(FeedElement root)
    {
        if (IsAtEmpty)
        {
            IsAtEmpty = false;
            return root;
        }

        var depth = _open.Count;
        var elements = 0;
        while (Advance())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.Element:
                    if (++elements > _limits.MaxElements)
                    {
                        throw new FeedFormatException($"One item holds more than {_limits.MaxElements} elements", Line);
                    }

                    var isEmpty = _xml.IsEmptyElement;
                    Open();
                    if (isEmpty)
                    {
                        Close();
                    }

                    break;
                case XmlNodeType.EndElement when _open.Count == depth:
                    _open.Pop();
                    return root;
                case XmlNodeType.EndElement:
                    Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    _open.Peek().Element.AddText(_xml.Value);
                    break;
            }
        }

        root.IsComplete = false;
        return root;
    }

    public void Dispose() => _xml.Dispose();

    private int Line => _xml.LineNumber + _skippedLines;

    private void Close()
    {
        var (element, _) = _open.Pop();
        element.Parent?.Add(element);
    }

    private bool Advance()
    {
        IsAtEmpty = false;
        try
        {
            return Fault is null && _xml.Read();
        }
        catch (XmlException broken)
        {
            var reason = broken.Message;
            var place = reason.LastIndexOf(" Line ", StringComparison.Ordinal);
            Fault = new FeedFormatException(
                "The XML is broken: " + (place > 0 ? reason[..place] : reason).TrimEnd('.'), broken.LineNumber + _skippedLines, broken.LinePosition, broken);
            return false;
        }
    }

    private FeedElement Open()
    {
        if (_open.Count >= _limits.MaxDepth)
        {
            throw new FeedFormatException($"Elements lie more than {_limits.MaxDepth} deep within each other", Line, _xml.LinePosition);
        }

        var (parent, prefixes) = _open.Count > 0 ? _open.Peek() : (null, _noPrefixes);
        var name = _xml.Name;
        var attributes = Attributes(ref prefixes);
        var (ns, local) = Resolve(name, prefixes);
        var element = new FeedElement(ns, local, parent) { Base = parent?.Base ?? _baseUri };
        foreach (var (key, value) in attributes)
        {
            if (key == "xml:base" && Uri.TryCreate(element.Base ?? _baseUri, value.Trim(), out var absolute) && CanonicalUrl.IsWeb(absolute))
            {
                element.Base = absolute;
            }
            else if (key == "xml:lang")
            {
                element.Language = FeedText.Language(value);
            }

            element.AddAttribute(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..].ToLowerInvariant(), value);
        }

        _open.Push((element, prefixes));
        return element;
    }

    private List<(string Name, string Value)> Attributes(ref Dictionary<string, string> prefixes)
    {
        var attributes = new List<(string, string)>(_xml.AttributeCount);
        var isCopied = false;
        while (_xml.MoveToNextAttribute())
        {
            var name = _xml.Name;
            if (name == "xmlns" || name.StartsWith("xmlns:", StringComparison.Ordinal))
            {
                prefixes = isCopied ? prefixes : new Dictionary<string, string>(prefixes);
                isCopied = true;
                prefixes[name.Length > 6 ? name[6..] : ""] = FeedNamespaces.Short(_xml.Value.Trim());
                if (prefixes.Count > MaxPrefixes)
                {
                    throw new FeedFormatException($"It declares more than {MaxPrefixes} namespaces", Line);
                }
            }
            else
            {
                attributes.Add((name, _xml.Value));
            }
        }

        _xml.MoveToElement();
        return attributes;
    }

    private static (string Ns, string Local) Resolve(string name, Dictionary<string, string> prefixes)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? "" : name[..colon];
        var ns = prefixes.TryGetValue(prefix, out var declared) ? declared : prefix.Length == 0 ? FeedNamespaces.Core : FeedNamespaces.OfUndeclared(prefix);
        return (ns, name[(colon + 1)..].ToLowerInvariant());
    }
}
