using Azure;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Stories;

/// <summary>
/// Merges and splits over the rows of two stories. The first row that is written says all that is to become of the second, so
/// that <see cref="FinishAsync"/> can carry it out after a death, any number of times.
/// </summary>
public class StoryTieStore(StoryStore stories, ItemStore items)
{
    /// <summary>Writes that the tellings of one story go to another, or to one of their own, and makes that one.</summary>
    /// <returns>Where they are; the refusal where they cannot go.</returns>
    public async Task<(StoryId? Where, Decided.Refused? Refused)> PartAsync(
        Story source, IReadOnlyCollection<ItemId> chosen, StoryId? into, string by, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var gone = source.Desk.Apart.Where(one => chosen.Contains(one.Item)).Select(one => one.To).Distinct().ToList();
        if (source.Tellings.All(telling => !chosen.Contains(telling.Item)) && gone is [var done] && (into is null || into == done)
            && await stories.FollowAsync(done, cancellation) is var (living, _) && living.Id != source.Id)
        {
            return (done, null);
        }

        var target = into ?? StoryTieRule.IdOf(source, chosen);
        var views = await ViewsAsync(chosen, cancellation);
        while (true)
        {
            var found = await stories.GetAsync(target, cancellation);
            if (StoryTieRule.MayPart(source, chosen, found?.Story) is { } refused)
            {
                return (null, refused);
            }

            // An earlier try may have died after this row: the rest is for FinishAsync.
            if (found is { Story: { } written } && written.Desk.MergedInto is null && chosen.All(item => written.Tellings.Any(telling => telling.Item == item))
                && written.Desk.Ties.Any(tie => tie.Kind == TieKind.PartedFrom && tie.Story == source.Id && chosen.All(tie.Items.Contains)))
            {
                return (target, null);
            }

            var next = StoryTieRule.Part(source, found?.Story, views, chosen, by, reason, now);
            if (await SaveAsync(next, source.Place.Country, found?.ETag, cancellation) is not null)
            {
                return (target, null);
            }
        }
    }

    /// <summary>Carries out on other stories what this one says of them.</summary>
    /// <returns>The stories that must be scored anew: the one that this lives on in, or this one and those that let go.</returns>
    public async Task<IReadOnlyList<StoryId>> FinishAsync(StoryId id, CancellationToken cancellation)
    {
        if (await stories.GetAsync(id, cancellation) is not var (story, _))
        {
            return [];
        }

        var changed = new List<StoryId>();
        if (story.ScoredAt is null && story.Desk.Ties.Any(tie => tie.Kind == TieKind.PartedFrom))
        {
            // The try that opened it may have died before it stood on its day's list.
            await stories.ListAsync(story, cancellation);
        }

        foreach (var tie in story.Desk.Ties.Where(tie => tie.Kind == TieKind.PartedFrom))
        {
            if (await stories.FollowAsync(tie.Story, cancellation) is not var (source, _) || source.Id == id)
            {
                continue;
            }

            var views = await ViewsAsync([.. source.Tellings.Select(telling => telling.Item)], cancellation);
            if (await stories.ChangeAsync(source.Id, one => StoryTieRule.LetGo(one, story, tie, views), cancellation) is ({ ScoredAt: null }, _))
            {
                changed.Add(source.Id);
            }
        }

        if (story.Desk.MergedInto is null)
        {
            return [id, .. changed];
        }

        var (target, _) = await stories.FollowAsync(id, cancellation) ?? throw new InvalidOperationException($"There is no story that '{id}' was merged into.");
        if (target.Desk.MergedInto is not null)
        {
            // Two were merged into each other at once: the one that all take stays on its own, and takes the other in.
            await stories.ChangeAsync(target.Id, Unmerged, cancellation);
        }

        // By way of those in between, each of which has what was merged into it.
        for (var at = story; at.Desk.MergedInto is { } next && at.Id != target.Id;)
        {
            var merged = at;
            (at, _) = await stories.ChangeAsync(next, one => StoryTieRule.TakeIn(one, merged), cancellation) ?? throw new InvalidOperationException($"There is no story '{next}' that '{at.Id}' was merged into.");
        }

        return [target.Id, .. changed];
    }

    /// <summary>The story that an item is in now, wherever people have put it since it joined that one.</summary>
    public async Task<StoryId> FindAsync(StoryId joined, ItemId item, CancellationToken cancellation)
    {
        var seen = new HashSet<StoryId>();
        while (seen.Add(joined) && await stories.FollowAsync(joined, cancellation) is var (story, _))
        {
            joined = story.Desk.Apart.FirstOrDefault(one => one.Item == item)?.To ?? story.Id;
        }

        return joined;
    }

    /// <summary>The standing with the stories that hold the tellings of its messages now, wherever people have put them.</summary>
    public async Task<CapStanding> FindAsync(CapStanding standing, CancellationToken cancellation)
    {
        var events = standing.Affected.Append(standing.Own).Select(link => CapChainRule.EventOf(link.Key)).ToHashSet(StringComparer.Ordinal);
        var found = new List<StoryId>();
        var seen = new HashSet<StoryId>();
        for (var left = new Queue<StoryId>(standing.Stories); left.TryDequeue(out var id);)
        {
            if (seen.Add(id) && await stories.FollowAsync(id, cancellation) is var (story, _))
            {
                seen.Add(story.Id);
                var gone = story.Desk.Apart.Where(one => one.OfficialEvent is { } said && events.Contains(said)).Select(one => one.To).ToList();
                gone.ForEach(left.Enqueue);
                if (gone.Count == 0 || story.Tellings.Any(telling => telling.OfficialEvent is { } said && events.Contains(said)))
                {
                    found.Add(story.Id);
                }
            }
        }

        var incident = standing.Incident is { } one && await stories.FollowAsync(one, cancellation) is var (living, _) ? living.Id : standing.Incident;
        return standing with { Stories = [.. found.Distinct()], Incident = incident };
    }

    private static Story Unmerged(Story story) => story with { Desk = story.Desk with { Ties = [.. story.Desk.Ties.Where(tie => tie.Kind != TieKind.MergedInto)] } };

    private async Task<IReadOnlyList<ItemView>> ViewsAsync(IReadOnlyCollection<ItemId> ids, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(ids.Select(id => items.GetAsync(id, cancellation)))).OfType<ItemView>()];

    /// <param name="country">Of the story's id.</param>
    /// <returns>Null where another instance was first.</returns>
    private async Task<ETag?> SaveAsync(Story story, CountryCode country, ETag? ifMatch, CancellationToken cancellation)
    {
        if (ifMatch is { } etag)
        {
            return await stories.SaveAsync(story, etag, cancellation);
        }

        var open = await stories.ListOpenAsync(country, story.FirstSeen, TimeSpan.Zero, cancellation);
        return await stories.OpenAsync(story, open, cancellation);
    }
}
