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
}
