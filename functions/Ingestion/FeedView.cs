namespace EsgFunctions.Ingestion;

/// <summary>A feed as the API shows it.</summary>
/// <param name="Status">With <paramref name="Since"/> and <paramref name="Reason"/>: how it does, at a glance; null where nothing is known of it yet.</param>
public sealed record FeedView(
    FeedId Id,
    string Url,
    string? Name,
    FeedKind Kind,
    string Reliability,
    string? Language,
    string? Country,
    int? PollMinutes,
    IReadOnlyList<string> Include,
    IReadOnlyList<string> Exclude,
    string? Owner,
    bool Digest,
    string? Page,
    string? Category,
    FeedStatus? Status,
    DateTimeOffset? Since,
    string? Reason)
{
    public static FeedView Of(Feed feed, FeedState? state, DateTimeOffset now)
    {
        var health = state is null ? null : FeedHealth.Of(state, now);
        return new(
            feed.Id, feed.Url.AbsoluteUri, feed.Name, feed.Kind, feed.Reliability.ToString(), feed.Language, feed.Country.IsKnown ? feed.Country.Value : null,
            feed.PollMinutes, feed.Include, feed.Exclude, feed.Owner?.Value, feed.Digest, feed.Page, feed.Category, health?.Status, health?.Since, health?.Reason);
    }
}
