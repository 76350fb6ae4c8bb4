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
        while (true)
        {
            var open = await stories.ListOpenAsync(item.Place.Best.Country, item.At, StoryJoinRule.TitleWindow, cancellation);
            var answer = StoryRule.Decide(item, [.. open.Stories.Select(one => one.Story)]);
            if (answer.StoryId is null && await fingerprints.FindAsync(item.Text.SimHash, cancellation) is { } known && await stories.GetAsync(known, cancellation) is { } near
                && StoryRule.Decide(item, [near.Story]).StoryId is not null)
            {
                open = open with { Stories = [near] };
                answer = StoryRule.Decide(item, [near.Story]);
            }

            var before = open.Stories.FirstOrDefault(one => one.Story.Id.Value == answer.StoryId);
            var joined = before.Story is null ? StoryRule.Open(item) : StoryRule.Join(before.Story, item, answer.Reason);
            var near2 = await things.ListAsync(joined.Place, joined.Profile, fresh: false, cancellation);
            var score = StoryScore.Of(joined, near2, time.GetUtcNow(), options.Value.ToSettings());
            var story = joined == before.Story ? joined : joined with { Score = score };
            if (story == before.Story
                || (before.Story is null ? await stories.OpenAsync(story, open, cancellation) : await stories.SaveAsync(story, before.ETag, cancellation)) is not null)
            {
                return (story, StoryScore.Gate(story, score, near2, options.Value.ToSettings()));
            }
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "Analysed {Items} items of {Feed}: {Risks} risks, {Stories} stories go on")]
    private partial void LogAnalysed(FeedId feed, int items, int risks, int stories);
}

public sealed record AnalysedItems(IReadOnlyList<StoryChanged> StoriesChanged);
