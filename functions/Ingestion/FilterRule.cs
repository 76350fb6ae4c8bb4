namespace EsgFunctions.Ingestion;

/// <summary>Cuts noise at the door, by words of the feed's own include and exclude lists, in any field.</summary>
public static class FilterRule
{
    public static FilterReason Decide(FoundItem item, Feed feed)
    {
        if (feed.Exclude.Any(word => Holds(item, word)))
        {
            return FilterReason.Excluded;
        }

        return feed.Include.Count == 0 || feed.Include.Any(word => Holds(item, word)) ? FilterReason.Kept : FilterReason.NotIncluded;
    }

    private static bool Holds(FoundItem item, string word) =>
        item.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || item.Text.Contains(word, StringComparison.OrdinalIgnoreCase)
        || item.Url?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
        || item.Authors.Any(author => author.Contains(word, StringComparison.OrdinalIgnoreCase))
        || item.Categories.Any(category => category.Contains(word, StringComparison.OrdinalIgnoreCase));
}

public enum FilterReason
{
    Kept,
    Excluded,
    NotIncluded,
}
