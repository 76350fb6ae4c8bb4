namespace EsgFunctions.Ingestion;

/// <summary>An item of RSS or an entry of Atom as a <see cref="FoundItem"/>. One mapping for both, since feeds mix their elements.</summary>
internal static class SyndicationItem
{
    private static readonly (string, string)[] Titles = [("", "title"), ("dc", "title"), ("media", "title"), ("itunes", "title")];
    private static readonly (string, string)[] Summaries =
        [("", "description"), ("", "summary"), ("", "abstract"), ("dc", "description"), ("dcterms", "abstract"), ("itunes", "summary"), ("media", "description")];
    private static readonly (string, string)[] Contents = [("content", "encoded"), ("", "content"), ("xhtml", "body"), ("xhtml", "div"), ("", "body"), ("", "fullitem")];
    private static readonly (string, string)[][] Texts = [Contents, Summaries, Titles];
    private static readonly (string, string)[][] Bodies = [Contents, Summaries];
    private static readonly (string, string)[] Ids = [("", "guid"), ("", "id"), ("dc", "identifier")];
    private static readonly (string, string)[] Publisheds =
        [("", "pubdate"), ("", "published"), ("", "issued"), ("dc", "date"), ("dcterms", "issued"), ("dcterms", "created"), ("", "created"), ("dcterms", "date")];
    private static readonly (string, string)[] Updateds = [("", "updated"), ("", "modified"), ("dcterms", "modified"), ("dcterms", "updated"), ("cap", "sent"), ("dc", "date")];

    /// <param name="feedLink">The page of the feed: relative links are resolved against it where nothing better is known.</param>
    /// <param name="feedLanguage">Used where the item declares none.</param>
    public static FoundItem Read(FeedElement item, Uri? feedLink, string? feedLanguage)
    {
        var title = First(item, Titles, element => FeedText.Line(element, FeedLimits.TitleLength)) ?? "";
        var summary = First(item, Summaries, FeedText.Plain) ?? "";
        var content = Content(item);
        var text = FeedText.Join(summary, content);
        var id = First(item, Ids, Id) ?? item.Attribute("about");
        var url = Link(item, feedLink);
        return new FoundItem
        {
            Key = title.Length + text.Length == 0 && id is null && url is null ? ItemKey.Of(null, null, "", item.Markup()) : ItemKey.Of(id, url, title, text),
            Title = title,
            Text = text,
            Source = Source(item, feedLink),
            Url = url,
            Published = FirstDate(item, Publisheds),
            Updated = FirstDate(item, Updateds) ?? FeedDate.Parse(item.Attribute("lastmod")),
            Authors = Names(item).Distinct().Take(FeedLimits.ListLength).ToList(),
            Categories = Categories(item).Distinct().Take(FeedLimits.ListLength).ToList(),
            Language = FeedText.Language(item.TextOf("dc", "language")) ?? ((Spoken(item) ?? feedLanguage) is { Length: > 0 } language ? language : null),
            Place = item.Vocabularies == FeedVocabularies.None ? null : GeoRss.Read(item),
            Official = item.Vocabularies == FeedVocabularies.None ? null : GdacsAlert.Read(item) ?? CapAlert.ReadWithin(item),
        };
    }

    /// <summary>Absolute address of the page an element links to: alternate first, as RFC 4287 has it.</summary>
    public static string? Link(FeedElement element, Uri? feedLink)
    {
        if (element.TextOf("feedburner", "origlink") is { } original && CanonicalUrl.Absolute(original) is { } direct)
        {
            return direct;
        }

        string? other = null;
        foreach (var link in element.All(FeedNamespaces.Core, "link"))
        {
            var href = link.Attribute("href") ?? link.Trimmed;
            var rel = link.Attribute("rel")?.ToLowerInvariant() ?? "alternate";
            var absolute = rel is "alternate" or "related" or "via" or "http://www.iana.org/assignments/relation/alternate"
                ? CanonicalUrl.Absolute(href, link.Base ?? feedLink)
                : null;
            if (absolute is not null && rel.EndsWith("alternate", StringComparison.Ordinal))
            {
                return absolute;
            }

            other ??= absolute;
        }

        return other ?? (element.First(FeedNamespaces.Core, "guid") is { } guid && guid.Attribute("ispermalink")?.ToLowerInvariant() != "false"
            ? CanonicalUrl.Absolute(guid.Trimmed)
            : CanonicalUrl.Absolute(element.TextOf(FeedNamespaces.Core, "id")))
            ?? CanonicalUrl.Absolute(element.Attribute("href"), element.Base ?? feedLink);
    }

    /// <summary>HTML of the content, or of the summary where there is no content.</summary>
    private static HtmlSource? Source(FeedElement item, Uri? feedLink)
    {
        foreach (var names in Bodies)
        {
            foreach (var (ns, name) in names)
            {
                if (item.First(ns, name) is { } body && FeedText.Markup(body) is { } markup && HtmlText.HoldsMarkup(markup))
                {
                    return new HtmlSource(markup, body.Base ?? feedLink);
                }
            }
        }

        return null;
    }

    /// <summary>An id is an address of its own; one that is only a path (which Atom does not allow) is taken from the base.</summary>
    private static string? Id(FeedElement element) =>
        element.Trimmed is not { } id ? element.HasChildren ? FeedText.Line(element, FeedLimits.NameLength) : null
        : element.Name == "id" && id[0] == '/' && CanonicalUrl.Absolute(id, element.Base) is { } absolute ? absolute
        : id;

    /// <summary>The language of what is read first of the content, the summary, the title; "" where it was taken back.</summary>
    private static string? Spoken(FeedElement item)
    {
        foreach (var names in Texts)
        {
            foreach (var (ns, name) in names)
            {
                if (item.First(ns, name) is { } text)
                {
                    return text.Language;
                }
            }
        }

        return item.Language;
    }

    private static string Content(FeedElement item)
    {
        List<string>? parts = null;
        foreach (var (ns, name) in Contents)
        {
            for (var at = 0; at < item.Nodes.Count; at++)
            {
                if (item.Nodes[at].Is(ns, name) && FeedText.Plain(item.Nodes[at]) is { Length: > 0 } part && !(parts ??= []).Contains(part))
                {
                    parts.Add(part);
                }
            }
        }

        return parts is null ? "" : parts.Count == 1 ? parts[0] : string.Join('\n', parts);
    }

    private static string? First(FeedElement item, (string Ns, string Name)[] names, Func<FeedElement, string?> read)
    {
        foreach (var (ns, name) in names)
        {
            for (var at = 0; at < item.Nodes.Count; at++)
            {
                if (item.Nodes[at].Is(ns, name) && read(item.Nodes[at]) is { Length: > 0 } text)
                {
                    return text;
                }
            }
        }

        return null;
    }

    private static DateTimeOffset? FirstDate(FeedElement item, (string Ns, string Name)[] names)
    {
        foreach (var (ns, name) in names)
        {
            for (var at = 0; at < item.Nodes.Count; at++)
            {
                if (item.Nodes[at].Is(ns, name) && FeedDate.Parse(item.Nodes[at].Text) is { } date)
                {
                    return date;
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Names(FeedElement item)
    {
        foreach (var node in item.Children)
        {
            if ((node.Ns, node.Name) is ("", "author") or ("dc", "creator" or "author") or ("itunes", "author"))
            {
                var name = Person(node.TextOf(FeedNamespaces.Core, "name") ?? node.TextOf(FeedNamespaces.Core, "email") ?? node.Trimmed ?? FeedText.Line(node, FeedLimits.NameLength));
                if (name.Length > 0)
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>RSS writes "address (Name)", others "Name (address)" ; the name is enough.</summary>
    private static string Person(string? text)
    {
        var line = HtmlText.ToLine(text, FeedLimits.NameLength);
        var open = line.IndexOf('(', StringComparison.Ordinal);
        if (open <= 0 || !line.EndsWith(')'))
        {
            return line;
        }

        return line.AsSpan(0, open).Contains('@') ? line[(open + 1)..^1].Trim() : line.AsSpan(open).Contains('@') ? line[..open].Trim() : line;
    }

    private static IEnumerable<string> Categories(FeedElement item)
    {
        foreach (var node in item.Children)
        {
            if ((node.Ns, node.Name) is ("" or "media" or "itunes" or "cap", "category") or ("dc", "subject") or ("cap", "event"))
            {
                // Atom's label is for people, its term for machines: filters may name either.
                foreach (var given in new[] { node.Attribute("label"), node.Attribute("term") ?? node.Attribute("text") ?? node.Trimmed })
                {
                    if (HtmlText.ToLine(given, FeedLimits.NameLength) is { Length: > 0 } name)
                    {
                        yield return name;
                    }
                }
            }
            else if ((node.Ns, node.Name) is ("itunes" or "media", "keywords"))
            {
                foreach (var word in HtmlText.ToLine(node.Trimmed).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    yield return word;
                }
            }
        }
    }
}
