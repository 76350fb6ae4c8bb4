namespace EsgFunctions.Ingestion;

/// <summary>RSS, RDF, Atom and CAP documents, item by item.</summary>
internal sealed class XmlFeed
{
    private readonly FeedXmlReader _xml;
    private readonly FeedLimits _limits;
    private readonly FeedFacts _facts;
    private readonly FeedElement _self = new("", "feed", null);
    private FeedFormat? _format;
    private string? _language;
    private Uri? _link;
    private int _found;
    private int _notActual;
    private int _unnamed;
    private bool _isDrill;
    private bool _saidMore = true;

    private XmlFeed(FeedXmlReader xml, FeedLimits limits, FeedFacts facts) => (_xml, _limits, _facts) = (xml, limits, facts);

    /// <exception cref="FeedFormatException">No feed, or broken before its first item.</exception>
    public static IEnumerable<FoundItem> Read(MarkedText text, FeedFacts facts, Uri? baseUri, FeedLimits limits)
    {
        using var xml = new FeedXmlReader(text, baseUri, limits);
        foreach (var item in new XmlFeed(xml, limits, facts).Items())
        {
            yield return item;
        }
    }

    private IEnumerable<FoundItem> Items()
    {
        var root = _xml.ReadStart() ?? throw _xml.Fault ?? new FeedFormatException("The document holds no element", 1);
        _format = FormatOf(root);
        Describe(root);
        for (var element = root; element is not null; element = _xml.ReadStart())
        {
            if (Take(element) is not { } item)
            {
                continue;
            }

            if (_found == _limits.MaxItems)
            {
                _facts.Faults.Add($"Only the first {_limits.MaxItems} items were read.");
                break;
            }

            _found++;
            State();
            yield return item;
        }

        State();
        End(root);
    }

    /// <summary>What is known of the feed by now.</summary>
    private void State()
    {
        if (!_saidMore)
        {
            return;
        }

        _saidMore = false;
        _facts.Format = _format ?? default;
        _facts.Title = FeedText.Line(_self.First("", "title") ?? _self.First("dc", "title"), FeedLimits.TitleLength) is { Length: > 0 } title ? title : null;
        _facts.Link = SyndicationItem.Link(_self, _link);
        _facts.Language = _language ?? _facts.Language;
        _facts.Ttl = Ttl();
    }

    private void End(FeedElement root)
    {
        if (_format is null)
        {
            throw new FeedFormatException($"Its first element is <{PlainText.Cut(root.Name, 60)}>, which is no feed that we know", 1);
        }

        if (_xml.Mended > 0)
        {
            _facts.Faults.Add($"{_xml.Mended} end tags did not match and were put right.");
        }

        if (_xml.Fault is { } fault)
        {
            if (_found == 0 && _self.Nodes.Count == 0)
            {
                throw fault;
            }

            _facts.Faults.Add($"{fault.Message}: {_found} items before it were kept");
        }

        if (_notActual > 0)
        {
            _facts.Faults.Add($"{_notActual} messages are exercises, tests, drafts or between systems, and were left out.");
        }

        if (_unnamed > 0)
        {
            _facts.Faults.Add($"{_unnamed} alerts have neither an identifier nor information, and were left out.");
        }
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

    private FoundItem? Take(FeedElement element)
    {
        if (element.Ns == FeedNamespaces.Core && element.Name is "item" or "entry" && _format is not (null or FeedFormat.Cap))
        {
            return Item(element);
        }

        if (element.Ns == FeedNamespaces.Core && element.Name is "rss" or "channel" or "feed" || element.Is("rdf", "rdf"))
        {
            Describe(element);
        }
        else if (element.Name == "alert" && (element.Ns == "cap" || _format == FeedFormat.Cap))
        {
            _format ??= FeedFormat.Cap;
            return Alert(_xml.ReadRest(element));
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

        return null;
    }

    /// <summary>What stands in the start tag of the feed itself; CDF has its page there.</summary>
    private void Describe(FeedElement start)
    {
        _language = start.Language is { Length: > 0 } language ? language : _language;
        if (start.Attribute("href") is { } page && _link is null && CanonicalUrl.Absolute(page, start.Base) is { } link)
        {
            _self.AddAttribute("href", link);
            _link = new Uri(link);
        }

        _saidMore = true;
    }

    private void About(FeedElement element)
    {
        if (_self.Nodes.Count < _limits.MaxElements)
        {
            _self.Add(element);
        }

        _saidMore = true;
        _language ??= element is { Name: "language", Ns: FeedNamespaces.Core or "dc" } ? FeedText.Language(element.Trimmed) : null;
        if (element.Is(FeedNamespaces.Core, "link") && _link is null && SyndicationItem.Link(_self, element.Base) is { } link)
        {
            _link = new Uri(link);
        }
    }

    private FoundItem? Item(FeedElement start)
    {
        var item = _xml.ReadRest(start);
        if (item.Vocabularies.HasFlag(FeedVocabularies.Cap))
        {
            if (item.Descendants("cap", "alert").FirstOrDefault() is { } alert && alert.IsComplete)
            {
                return Alert(alert);
            }

            if (!CapAlert.IsActual(item, "cap"))
            {
                _notActual++;
                return null;
            }
        }

        var found = SyndicationItem.Read(item, item.Base ?? _link, _language ?? _facts.Language);
        return item.IsComplete || (found.Title.Length > 0 && found.Key.Length > 0) ? found : null;
    }

    private FoundItem? Alert(FeedElement alert)
    {
        _facts.HoldsCap = true;
        if (_isDrill || !CapAlert.IsActual(alert))
        {
            _notActual++;
            return null;
        }

        var item = alert.IsComplete ? CapAlert.Read(alert, alert.Base ?? _link) : null;
        if (item?.Cap is { Key: null, Infos: [] })
        {
            _unnamed++;
            return null;
        }

        return item;
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
