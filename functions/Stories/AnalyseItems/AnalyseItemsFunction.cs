using Azure;
using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Stories;

/// <summary>Queue items-found: the preliminary analysis of up to 100 items. Noise ends here; the rest joins or opens a story, and gets a first score.</summary>
public sealed partial class AnalyseItemsFunction(
    FoundItemStore found,
    ItemStore items,
    StoryStore stories,
    StoryTieStore ties,
    CapChainStore chains,
    FingerprintStore fingerprints,
    StoryOpeningStore openings,
    SurgeStore surges,
    ProtectedThingStore things,
    ItemAnalyst analyst,
    NamedPartyStore parties,
    RuleSetStore sets,
    IOptions<AnalysisOptions> options,
    TimeProvider time,
    ILogger<AnalyseItemsFunction> logger)
    : IFunction<ItemsFound, AnalysedItems>
{
    public async Task<AnalysedItems> RunAsync(ItemsFound input, CancellationToken cancellation)
    {
        var source = await found.GetAsync(input.Blob, cancellation);
        var rules = await sets.CurrentAsync(cancellation);
        var verdicts = new List<ItemVerdict>(input.Count);
        var changed = new Dictionary<StoryId, StoryChanged>();
        var remembered = new List<Fingerprint>();
        var counted = new List<SurgeKey>();
        foreach (var entry in source.Items.Skip(input.From).Take(input.Count))
        {
            var text = analyst.ReadText(entry.Item, rules, source.FoundAt);
            if (AnalysedItem.Of(entry, source, text, analyst) is not { } risk)
            {
                var noise = Analysed(entry.Item, text, null, rules);
                verdicts.Add(ItemVerdict.Noise(entry, source, text, noise));
                if (source.Feed == FeedId.Reports)
                {
                    await items.SaveItemAsync(ItemView.Of(entry, source, text, null, null, input.Blob, [StageRun.Collected(source, noise.Input), noise]), cancellation);
                }

                continue;
            }

            var item = await StandAsync(risk.WithParties(await parties.NamesAsync(cancellation)), cancellation);
            var analysed = Analysed(entry.Item, text, item.Place, rules);
            if (item.Chain is { IsLeftOut: true })
            {
                verdicts.Add(ItemVerdict.Risk(item, null, analysed));
                await items.SaveItemAsync(ItemView.Of(entry, source, text, item.Place, null, input.Blob, [StageRun.Collected(source, analysed.Input), analysed]) with { Problem = item.Chain.Problem }, cancellation);
                continue;
            }

            var (story, gate) = await JoinAsync(item, rules, cancellation);
            while (item.Chain is { } chain && await chains.SettleAsync(chain, entry.Item.Cap!, story.Id, cancellation) is { } otherwise)
            {
                item = item with { Chain = otherwise };
                (story, gate) = await JoinAsync(item, rules, cancellation);
            }

            var joined = StageRun.Now("join", time.GetUtcNow(), analysed.Output, $"{story.Id} r{story.Revision}");
            await items.SaveItemAsync(ItemView.Of(entry, source, text, item.Place, story.Id, input.Blob, [StageRun.Collected(source, analysed.Input), analysed, joined]) with { Problem = item.Chain?.Problem }, cancellation);
            verdicts.Add(ItemVerdict.Risk(item, story.Id, analysed));
            remembered.Add(new Fingerprint(text.SimHash, story.Id.Pack()));
            if (story.Tellings.FirstOrDefault(telling => telling.Item == entry.Id) is { } told && SurgeCount.IsCounted(item, told.Joined))
            {
                counted.Add(SurgeCount.KeyOf(item));
            }

            if (gate.Deep || story.End is not null)
            {
                changed[story.Id] = new StoryChanged(story.Id, story.Revision);
            }

            foreach (var other in item.Chain?.Stories.Where(id => id != story.Id) ?? [])
            {
                changed[other] = await ChainAsync(other, item, cancellation);
            }
        }

        await items.SaveBatchAsync(input, source, verdicts, cancellation);
        await fingerprints.AddAsync(remembered, cancellation);
        await surges.AddAsync(input, source.FoundAt, counted, cancellation);
        LogAnalysed(source.Feed, verdicts.Count, remembered.Count, changed.Count);
        return new AnalysedItems([.. changed.Values]);
    }

    private StageRun Analysed(FoundItem item, TextAnalysis text, PlaceAnswer? place, AnalysisRules rules) =>
        StageRun.Now("analyse", time.GetUtcNow(), StableHash.Of(item.Title, item.Text), text.HashWith(place)) with { Rules = rules.Version };

    /// <summary>A CAP message of an authority is entered in its chain before it joins a story.</summary>
    private async Task<AnalysedItem> StandAsync(AnalysedItem item, CancellationToken cancellation) => item.Entry.Item.Cap switch
    {
        { Key: not null } message when item.Source.Official => item with { Chain = await ties.FindAsync(await chains.TakeAsync(message, item.Source.FoundAt, cancellation), cancellation) },
        { Key: { } key, Type: CapMessageType.Cancel } => item with { Chain = CapStanding.NotOfficial(key) },
        _ => item,
    };

    /// <summary>Replaces and withdraws in a story that the item names but does not join.</summary>
    private async Task<StoryChanged> ChainAsync(StoryId id, AnalysedItem item, CancellationToken cancellation)
    {
        while (await stories.GetAsync(id, cancellation) is var (before, etag))
        {
            var story = StoryRule.Chained(before, item);
            if (story == before || await stories.SaveAsync(story, etag, cancellation) is not null)
            {
                return new StoryChanged(id, story.Revision);
            }
        }

        throw new InvalidOperationException($"There is no story '{id}' of the message that '{item.Entry.Item.Key}' names.");
    }

    /// <summary>Saves the item in its story. The loop ends: each turn means that another instance got on.</summary>
    private async Task<(Story Story, GateAnswer Gate)> JoinAsync(AnalysedItem item, AnalysisRules rules, CancellationToken cancellation)
    {
        var also = new HashSet<StoryId>(item.Chain?.Stories.Take(1) ?? []);
        if (item.Chain?.Incident is { } incident)
        {
            also.Add(incident);
        }

        if ((await items.GetAsync(item.Entry.Id, cancellation))?.Story is { } earlier)
        {
            also.Add(earlier);
        }

        if (await fingerprints.FindAsync(item.Text.SimHash, cancellation) is { } sameText)
        {
            also.Add(sameText);
        }

        also.UnionWith((await openings.ReadAsync(cancellation)).Likest(item.EventWords));

        while (true)
        {
            var countries = await Task.WhenAll(JoinCountries.Of(item.Place, item.Source.Country).Select(country => stories.ListOpenAsync(country, item.At, StoryJoinRule.Window, cancellation)));
            var open = countries[0];
            var candidates = await WithAsync([.. countries.SelectMany(country => country.Stories)], also, item, cancellation);
            var answer = StoryRule.Decide(item, [.. candidates.Select(one => one.Story)]);
            var before = candidates.FirstOrDefault(one => one.Story.Id.Value == answer.StoryId);
            var joined = before.Story is null ? StoryRule.Open(item) : StoryRule.Join(before.Story, item, answer.Reason);
            var now = time.GetUtcNow();
            var settings = rules.Gates(options.Value.ToSettings());
            var judged = OverrideRule.Apply(joined, now);
            var near = await things.ListAsync(joined.Place, joined.Profile, fresh: false, cancellation);
            var nearJudged = judged == joined ? near : await things.ListAsync(judged.Place, judged.Profile, fresh: false, cancellation);
            var scored = StoryScore.Scored(joined, near, nearJudged, now, settings, rules.Version);
            var story = joined == before.Story ? joined : scored;
            if (await SaveAsync(story, before, open, item, cancellation))
            {
                return (story, StoryScore.Gate(OverrideRule.Apply(scored, now), nearJudged, settings));
            }

            // The story that this item opens may be there from its first form, which was published days from now.
            also.Add(story.Id);
        }
    }

    /// <summary>The open stories, and those that the item is tied to otherwise; of those that people have merged, what they live on in.</summary>
    private async Task<IReadOnlyList<(Story Story, ETag ETag)>> WithAsync(
        IReadOnlyList<(Story Story, ETag ETag)> open, IEnumerable<StoryId> also, AnalysedItem item, CancellationToken cancellation)
    {
        var candidates = open.Where(one => one.Story.Desk.MergedInto is null).ToList();
        await AddAsync(also.Concat(open.Where(one => one.Story.Desk.MergedInto is not null).Select(one => one.Story.Id)));
        await AddAsync(candidates.SelectMany(one => StoryTieRule.PartingsOf(one.Story, item.Entry.Id, item.Text.SimHash)).Select(parting => parting.To));
        return candidates;

        async Task AddAsync(IEnumerable<StoryId> ids)
        {
            foreach (var id in ids.ToList())
            {
                if (candidates.All(one => one.Story.Id != id) && await stories.FollowAsync(id, cancellation) is { } other && candidates.All(one => one.Story.Id != other.Story.Id))
                {
                    candidates.Add(other);
                }
            }
        }
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
