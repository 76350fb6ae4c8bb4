using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>What makes an item the same at the next reading.</summary>
internal static class ItemKey
{
    /// <summary>The id the source gave; else its canonical link; else a hash of the title, or of the text where there is no title either.</summary>
    public static string Of(string? id, string? url, string title, string text)
    {
        var key = PlainText.Line(id, int.MaxValue) is { Length: > 0 } given ? given
            : CanonicalUrl.Of(url) ?? StableHash.Of(title.Length > 0 ? title : text);
        return key.Length <= FeedLimits.NameLength ? key : StableHash.Of(key);
    }

    /// <summary>
    /// The key without the number of its version: some papers give the address as the id with a counter behind it ("...#n"), one more at
    /// each change. Only where the item's own link is that address, so that parts of one page stay apart.
    /// </summary>
    public static string WithoutVersion(string key, string? url)
    {
        var mark = key.LastIndexOf('#');
        var isVersioned = mark > 0 && url is not null && key.Length - mark is >= 2 and <= 5
            && !key.AsSpan(mark + 1).ContainsAnyExceptInRange('0', '9') && !url.Contains('#', StringComparison.Ordinal);
        return isVersioned && CanonicalUrl.Of(key) is { } page && page == CanonicalUrl.Of(url) ? page : key;
    }
}
