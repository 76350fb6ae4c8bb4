namespace EsgFunctions.Ingestion;

/// <summary>RSS, RDF, Atom and CAP documents, item by item.</summary>
internal sealed class XmlFeed
{
    private readonly FeedXmlReader _xml;
    private readonly FeedLimits _limits;
    private readonly List<string> _problems;
    private readonly List<FoundItem> _items = [];
    private readonly FeedElement _self = new("", "feed", null);
    private FeedFormat? _format;
    private string? _language;
    private Uri? _link;
    private bool _isDrill;
    private bool _holdsCap;
    private int _notActual;
    private int _unnamed;
    private bool _isFull;

    private XmlFeed(FeedXmlReader xml, FeedLimits limits, List<string> problems) => (_xml, _limits, _problems) = (xml, limits, problems);

    /// <exception cref="FeedFormatException">No feed, or broken before its first item.</exception>
    public static FeedDocument Read(string text, string encoding, Uri? baseUri, FeedLimits limits, List<string> problems)
    {
        using var xml = new FeedXmlReader(text, baseUri, limits);
        var feed = new XmlFeed(xml, limits, problems);
        var format = feed.Walk();
        return feed.Document(format, encoding);
    }

    private FeedFormat Walk()
    {
        var root = _xml.ReadStart() ?? throw _xml.Fault ?? new FeedFormatException("The document holds no element", 1);
        _format = FormatOf(root);
        _language = root.Language;
        for (var element = root; element is not null && !_isFull; element = _xml.ReadStart())
        {
            Take(element);
        }

        if (_format is null)
        {
            throw new FeedFormatException($"Its first element is <{PlainText.Cut(root.Name, 60)}>, which is no feed that we know", 1);
        }

        if (_xml.Mended > 0)
        {
            _problems.Add($"{_xml.Mended} end tags did not match and were put right.");
        }

        if (_xml.Fault is { } fault)
        {
            if (_items.Count == 0 && _self.Nodes.Count == 0)
            {
                throw fault;
            }

            _problems.Add($"{fault.Message}: {_items.Count} items before it were kept");
        }

        return _format.Value;
    }

    private static FeedFormat? FormatOf(FeedElement root) => (root.Ns, root.Name) switch
    {
        (FeedNamespaces.Core, "rss" or "channel" or "item") => FeedFormat.Rss,
        ("rdf", "rdf") => FeedFormat.Rdf,
        (FeedNamespaces.Core, "feed" or "entry") => FeedFormat.Atom,
        ("cap" or FeedNamespaces.Core, "alert") => FeedFormat.Cap,
        (_, "html") => throw new FeedFormatException("This is an HTML page, not a feed", 1),
        (_, "opml") => throw new FeedFormatException("This is an OPML list of feeds, not a feed", 1),
        (_, "urlset" or "sitemapindex") => throw new FeedFormatException("This is a site map, not a feed", 1),
        _ => null,
    };

    private void Take(FeedElement element)
    {
        if (element.Ns == FeedNamespaces.Core && element.Name is "item" or "entry" && _format is not (null or FeedFormat.Cap))
        {
            Add(element);
        }
        else if (element.Ns == FeedNamespaces.Core && element.Name is "rss" or "channel" or "feed" || element.Is("rdf", "rdf"))
        {
            _language = element.Language ?? _language;
        }
        else if (element.Name == "alert" && (element.Ns == "cap" || _format == FeedFormat.Cap))
        {
            _format ??= FeedFormat.Cap;
            AddAlert(_xml.ReadRest(element));
        }
        else if (element.Name == "distributionstatus")
        {
            // Of an EDXL envelope: what is in an exercise is one, whatever it says itself.
            _isDrill = _xml.ReadRest(element).Trimmed is { } status && !status.Equals("Actual", StringComparison.OrdinalIgnoreCase);
        }
        else if (_format is not null)
        {
            var rest = _xml.ReadRest(element);
            if (element.Parent is { Name: "channel" or "feed" } && rest.IsComplete)
            {
                About(rest);
            }
        }
    }

    private void About(FeedElement element)
    {
        _self.Add(element);
        _language ??= element is { Name: "language", Ns: FeedNamespaces.Core or "dc" } ? FeedText.Language(element.Trimmed) : null;
        if (element.Is(FeedNamespaces.Core, "link") && _link is null && SyndicationItem.Link(_self, element.Base) is { } link)
        {
            _link = new Uri(link);
        }
    }

    private void Add(FeedElement start)
    {
        var item = _xml.ReadRest(start);
        if (item.Descendants("cap", "alert").FirstOrDefault() is { } alert && alert.IsComplete)
        {
            AddAlert(alert);
        }
        else if (!CapAlert.IsActual(item, "cap"))
        {
            _notActual++;
        }
        else
        {
            var found = SyndicationItem.Read(item, item.Base ?? _link, _language);
            if (item.IsComplete || (found.Title.Length > 0 && found.Key.Length > 0))
            {
                Keep(found);
            }
        }
    }

    private void AddAlert(FeedElement alert)
    {
        _holdsCap = true;
        if (_isDrill || !CapAlert.IsActual(alert))
        {
            _notActual++;
        }
        else if (alert.IsComplete)
        {
            var item = CapAlert.Read(alert, alert.Base ?? _link);
            if (item.Cap!.Key is null && item.Cap.Infos.Count == 0)
            {
                _unnamed++;
            }
            else
            {
                Keep(item);
            }
        }
    }

    private void Keep(FoundItem item)
    {
        if (_items.Count >= _limits.MaxItems)
        {
            _isFull = true;
            _problems.Add($"Only the first {_limits.MaxItems} items were read.");
            return;
        }

        _items.Add(item);
    }

    private FeedDocument Document(FeedFormat format, string encoding)
    {
        if (_notActual > 0)
        {
            _problems.Add($"{_notActual} messages are exercises, tests, drafts or between systems, and were left out.");
        }

        if (_unnamed > 0)
        {
            _problems.Add($"{_unnamed} alerts have neither an identifier nor information, and were left out.");
        }

        return new FeedDocument
        {
            Format = format,
            HoldsCap = _holdsCap,
            Encoding = encoding,
            Title = FeedText.Line(_self.First("", "title") ?? _self.First("dc", "title"), FeedLimits.TitleLength) is { Length: > 0 } title ? title : null,
            Link = SyndicationItem.Link(_self, _link),
            Language = _language,
            Ttl = Ttl(),
            Items = _items,
            Problems = _problems,
        };
    }

    private TimeSpan? Ttl()
    {
        var period = _self.TextOf("sy", "updateperiod")?.ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            _ => (TimeSpan?)null,
        };
        return GeoText.Number(_self.TextOf("", "ttl")) is > 0 and <= 525_600 and var minutes ? TimeSpan.FromMinutes(minutes)
            : period is { } length ? length / (GeoText.Number(_self.TextOf("sy", "updatefrequency")) is >= 1 and <= 10_000 and var times ? times : 1)
            : null;
    }
}
