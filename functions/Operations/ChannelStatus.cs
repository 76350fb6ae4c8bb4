using EsgFunctions.Ingestion;

namespace EsgFunctions.Operations;

/// <summary>What came by one of the ways that items come.</summary>
/// <param name="Channel">A kind of feed (news, cap, gdacs, usgs), "upload", or "report".</param>
/// <param name="Sources">Feeds of the kind; null for the others.</param>
/// <param name="Today">New items of this UTC day.</param>
/// <param name="LastWeek">Of the seven days that end today.</param>
public sealed record ChannelStatus(string Channel, int? Sources, int Today, int LastWeek)
{
    public static IEnumerable<ChannelStatus> Of(IReadOnlyDictionary<FeedId, Feed> feeds, IReadOnlyCollection<FeedState> states, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return Enum.GetValues<FeedKind>().Select(kind =>
        {
            var ofKind = states.Where(state => feeds[state.Feed].Kind == kind).ToList();
            return new ChannelStatus(
                kind.ToString().ToLowerInvariant(), feeds.Values.Count(feed => feed.Kind == kind),
                ofKind.Sum(state => state.Daily.Where(day => day.Day == today).Sum(day => day.Items)), ofKind.Sum(state => state.ItemsLastWeek(now)));
        });
    }

    /// <param name="counts">Of the days, today first.</param>
    public static ChannelStatus Of(FeedId source, IReadOnlyList<int> counts) => new(source.Value, null, counts[0], counts.Sum());
}
