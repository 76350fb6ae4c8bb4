using EsgFunctions.Hosting;

namespace EsgFunctions.Ingestion;

/// <summary>Queue feeds-due: fetches a feed and passes on what is new or changed in it. A feed that cannot be read is an answer, not an exception.</summary>
public sealed partial class FetchFeedFunction(
    FeedStore feeds,
    FeedStateStore states,
    SeenItemsStore seenItems,
    FoundItemStore found,
    FeedClient client,
    TimeProvider time,
    ILogger<FetchFeedFunction> logger)
    : IFunction<FeedDue, FetchedFeed>
{
    public async Task<FetchedFeed> RunAsync(FeedDue input, CancellationToken cancellation)
    {
        if (await feeds.GetAsync(input.Feed, cancellation) is not { } known)
        {
            LogOutcome(input.Feed, "removed meanwhile", 0);
            return FetchedFeed.Nothing;
        }

        var seen = await seenItems.GetAsync(input.Feed, cancellation);
        if (seen.Runs.FirstOrDefault(run => run.Run == input.Run()) is { } earlier)
        {
            LogOutcome(input.Feed, "fetched by an earlier try", earlier.Found.Items);
            return new FetchedFeed(earlier.Found.Messages());
        }

        var stored = await states.GetAsync(input.Feed, cancellation);
        var before = stored?.State ?? FeedState.Fresh(input.Feed, input.Due);
        if (before.Status == FeedStatus.Stopped)
        {
            LogOutcome(input.Feed, "stopped meanwhile", 0);
            return FetchedFeed.Nothing;
        }

        if (PollRule.WasFetchedSince(before, input.Due))
        {
            LogOutcome(input.Feed, "fetched meanwhile", 0);
            return FetchedFeed.Nothing;
        }

        var (etag, lastModified) = PollRule.Validators(before, known.Feed);
        var result = await client.FetchAsync(known.Feed.Url, etag, lastModified, cancellation);
        if (await feeds.GetAsync(input.Feed, cancellation) is not { } still || still.ETag != known.ETag)
        {
            // What came is of another address, or of none: its state is not that of the feed as it is now.
            LogOutcome(input.Feed, "changed meanwhile", 0);
            return FetchedFeed.Nothing;
        }

        var reading = FetchRule.Read(result, known.Feed, before, seen.Seen, time.GetUtcNow());
        FoundBlob? blob = null;
        if (reading.Batch is { } batch)
        {
            blob = await found.SaveAsync(FoundItemStore.Name(batch.FoundAt, input.Feed, FetchRule.Name(input.Run(), batch)), batch, cancellation);
        }

        // Filtered items are remembered too, or each reading would count them again.
        if (blob is not null || reading.State.Filtered != before.Filtered)
        {
            await seenItems.SaveAsync(input.Feed, reading.Seen, blob is null ? seen.Runs : seen.Runs.Prepend(new FoundRun(input.Run(), blob)), seen.ETag, cancellation);
        }

        if (reading.MovedTo is { } movedTo)
        {
            await feeds.MoveAsync(known.Feed, known.ETag, movedTo, cancellation);
            LogMoved(input.Feed, FeedHost.Of(movedTo));
        }

        await SaveAsync(reading.State, stored?.ETag, cancellation);
        LogOutcome(input.Feed, result is FetchResult.PutOff ? "put off, since its host is busy or asks to be spared" : reading.State.Reason ?? reading.State.Status.ToString(), blob?.Items ?? 0);
        return blob is null ? FetchedFeed.Nothing : new FetchedFeed(blob.Messages());
    }

    /// <summary>A person may have stopped, changed or asked for the feed meanwhile: their word stays, and what was counted stays too.</summary>
    private async Task SaveAsync(FeedState state, Azure.ETag? etag, CancellationToken cancellation)
    {
        var next = state;
        while (!await states.TrySaveAsync(next, etag, cancellation) && await states.GetAsync(state.Feed, cancellation) is var (theirs, newer))
        {
            (next, etag) = (theirs.Counting(state), newer);
        }
    }

    [LoggerMessage(1002, LogLevel.Information, "Feed {Feed}: {Outcome}, {Items} new items")]
    private partial void LogOutcome(FeedId feed, string outcome, int items);

    [LoggerMessage(1005, LogLevel.Information, "Feed {Feed} has moved for good, to {Host}")]
    private partial void LogMoved(FeedId feed, FeedHost host);
}

public sealed record FetchedFeed(IReadOnlyList<ItemsFound> ItemsFound)
{
    public static FetchedFeed Nothing { get; } = new([]);
}
