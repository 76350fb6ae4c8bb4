using System.Text.Json;

namespace EsgFunctions.Ingestion;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org); hands GeoJSON on.</summary>
internal static class JsonFeed
{
    public static FeedDocument Read(string text, string encoding, Uri? baseUri, FeedLimits limits, List<string> problems)
    {
        using var json = JsonFields.Parse(text);
        var root = json.RootElement;
        var type = root.Text("type");
        if (type is "FeatureCollection" or "Feature")
        {
            return GeoJsonFeed.Read(root, encoding, baseUri, limits, problems);
        }

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
            problems.Add("The JSON does not name the version of JSON Feed it is written in.");
        }

        var home = CanonicalUrl.Absolute(root.Text("home_page_url"), baseUri);
        var language = FeedText.Language(root.Text("language"));
        var link = baseUri ?? (home is null ? null : new Uri(home));
        var found = items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Take(limits.MaxItems).Select(item => Item(item, link, language, limits)).ToList();
        if (items.GetArrayLength() > limits.MaxItems)
        {
            problems.Add($"Only the first {limits.MaxItems} items were read.");
        }

        return new FeedDocument
        {
            Format = FeedFormat.JsonFeed,
            Encoding = encoding,
            Title = HtmlText.ToLine(root.Text("title")) is { Length: > 0 } title ? title : null,
            Link = home,
            Language = language,
            Items = found,
            Problems = problems,
        };
    }

    private static FoundItem Item(JsonElement item, Uri? link, string? language, FeedLimits limits)
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
            Url = url ?? CanonicalUrl.Absolute(item.Text("id")),
            Published = item.Instant("date_published"),
            Updated = item.Instant("date_modified"),
            Authors = item.List("authors").Concat(item.List("author")).Select(author => HtmlText.ToLine(author.Text("name"), FeedLimits.NameLength))
                .Where(name => name.Length > 0).Distinct().Take(FeedLimits.ListLength).ToList(),
            Categories = item.List("tags").Select(tag => HtmlText.ToLine(tag.AsText(), FeedLimits.NameLength))
                .Where(name => name.Length > 0).Distinct().Take(FeedLimits.ListLength).ToList(),
            Language = FeedText.Language(item.Text("language")) ?? language,
            Links = limits.KeepsLinks && item.Text("content_html") is { } html ? HtmlLinks.Read(html, link) : [],
        };
    }

    private static string Plain(string? text) =>
        HtmlText.HoldsTag(text) ? HtmlText.ToPlain(text) : PlainText.Paragraphs(text, FeedLimits.TextLength);
}
