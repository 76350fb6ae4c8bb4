using Azure;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Analysis;

/// <summary>Queue items-found: the preliminary analysis of up to 100 items. Noise ends here; the rest joins or opens a story, and gets a first score.</summary>
public sealed partial class AnalyseItemsFunction(
    FoundItemStore found,
    ItemStore items,
    StoryStore stories,
    FingerprintStore fingerprints,
    ProtectedThingStore things,
    ItemAnalyst analyst,
    IOptions<AnalysisOptions> options,
    TimeProvider time,
    ILogger<AnalyseItemsFunction> logger)
    : IFunction<ItemsFound, AnalysedItems>
{
    public async Task<AnalysedItems> RunAsync(ItemsFound input, CancellationToken cancellation)
    {
        var source = await found.GetAsync(input.Blob, cancellation);
        var verdicts = new List<ItemVerdict>(input.Count);
        var changed = new Dictionary<StoryId, StoryChanged>();
        var remembered = new List<Fingerprint>();
        foreach (var entry in source.Items.Skip(input.From).Take(input.Count))
        {
            var text = analyst.ReadText(entry.Item, source.FoundAt);
            if (analyst.Analyse(entry, source, text) is not { } item)
            {
                verdicts.Add(ItemVerdict.Noise(entry, source, text));
                if (source.Feed == FeedId.Reports)
                {
                    await items.SaveItemAsync(ItemView.Of(entry, source, text, null, null, input.Blob), cancellation);
                }

                continue;
            }

            var (story, gate) = await JoinAsync(item, cancellation);
            await items.SaveItemAsync(ItemView.Of(entry, source, text, item.Place, story.Id, input.Blob), cancellation);
            verdicts.Add(ItemVerdict.Risk(item, story.Id));
            remembered.Add(new Fingerprint(text.SimHash, story.Id.Pack()));
            if (gate.Deep)
            {
                changed[story.Id] = new StoryChanged(story.Id, story.Revision);
            }
        }

        await items.SaveBatchAsync(input, source, verdicts, cancellation);
        await fingerprints.AddAsync(remembered, cancellation);
        LogAnalysed(source.Feed, verdicts.Count, remembered.Count, changed.Count);
        return new AnalysedItems([.. changed.Values]);
    }

    /// <summary>Saves the item in its story. The loop ends: each turn means that another instance got on.</summary>
    private async Task<(Story Story, GateAnswer Gate)> JoinAsync(AnalysedItem item, CancellationToken cancellation)
    {
        var also = new HashSet<StoryId>();
        if ((await items.GetAsync(item.Entry.Id, cancellation))?.Story is { } earlier)
        {
            also.Add(earlier);
        }

        if (await fingerprints.FindAsync(item.Text.SimHash, cancellation) is { } sameText)
        {
            also.Add(sameText);
        }

        while (true)
        {
            var open = await stories.ListOpenAsync(item.Place.Best.Country, item.At, StoryJoinRule.TitleWindow, cancellation);
            var candidates = await WithAsync(open.Stories, also, cancellation);
            var answer = StoryRule.Decide(item, [.. candidates.Select(one => one.Story)]);
            var before = candidates.FirstOrDefault(one => one.Story.Id.Value == answer.StoryId);
            var joined = before.Story is null ? StoryRule.Open(item) : StoryRule.Join(before.Story, item, answer.Reason);
            var near = await things.ListAsync(joined.Place, joined.Profile, fresh: false, cancellation);
            var score = StoryScore.Of(joined, near, time.GetUtcNow(), options.Value.ToSettings());
            var story = joined == before.Story ? joined : joined with { Score = score };
            if (await SaveAsync(story, before, open, item, cancellation))
            {
                return (story, StoryScore.Gate(story, score, near, options.Value.ToSettings()));
            }

            // The story that this item opens may be there from its first form, which was published days from now.
            also.Add(story.Id);
        }
    }

    /// <summary>The open stories, and those that the item is tied to otherwise.</summary>
    private async Task<IReadOnlyList<(Story Story, ETag ETag)>> WithAsync(IReadOnlyList<(Story Story, ETag ETag)> open, IEnumerable<StoryId> also, CancellationToken cancellation)
    {
        var candidates = open.ToList();
        foreach (var id in also.Where(id => open.All(one => one.Story.Id != id)))
        {
            if (await stories.GetAsync(id, cancellation) is { } other)
            {
                candidates.Add(other);
            }
        }

        return candidates;
    }

    /// <returns>False where another instance was first.</returns>
    private async Task<bool> SaveAsync(Story story, (Story Story, ETag ETag) before, OpenStories open, AnalysedItem item, CancellationToken cancellation)
    {
        if (before.Story is null)
        {
            return await stories.OpenAsync(story, open, cancellation) is not null;
        }

        if (story.Tellings[0].Item == item.Entry.Id)
        {
            // The try that opened it may have died before it stood on its day's list.
            await stories.ListAsync(story, cancellation);
        }

        return story == before.Story || await stories.SaveAsync(story, before.ETag, cancellation) is not null;
    }

    [LoggerMessage(2001, LogLevel.Information, "Analysed {Items} items of {Feed}: {Risks} risks, {Stories} stories go on")]
    private partial void LogAnalysed(FeedId feed, int items, int risks, int stories);
}

public sealed record AnalysedItems(IReadOnlyList<StoryChanged> StoriesChanged);
