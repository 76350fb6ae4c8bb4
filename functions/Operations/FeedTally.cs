using EsgFunctions.Ingestion;

namespace EsgFunctions.Operations;

/// <summary>How many feeds are in which state of health.</summary>
public sealed record FeedTally(int All, int New, int Healthy, int NotModified, int Empty, int Failing, int Silent, int Stopped)
{
    public static FeedTally Of(IReadOnlyCollection<FeedHealth> feeds)
    {
        int Count(FeedStatus status) => feeds.Count(feed => feed.Status == status);
        return new(
            feeds.Count, Count(FeedStatus.New), Count(FeedStatus.Healthy), Count(FeedStatus.NotModified), Count(FeedStatus.Empty), Count(FeedStatus.Failing), Count(FeedStatus.Silent),
            Count(FeedStatus.Stopped));
    }
}
