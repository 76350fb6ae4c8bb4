using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>A feed named in an OPML list.</summary>
/// <param name="Url">Absolute http or https address of the feed.</param>
/// <param name="HtmlUrl">Its page, or null.</param>
/// <param name="Category">Titles of the outlines around it, outermost first, divided by " / "; else its own category attribute; else null.</param>
/// <param name="Language">BCP 47, as its outline declares it; else null.</param>
public sealed record OpmlFeed(string Title, string Url, string? HtmlUrl, string? Category, string? Language = null)
{
    /// <summary>Between the titles of a category.</summary>
    public const string CategoryDivider = " / ";

    /// <summary>Titles that a category is written back to as outlines within each other.</summary>
    public const int MaxDepth = 20;

    /// <summary>The id in the registry of what nobody has named there: the same at every import.</summary>
    public string Id => $"opml-{StableHash.Of(Url)[..12]}";

    public FeedForm ToForm() => new(Url, Title, Language: Language, Page: HtmlUrl, Category: Category);
}

/// <param name="Problems">Sentences for the person who sent the list.</param>
public sealed record OpmlDocument(string? Title, IReadOnlyList<OpmlFeed> Feeds, IReadOnlyList<string> Problems);

/// <summary>Lists of feeds in OPML 1.0 to 2.0, nested to any sensible depth, broken ones as far as they go.</summary>
public static class OpmlReader
{
    /// <exception cref="FeedFormatException">No OPML, or broken before its first feed.</exception>
    public static OpmlDocument Read(ReadOnlyMemory<byte> content, string? contentType = null, FeedLimits? limits = null)
    {
        limits ??= FeedLimits.Default;
        var problems = new List<string>();
        var (text, _) = FeedEncoding.Decode(content.Span, contentType, problems);
        using var xml = new FeedXmlReader(text, null, limits);
        var root = xml.ReadStart() ?? throw xml.Fault ?? new FeedFormatException("The document is empty");
        if (root.Name != "opml" && root.Name != "outline")
        {
            throw new FeedFormatException($"Its first element is <{PlainText.Cut(root.Name, 60)}>, not <opml>", 1);
        }

        string? title = null;
        var feeds = new Dictionary<string, OpmlFeed>(StringComparer.Ordinal);
        for (var element = root; element is not null && feeds.Count < limits.MaxItems; element = xml.ReadStart())
        {
            if (element is { Name: "title", Parent.Name: "head" })
            {
                title = FeedText.Line(xml.ReadRest(element), FeedLimits.TitleLength);
            }
            else if (element.Name == "outline")
            {
                Take(element, feeds, problems);
            }
        }

        if (xml.Mended > 0)
        {
            problems.Add($"{xml.Mended} end tags did not match and were put right.");
        }

        if (xml.Fault is { } fault)
        {
            if (feeds.Count == 0)
            {
                throw fault;
            }

            problems.Add($"{fault.Message}: {feeds.Count} feeds before it were kept");
        }

        return new OpmlDocument(string.IsNullOrEmpty(title) ? null : title, [.. feeds.Values], problems);
    }

    private static void Take(FeedElement outline, Dictionary<string, OpmlFeed> feeds, List<string> problems)
    {
        var given = outline.Attribute("xmlurl") ?? (outline.Attribute("type")?.ToLowerInvariant() is "rss" or "atom" ? outline.Attribute("url") : null);
        if (given is null)
        {
            return;
        }

        var title = Name(outline);
        if (CanonicalUrl.Absolute(given.StartsWith("feed://", StringComparison.OrdinalIgnoreCase) ? "http://" + given[7..] : given) is not { } url)
        {
            AddProblem(problems, $"'{PlainText.Line(title ?? given, 80)}': '{PlainText.Line(given, 80)}' is no web address.");
            return;
        }

        var feed = new OpmlFeed(title ?? new Uri(url).Host, url, CanonicalUrl.Absolute(outline.Attribute("htmlurl")), Category(outline), FeedText.Language(outline.Attribute("language")));
        if (!feeds.TryAdd(url, feed))
        {
            AddProblem(problems, $"'{PlainText.Line(feed.Title, 80)}': {PlainText.Line(url, 120)} is listed twice.");
        }
    }

    private static string? Category(FeedElement outline)
    {
        var names = new List<string>();
        for (var above = outline.Parent; above is not null; above = above.Parent)
        {
            if (above.Name == "outline" && Name(above) is { } name)
            {
                names.Insert(0, name);
            }
        }

        var category = names.Count > 0 ? string.Join(OpmlFeed.CategoryDivider, names) : outline.Attribute("category")?.Trim('/');
        return string.IsNullOrEmpty(category) ? null : PlainText.Cut(category, FeedLimits.NameLength);
    }

    private static string? Name(FeedElement outline) =>
        HtmlText.ToLine(outline.Attribute("title") ?? outline.Attribute("text"), FeedLimits.NameLength) is { Length: > 0 } name ? name : null;

    private static void AddProblem(List<string> problems, string problem)
    {
        if (problems.Count < 100)
        {
            problems.Add(problem);
        }
    }
}
