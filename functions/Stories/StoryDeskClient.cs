using Azure;
using EsgFunctions.Clients;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Stories;

/// <summary>
/// Carries the decisions of analysts out: the row that says that a message is owed, the decision, the message, and then the row
/// goes. Where that dies, SweepStories sends the message, and AssessStory does what is left to do.
/// </summary>
public class StoryDeskClient(StoryStore stories, StoryTieStore ties, StoryDueStore due, QueueSender queue)
{
    /// <summary>One decision on one story. The loop ends: each turn means that another instance got on.</summary>
    /// <param name="ifMatch">The story must be as the caller has read it; null: it may have changed.</param>
    /// <param name="assessAt">When it must be assessed because of it; empty: need not be.</param>
    /// <returns>Null where there is no such story.</returns>
    public async Task<Decided?> DecideAsync(
        StoryId id, ETag? ifMatch, Func<Story, Decided> decide, string by, DateTimeOffset now, IReadOnlyList<DateTimeOffset> assessAt, CancellationToken cancellation)
    {
        while (await stories.GetAsync(id, cancellation) is var (story, etag))
        {
            var decided = IsStale(ifMatch, etag) ? new Decided.Stale() : decide(story);
            if (decided is Decided.Stale or Decided.Refused)
            {
                return decided;
            }

            // Of a repeated decision too: the first try may have died before its message left.
            foreach (var at in assessAt)
            {
                await due.AddAsync(StoryDueStore.Key(id, by, at), at, cancellation);
            }

            if (decided is not Decided.Changed changed || await stories.SaveAsync(changed.Story, etag, cancellation) is not null)
            {
                if (assessAt.Contains(now))
                {
                    await SendAsync(id, StoryDueStore.Key(id, by, now), cancellation);
                }

                return decided;
            }
        }

        return null;
    }

    /// <summary>Merges one story into another: what is merged gets the decision first, and the other takes it in from there.</summary>
    /// <param name="by">Null where the words of the two did it.</param>
    /// <returns>Null where one of them is not there.</returns>
    public async Task<Decided?> MergeAsync(StoryId merged, StoryId into, ETag? ifMatch, string? by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = StoryDueStore.Key(merged, by ?? "", now);
        while (await stories.GetAsync(into, cancellation) is var (target, targetTag) && await stories.GetAsync(merged, cancellation) is var (story, etag))
        {
            var decided = IsStale(ifMatch, targetTag) ? new Decided.Stale() : StoryTieRule.Merge(story, target, by, reason, now);
            if (decided is Decided.Stale or Decided.Refused)
            {
                return decided;
            }

            await due.AddAsync(key, now, cancellation);
            if (decided is not Decided.Changed changed || await stories.SaveAsync(changed.Story, etag, cancellation) is not null)
            {
                await ties.FinishAsync(merged, cancellation);
                await SendAsync(merged, key, cancellation);
                return decided;
            }
        }

        return null;
    }

    /// <summary>Takes tellings out of a story: where they go gets them first, and the other lets go from there.</summary>
    /// <param name="into">Null: they become a story of their own.</param>
    /// <returns>Where they are now, too; null where one of the stories is not there.</returns>
    public async Task<(Decided Decided, StoryId? Where)?> SplitAsync(
        StoryId id, IReadOnlyCollection<ItemId> items, StoryId? into, ETag? ifMatch, string by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        if (into is { } other)
        {
            if (await stories.GetAsync(other, cancellation) is not var (there, _))
            {
                return null;
            }

            if (there.Desk.MergedInto is not null)
            {
                // A merge that has died half-way is carried out before it is undone: its tellings are not all here yet.
                await ties.FinishAsync(other, cancellation);
            }
        }

        if (await stories.GetAsync(id, cancellation) is not var (source, etag))
        {
            return null;
        }

        if (IsStale(ifMatch, etag))
        {
            return (new Decided.Stale(), null);
        }

        var key = StoryDueStore.Key(into ?? StoryTieRule.IdOf(source, items), by, now);
        await due.AddAsync(key, now, cancellation);
        var (where, refused) = await ties.PartAsync(source, items, into, by, reason, now, cancellation);
        if (refused is not null)
        {
            await due.MarkSentAsync(key, cancellation);
            return (refused, null);
        }

        await ties.FinishAsync(where!.Value, cancellation);
        await SendAsync(where.Value, key, cancellation);
        return (new Decided.Same(), where);
    }

    private static bool IsStale(ETag? asked, ETag etag) => asked is { } one && one != etag && one != ETag.All;

    private async Task SendAsync(StoryId story, string key, CancellationToken cancellation)
    {
        await queue.SendAsync("stories-changed", new StoryChanged(story, 0), StoriesJson.Default.StoryChanged, cancellation);
        await due.MarkSentAsync(key, cancellation);
    }
}
