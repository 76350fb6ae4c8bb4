using EsgFunctions.Alerting;
using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;
using EsgFunctions.Stories;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Operations;

/// <summary>
/// Queue replays-due: works off one slice of a replay, and asks for the next. A slice is made of the one before it alone, so that a try that
/// died leaves no trace. It reads what the pipeline has stored and writes to tables of its own; its one output is its own queue.
/// </summary>
public sealed partial class RunReplayFunction(
    ReplayStore replays,
    ItemStore items,
    FoundItemStore found,
    ItemAnalyst analyst,
    StoryTieStore ties,
    ProtectedThingStore things,
    SiteStore sites,
    AudienceStore audiences,
    WatchlistStore watchlists,
    IOptions<AlertingOptions> alerting,
    TimeProvider time,
    ILogger<RunReplayFunction> logger)
    : IFunction<ReplayDue, RanReplay>
{
    /// <summary>Seconds of work: far within the time that a message stays invisible.</summary>
    private const int SliceItems = 1_000;

    /// <summary>Stories of which a replay can keep two sides.</summary>
    private const int MaxStories = 20_000;

    /// <summary>Stories that a diff shows, and those of them whose people are counted.</summary>
    private const int MaxDiffs = 200;
    private const int MaxAudiences = 50;

    private const int MaxTerms = 5;

    public async Task<RanReplay> RunAsync(ReplayDue input, CancellationToken cancellation)
    {
        if (await replays.GetAsync(input.Replay, cancellation) is not { Replay.State: ReplayState.Running } stored)
        {
            await replays.ReleaseAsync(input.Replay, cancellation);
            return RanReplay.Nothing;
        }

        var replay = stored.Replay;
        if (input.Slice != replay.Slice)
        {
            // The try that worked it off may have died before its message left.
            return input.Slice == replay.Slice - 1 ? RanReplay.Next(replay) : RanReplay.Nothing;
        }

        var rules = AnalysisRules.Of(stored.Set);
        var (batches, day) = await NextAsync(replay, cancellation);
        var next = (rules.Version, BuildVersion.Current) != (replay.Rules, replay.Build) ? Failed(replay, "The app was renewed while it ran: start it again.")
            : replay.Tally.Before.Stories + replay.Tally.After.Stories > 2 * MaxStories ? Failed(replay, $"More than {MaxStories} stories: replay fewer days or feeds.")
            : batches.Count == 0 ? await FinishAsync(replay, cancellation)
            : await WorkAsync(replay, rules, batches, cancellation) with { Day = day, Position = batches[^1].Position };
        if (!await replays.SaveAsync(next with { Slice = replay.Slice + 1, ProgressAt = time.GetUtcNow() }, stored, cancellation))
        {
            return RanReplay.Nothing;
        }

        LogWorked(replay.Id, replay.Slice, next.State, next.Tally.Items);
        if (next.State == ReplayState.Running)
        {
            return RanReplay.Next(next with { Slice = replay.Slice + 1 });
        }

        await replays.ReleaseAsync(replay.Id, cancellation);
        return RanReplay.Nothing;
    }

    private static Replay Failed(Replay replay, string problem) => replay with { State = ReplayState.Failed, Problem = problem };

    /// <summary>The batches of the next slice, all of one day; none where all is read.</summary>
    private async Task<(IReadOnlyList<AnalysedBatch> Batches, DateOnly Day)> NextAsync(Replay replay, CancellationToken cancellation)
    {
        var position = replay.Position;
        for (var day = replay.Day; day <= replay.To; day = day.AddDays(1))
        {
            var left = (await items.ListBatchesAsync(day, replay.Feeds, cancellation))
                .Where(batch => batch.FoundAt <= replay.CreatedAt && string.CompareOrdinal(batch.Position, position) > 0).ToList();
            if (left.Count > 0)
            {
                var count = 0;
                return ([.. left.TakeWhile((batch, at) => (count += batch.Items.Count) <= SliceItems || at == 0)], day);
            }

            position = null;
        }

        return ([], replay.To);
    }

    private async Task<Replay> WorkAsync(Replay replay, AnalysisRules rules, IReadOnlyList<AnalysedBatch> batches, CancellationToken cancellation)
    {
        var (tally, book) = (replay.Tally, new ReplayBookReader(replays, replay));
        (string Name, FoundBatch? Source) blob = ("", null);
        foreach (var batch in batches)
        {
            if (blob.Name != batch.Items.Blob)
            {
                blob = (batch.Items.Blob, await found.FindAsync(batch.Items.Blob, cancellation));
            }

            if (blob.Source is not { } source)
            {
                // Its retention is over.
                continue;
            }

            var touched = new HashSet<StoryId>();
            var verdicts = (await items.GetVerdictsAsync(batch, cancellation)).ToLookup(verdict => verdict.Id);
            foreach (var entry in source.Items.Skip(batch.Items.From).Take(batch.Items.Count))
            {
                if (verdicts[entry.Id].FirstOrDefault() is { } verdict && ReplayRule.IsFollowed(entry.Item, verdict))
                {
                    tally = await JudgeAsync(replay, rules, entry, source, verdict, tally, book, touched, cancellation);
                }
            }

            foreach (var id in touched)
            {
                book.Set(await ScoreAsync(replay, await book.GetAsync(id, cancellation), batch.FoundAt, cancellation));
            }
        }

        var changed = book.Changed();
        await replays.SaveStoriesAsync(replay, changed, cancellation);
        return replay with { Tally = changed.Aggregate(tally, (sum, one) => sum.With(one.Was.Story, one.Now)) };
    }

    private async Task<ReplayTally> JudgeAsync(
        Replay replay, AnalysisRules rules, FoundEntry entry, FoundBatch source, ItemVerdict verdict, ReplayTally tally, ReplayBookReader book, HashSet<StoryId> touched, CancellationToken cancellation)
    {
        var text = analyst.ReadText(entry.Item, rules, source.FoundAt);
        var after = ReplayRule.Anew(text);
        var before = ReplayRule.Stored(verdict, after);
        var change = ReplayRule.Compare(before, after);
        if (change is { } other && tally.Of(other) is var number && number < ReplayStore.MaxItems)
        {
            await replays.SaveItemAsync(
                replay, number,
                new(other, entry.Id, source.Feed, source.FoundAt, verdict.Title, before, after, [.. text.Category.Matches.Where(match => match.Weight > 0).Select(match => match.Term).Distinct().Take(MaxTerms)]),
                cancellation);
        }

        if (before.IsRisk || after.IsRisk)
        {
            var anew = AnalysedItem.Of(entry, source, text, analyst);
            var stored = !before.IsRisk ? null : change is null ? anew : AnalysedItem.Of(entry, source, ReplayRule.AsStored(entry.Item, text, before), analyst);
            var story = verdict.Story is { } joined ? await ties.FindAsync(joined, entry.Id, cancellation) : (StoryId?)null;
            await JoinAsync(story, stored, anew, book, touched, cancellation);
        }

        return tally.With(before.IsRisk, after.IsRisk, change);
    }

    /// <summary>An item stays in the story that it is in, as people have merged and split it; one that is newly a risk joins as it would have.</summary>
    /// <param name="before">Null where what is stored calls it noise.</param>
    /// <param name="after">Null where the other rules do.</param>
    private static async Task JoinAsync(StoryId? story, AnalysedItem? before, AnalysedItem? after, ReplayBookReader book, HashSet<StoryId> touched, CancellationToken cancellation)
    {
        var id = story ?? await FindAsync(after!, book, cancellation);
        var was = await book.GetAsync(id, cancellation);
        var next = ReferenceEquals(was.Before, was.After) && ReferenceEquals(before, after)
            ? Both(was, Joined(was.Before, id, before))
            : was with { Before = Joined(was.Before, id, before), After = Joined(was.After, id, after) };
        if (next != was)
        {
            book.Set(next);
            touched.Add(id);
        }
    }

    private static ReplayStory Both(ReplayStory story, ShadowStory? side) => story with { Before = side, After = side };

    private static async Task<StoryId> FindAsync(AnalysedItem item, ReplayBookReader book, CancellationToken cancellation)
    {
        var open = new List<Story>();
        foreach (var country in JoinCountries.Of(item.Place, item.Source.Country))
        {
            open.AddRange(await book.ListOpenAsync(country.Value, item.At, StoryJoinRule.Window, cancellation));
        }

        return StoryRule.Decide(item, open).StoryId is { } joined ? StoryId.Parse(joined) : StoryRule.Open(item).Id;
    }

    /// <summary>The peak is that of before until the story is scored.</summary>
    private static ShadowStory? Joined(ShadowStory? side, StoryId id, AnalysedItem? item) => item is null ? side
        : ReplayRule.Join(side?.Story, id, item) is var story && ReferenceEquals(story, side?.Story) ? side
        : new ShadowStory(story, side?.Peak ?? new ReplayPeak(0, RiskLevel.Low, AlertTier.None, item.At));

    private async Task<ReplayStory> ScoreAsync(Replay replay, ReplayStory story, DateTimeOffset at, CancellationToken cancellation)
    {
        var before = await ScoreAsync(story.Before, at, replay.GatesBefore, cancellation);
        return ReferenceEquals(story.Before, story.After) && replay.GatesBefore == replay.GatesAfter
            ? Both(story, before)
            : story with { Before = before, After = await ScoreAsync(story.After, at, replay.GatesAfter, cancellation) };
    }

    private async Task<ShadowStory?> ScoreAsync(ShadowStory? side, DateTimeOffset at, ScoreSettings settings, CancellationToken cancellation)
    {
        if (side is null)
        {
            return null;
        }

        var near = await things.ListAtAsync(side.Story.Place, side.Story.Profile, at, cancellation);
        return side with { Peak = ReplayRule.Loudest(side.Peak, ReplayRule.Peak(side.Story, near, at, alerting.Value.OldAfter, settings)) };
    }

    private async Task<Replay> FinishAsync(Replay replay, CancellationToken cancellation)
    {
        var known = await sites.ListAsync(cancellation);
        var lists = await watchlists.ListAsync(cancellation);
        var counted = 0;
        foreach (var story in await replays.ListDifferingAsync(replay, MaxDiffs, cancellation))
        {
            var people = story.Before?.Peak.Tier != story.After?.Peak.Tier && counted++ < MaxAudiences
                ? new ReplayPeople(
                    await PeopleAsync(story.Before, known, lists, replay.GatesBefore, cancellation),
                    await PeopleAsync(story.After, known, lists, replay.GatesAfter, cancellation))
                : null;
            await replays.SaveStoryDiffAsync(replay, new(story.Id, ReplayStorySide.Of(story.Before), ReplayStorySide.Of(story.After), people), cancellation);
        }

        return replay with { State = ReplayState.Done, FinishedAt = time.GetUtcNow() };
    }

    private async Task<IReadOnlyList<PeopleByRule>> PeopleAsync(
        ShadowStory? side, IReadOnlyList<Site> known, IReadOnlyList<Watchlist> lists, ScoreSettings settings, CancellationToken cancellation)
    {
        if (side is not { Peak.Tier: not AlertTier.None } loud)
        {
            return [];
        }

        var watches = lists.Select(list => WatchRule.Match(loud.Story, list, [.. known.Where(site => list.Sites.Contains(site.Id))])).OfType<WatchMatch>().ToList();
        return ReplayRule.People(AudienceRule.Decide(
            loud.Story, loud.Peak.Score, await audiences.ListSitesAsync(loud.Story, known, cancellation), await audiences.ListStaysAsync(loud.Story, loud.Peak.At, cancellation), watches, loud.Peak.At, settings));
    }

    [LoggerMessage(9011, LogLevel.Information, "Replay {Replay}: slice {Slice} worked off, {State}, {Items} items so far")]
    private partial void LogWorked(ReplayId replay, int slice, ReplayState state, int items);
}

/// <summary>A replay's only effect outside its own tables is its next slice: it cannot reach a queue that leads to people.</summary>
public sealed record RanReplay(IReadOnlyList<ReplayDue> ReplaysDue)
{
    public static RanReplay Nothing { get; } = new([]);

    public static RanReplay Next(Replay replay) => new([new ReplayDue(replay.Id, replay.Slice)]);
}
