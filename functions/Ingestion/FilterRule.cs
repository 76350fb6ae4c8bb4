namespace EsgFunctions.Ingestion;

/// <summary>
/// Cuts noise at the door, by the feed's own include and exclude lists. A word is sought in any field; <c>title:</c>, <c>text:</c>,
/// <c>url:</c>, <c>author:</c>, <c>category:</c> or <c>language:</c> before it names the one field.
/// </summary>
public static class FilterRule
{
    /// <summary>What no word of the include list is found in.</summary>
    public const string NotIncluded = "include: none";

    public static FilterAnswer Decide(FoundItem item, Feed feed)
    {
        if (feed.Exclude.FirstOrDefault(word => Holds(item, word)) is { } unwanted)
        {
            return new(FilterReason.Excluded, $"exclude: {unwanted}");
        }

        return feed.Include.Count == 0 || feed.Include.Any(word => Holds(item, word))
            ? new(FilterReason.Kept, null)
            : new(FilterReason.NotIncluded, NotIncluded);
    }

    /// <summary>The counts of rules that still stand in the feed's lists, and these.</summary>
    public static IReadOnlyList<FilterCount> Count(IReadOnlyList<FilterCount> before, IReadOnlyCollection<string> rules, Feed feed)
    {
        var standing = feed.Exclude.Select(word => $"exclude: {word}").Append(NotIncluded).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. before.Concat(rules.Select(rule => new FilterCount(rule, 1))).Where(count => standing.Contains(count.Rule))
                .GroupBy(count => count.Rule, StringComparer.Ordinal).Select(group => new FilterCount(group.Key, group.Sum(count => count.Items)))
                .OrderByDescending(count => count.Items).ThenBy(count => count.Rule, StringComparer.Ordinal),
        ];
    }

    private static bool Holds(FoundItem item, string rule)
    {
        var (field, word) = rule.Split(':', 2) is [var name, { Length: > 0 } rest] ? (name.ToLowerInvariant(), rest.TrimStart()) : ("", rule);
        return field switch
        {
            "title" => Holds(item.Title, word),
            "text" => Holds(item.Text, word),
            "url" => Holds(item.Url, word),
            "author" => item.Authors.Any(author => Holds(author, word)),
            "category" => item.Categories.Any(category => Holds(category, word)),
            "language" => Holds(item.Language, word),
            _ => Holds(item.Title, rule) || Holds(item.Text, rule) || Holds(item.Url, rule) || item.Authors.Any(author => Holds(author, rule))
                || item.Categories.Any(category => Holds(category, rule)),
        };
    }

    private static bool Holds(string? field, string word) => field?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}

/// <param name="Rule">The rule that kept it out, as the feed's lists have it; null where it is kept.</param>
public sealed record FilterAnswer(FilterReason Reason, string? Rule);

public enum FilterReason
{
    Kept,
    Excluded,
    NotIncluded,
}
