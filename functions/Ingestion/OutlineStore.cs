namespace EsgFunctions.Ingestion;

/// <summary>Takes in the feeds of a list of feeds.</summary>
public sealed class OutlineStore(FeedStore feeds, FeedStateStore states, TimeProvider time)
{
    /// <summary>Says what becomes of each feed, and of those that are no feed why not; their number in the list stands for the line.</summary>
    public async Task<(RowsToSave Rows, IReadOnlyList<RowError> Rejected)> ReadAsync(OpmlDocument document, CancellationToken cancellation)
    {
        var (added, outcomes, rejected) = (new List<Feed>(), new List<RowOutcome>(), new List<RowError>());
        var known = await feeds.ListAsync(cancellation);
        var ids = known.Select(feed => feed.Id).ToHashSet();
        var urls = known.Select(feed => CanonicalUrl.Of(feed.Url.AbsoluteUri)).ToHashSet(StringComparer.Ordinal);
        foreach (var (outline, number) in document.Feeds.Select((outline, index) => (outline, index + 1)))
        {
            var (feed, errors) = outline.ToForm().Check(outline.Id);
            rejected.AddRange(errors.Select(error => new RowError(number, error.Field, error.Reason)));
            var isNew = feed is not null && urls.Add(CanonicalUrl.Of(feed.Url.AbsoluteUri)) && ids.Add(feed.Id);
            if (isNew)
            {
                added.Add(feed!);
            }

            outcomes.Add(feed is null ? RowOutcome.Rejected : isNew ? RowOutcome.Accepted : RowOutcome.Duplicate);
        }

        return (new RowsToSave(outcomes, token => SaveAsync(added, token)), rejected);
    }

    private async Task SaveAsync(IEnumerable<Feed> added, CancellationToken cancellation)
    {
        foreach (var feed in added)
        {
            // Its state first: a feed that is there is polled.
            await states.SaveAsync(FeedState.Fresh(feed.Id, time.GetUtcNow()), cancellation);
            await feeds.SaveAsync(feed, null, cancellation);
        }
    }
}
