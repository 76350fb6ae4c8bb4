namespace EsgFunctions.Ingestion;

/// <summary>An item of RSS or an entry of Atom as a <see cref="FoundItem"/>. One mapping for both, since feeds mix their elements.</summary>
internal static class SyndicationItem
{
    private static readonly (string, string)[] Titles = [("", "title"), ("dc", "title"), ("media", "title"), ("itunes", "title")];
    private static readonly (string, string)[] Summaries =
        [("", "description"), ("", "summary"), ("", "abstract"), ("dc", "description"), ("dcterms", "abstract"), ("itunes", "summary"), ("media", "description")];
    private static readonly (string, string)[] Contents = [("content", "encoded"), ("", "content"), ("xhtml", "body"), ("xhtml", "div"), ("", "body"), ("", "fullitem")];
    private static readonly (string, string)[] Ids = [("", "guid"), ("", "id"), ("dc", "identifier")];
    private static readonly (string, string)[] Publisheds =
        [("", "pubdate"), ("", "published"), ("", "issued"), ("dc", "date"), ("dcterms", "issued"), ("dcterms", "created"), ("", "created"), ("dcterms", "date")];
    private static readonly (string, string)[] Updateds = [("", "updated"), ("", "modified"), ("dcterms", "modified"), ("dcterms", "updated"), ("cap", "sent"), ("dc", "date")];

    /// <param name="feedLink">The page of the feed: relative links are resolved against it where nothing better is known.</param>
    /// <param name="feedLanguage">Used where the item declares none.</param>
    public static FoundItem Read(FeedElement item, Uri? feedLink, string? feedLanguage)
    {
        if (item.Descendants("cap", "alert").FirstOrDefault() is { } alert)
        {
            return CapAlert.Read(alert, item.Base ?? feedLink);
        }

        var title = First(item, Titles, element => FeedText.Line(element, FeedLimits.TitleLength)) ?? "";
        var summary = First(item, Summaries, FeedText.Plain) ?? "";
        var content = string.Join('\n', Contents.SelectMany(name => item.All(name.Item1, name.Item2)).Select(FeedText.Plain).Where(part => part.Length > 0).Distinct());
        var text = FeedText.Join(summary, content);
        var id = First(item, Ids, element => element.Trimmed) ?? item.Attribute("about");
        var url = Link(item, feedLink);
        return new FoundItem
        {
            Key = title.Length + text.Length == 0 && id is null && url is null ? ItemKey.Of(null, null, "", item.Markup()) : ItemKey.Of(id, url, title, text),
            Title = title,
            Text = text,
            Url = url,
            Published = FirstDate(item, Publisheds),
            Updated = FirstDate(item, Updateds),
            Authors = Names(item).Distinct().Take(FeedLimits.ListLength).ToList(),
            Categories = Categories(item).Distinct().Take(FeedLimits.ListLength).ToList(),
            Language = FeedText.Language(item.TextOf("dc", "language")) ?? item.Language ?? feedLanguage,
            Place = GeoRss.Read(item),
            Official = GdacsAlert.Read(item) ?? CapAlert.ReadWithin(item),
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
            : CanonicalUrl.Absolute(element.TextOf(FeedNamespaces.Core, "id")));
    }

    /// <summary>What its content links to; its summary, where it has no content.</summary>
    public static IReadOnlyList<ItemLink> Links(FeedElement item, Uri? feedLink)
    {
        var texts = Contents.SelectMany(name => item.All(name.Item1, name.Item2)).ToList();
        texts = texts.Count > 0 ? texts : [.. Summaries.SelectMany(name => item.All(name.Item1, name.Item2))];
        return [.. texts.SelectMany(text => HtmlLinks.Read(text.HasChildren ? text.Markup() : text.Text, text.Base ?? feedLink)).Take(HtmlLinks.Most)];
    }

    private static string? First(FeedElement item, (string Ns, string Name)[] names, Func<FeedElement, string?> read) =>
        names.SelectMany(name => item.All(name.Ns, name.Name)).Select(read).FirstOrDefault(text => !string.IsNullOrEmpty(text));

    private static DateTimeOffset? FirstDate(FeedElement item, (string Ns, string Name)[] names) =>
        names.SelectMany(name => item.All(name.Ns, name.Name)).Select(element => FeedDate.Parse(element.Text)).FirstOrDefault(date => date is not null);

    private static IEnumerable<string> Names(FeedElement item)
    {
        foreach (var node in item.Children)
        {
            if ((node.Ns, node.Name) is ("", "author") or ("dc", "creator" or "author") or ("itunes", "author"))
            {
                var name = Person(node.TextOf(FeedNamespaces.Core, "name") ?? (node.HasChildren ? node.TextOf(FeedNamespaces.Core, "email") : node.Trimmed));
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
                var name = HtmlText.ToLine(node.Attribute("label") ?? node.Attribute("term") ?? node.Attribute("text") ?? node.Trimmed, FeedLimits.NameLength);
                if (name.Length > 0)
                {
                    yield return name;
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
