using System.Text.Json;

namespace EsgFunctions.Ingestion;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org); hands GeoJSON on.</summary>
internal static class JsonFeed
{
    public static IEnumerable<FoundItem> Read(string text, FeedFacts facts, Uri? baseUri, FeedLimits limits)
    {
        using var json = JsonFields.Parse(text);
        var root = json.RootElement;
        var type = root.Text("type");
        foreach (var item in type is "FeatureCollection" or "Feature" ? GeoJsonFeed.Read(root, facts, baseUri, limits) : Items(root, facts, baseUri, limits))
        {
            yield return item;
        }
    }

    private static IEnumerable<FoundItem> Items(JsonElement root, FeedFacts facts, Uri? baseUri, FeedLimits limits)
    {
        if (root.Get("items") is not { ValueKind: JsonValueKind.Array } items)
        {
            throw new FeedFormatException(
                root.Text("version")?.Contains("jsonfeed", StringComparison.OrdinalIgnoreCase) == true
                    ? "This JSON Feed has no list of items"
                    : "This is JSON, but neither JSON Feed nor GeoJSON",
                1);
        }

        if (root.Text("version")?.Contains("jsonfeed.org/version/", StringComparison.OrdinalIgnoreCase) != true)
        {
            facts.Faults.Add("The JSON does not name the version of JSON Feed it is written in.");
        }

        if (items.GetArrayLength() > limits.MaxItems)
        {
            facts.Faults.Add($"Only the first {limits.MaxItems} items were read.");
        }

        var home = CanonicalUrl.Absolute(root.Text("home_page_url"), baseUri);
        var language = FeedText.Language(root.Text("language"));
        var link = baseUri ?? (home is null ? null : new Uri(home));
        (facts.Format, facts.Link, facts.Language) = (FeedFormat.JsonFeed, home, language);
        facts.Title = HtmlText.ToLine(root.Text("title")) is { Length: > 0 } title ? title : null;
        foreach (var item in items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(limits.MaxItems))
        {
            yield return Item(item, link, language);
        }
    }

    private static FoundItem Item(JsonElement item, Uri? link, string? language)
    {
        var content = HtmlText.ToPlain(item.Text("content_html"));
        content = content.Length > 0 ? content : Plain(item.Text("content_text"));
        var title = HtmlText.ToLine(item.Text("title"));
        var text = FeedText.Join(Plain(item.Text("summary")), content);
        var url = CanonicalUrl.Absolute(item.Text("url"), link) ?? CanonicalUrl.Absolute(item.Text("external_url"), link);
        return new FoundItem
        {
            Key = ItemKey.Of(item.Text("id"), url, title, text),
            Title = title,
            Text = text,
            Source = item.Text("content_html") is { } html ? new HtmlSource(html, link) : null,
            Url = url ?? CanonicalUrl.Absolute(item.Text("id")),
            Published = item.Instant("date_published"),
            Updated = item.Instant("date_modified"),
            Authors = item.List("authors").Concat(item.List("author")).Select(author => HtmlText.ToLine(author.Text("name"), FeedLimits.NameLength))
                .Where(name => name.Length > 0).Distinct().Take(FeedLimits.ListLength).ToList(),
            Categories = item.List("tags").Select(tag => HtmlText.ToLine(tag.AsText(), FeedLimits.NameLength))
                .Where(name => name.Length > 0).Distinct().Take(FeedLimits.ListLength).ToList(),
            Language = FeedText.Language(item.Text("language")) ?? language,
        };
    }

    private static string Plain(string? text) =>
        HtmlText.HoldsTag(text) ? HtmlText.ToPlain(text) : PlainText.Paragraphs(text, FeedLimits.TextLength);
}
