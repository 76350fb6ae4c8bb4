namespace EsgFunctions.Ingestion;

/// <summary>
/// Splits a bulletin: each of its links is an item of its own, with its own title, text and address. The key is the address, so that it is
/// the same item at the next reading, and in the next bulletin.
/// </summary>
public static class DigestRule
{
    /// <summary>Letters that a title has at least: "Read more" and "here" say nothing.</summary>
    private const int ShortestTitle = 12;

    /// <summary>Of scripts that write a word in one or two signs.</summary>
    private const int ShortestHanTitle = 4;

    private const int LongestTitle = 200;

    /// <summary>The items of a bulletin; itself, where it links to nothing but itself.</summary>
    public static IEnumerable<FoundItem> Split(FoundItem bulletin)
    {
        var own = CanonicalUrl.Of(bulletin.Url);
        var parts = (bulletin.Html is { } html ? HtmlLinks.Read(html) : [])
            .Select(link => (Link: link, Address: CanonicalUrl.Of(link.Url)))
            .Where(one => one.Address is not null && one.Address != own)
            .GroupBy(one => one.Address!, StringComparer.Ordinal)
            .Select(same => Item(bulletin, same.Key, [.. same.Select(one => one.Link)]))
            .Where(item => item.Title.Length > 0)
            .ToList();
        return parts.Count > 0 ? parts : [bulletin];
    }

    /// <summary>Links to one address, such as a headline and the "read more" below it, are one item: the first words that say something, and all the text.</summary>
    private static FoundItem Item(FoundItem bulletin, string address, IReadOnlyList<ItemLink> links)
    {
        var text = links.Select(link => link.Around).Aggregate((all, part) => all.Contains(part, StringComparison.Ordinal) ? all : PlainText.Cut($"{all}\n{part}", FeedLimits.TextLength));
        var words = links.FirstOrDefault(link => Says(link.Words))?.Words;
        return new FoundItem
        {
            Key = ItemKey.Of(null, address, "", ""),
            Title = words ?? PlainText.Line(FirstSentence(text), LongestTitle),
            Text = text == words ? "" : text,
            Url = links[0].Url,
            Published = bulletin.Published,
            Updated = bulletin.Updated,
            Authors = bulletin.Authors,
            Language = bulletin.Language,
        };
    }

    /// <summary>Whether the words of a link can stand for what it leads to.</summary>
    internal static bool Says(string words) =>
        words.Length >= ShortestTitle || words.Count(letter => letter is >= '\u3400' and <= '\u9FFF') >= ShortestHanTitle;

    private static string FirstSentence(string text)
    {
        var end = text.AsSpan().IndexOfAny(".!?\u3002\n");
        return end < 0 ? text : text[..end];
    }
}
