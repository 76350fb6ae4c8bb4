using EsgFunctions.Analysis;
using EsgFunctions.Hosting;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Stories;

/// <summary>Queue stories-changed: the deep analysis of a story that passed the first gate, with what is protected read afresh.</summary>
public sealed partial class AssessStoryFunction(
    StoryStore stories,
    StoryTieStore ties,
    StoryOpeningStore openings,
    StoryDeskClient desk,
    ProtectedThingStore things,
    SurgeStore surges,
    RuleSetStore sets,
    DeepReader deep,
    IOptions<AnalysisOptions> options,
    TimeProvider time,
    ILogger<AssessStoryFunction> logger)
    : IFunction<StoryChanged, AssessedStory>
{
    public async Task<AssessedStory> RunAsync(StoryChanged input, CancellationToken cancellation)
    {
        if (await stories.GetAsync(input.Story, cancellation) is null)
        {
            throw new MalformedMessageException($"There is no story '{input.Story}'.");
        }

        var rules = await sets.CurrentAsync(cancellation);

        // A person's merge or split that died half-way is finished first: then this story, or what it lives on in.
        var due = new List<AlertDue>();
        foreach (var story in await ties.FinishAsync(input.Story, cancellation))
        {
            if (!await JoinTwinAsync(story, cancellation) && await AssessAsync(story, rules, cancellation) is { } alert)
            {
                due.Add(alert);
            }
        }

        return new AssessedStory(due);
    }

    /// <summary>Merges the story with the one that tells of the same event, where there is one.</summary>
    /// <returns>True where it lives on in the other, whose turn comes by a message of its own.</returns>
    private async Task<bool> JoinTwinAsync(StoryId id, CancellationToken cancellation)
    {
        if (await stories.GetAsync(id, cancellation) is not var (story, _) || story.Tellings.Count < StoryJoinRule.LeastTellingsOfTwin)
        {
            return false;
        }

        var open = await Task.WhenAll(JoinCountries.Of(story).Select(country => stories.ListOpenAsync(country, story.LastSeen, StoryJoinRule.Window, cancellation)));
        var elsewhere = await Task.WhenAll((await openings.ReadAsync(cancellation)).Likest(story.Words).Select(other => stories.GetAsync(other, cancellation)));
        var others = open.SelectMany(country => country.Stories).Select(one => one.Story).Concat(elsewhere.Select(one => one?.Story).OfType<Story>());
        if (StoryTieRule.TwinOf(story, [.. others.DistinctBy(one => one.Id)]) is not { } twin)
        {
            return false;
        }

        var (elder, younger) = StoryTieRule.ByAge(story, twin);
        var decided = await desk.MergeAsync(younger.Id, elder.Id, null, null, "Both are told in the same words.", time.GetUtcNow(), cancellation);
        return younger.Id == id && decided is Decided.Changed or Decided.Same;
    }

    /// <returns>Null where nobody need be told.</returns>
    private async Task<AlertDue?> AssessAsync(StoryId id, AnalysisRules rules, CancellationToken cancellation)
    {
        var settings = rules.Gates(options.Value.ToSettings());
        DeepEvidence? read = null;
        while (true)
        {
            var (told, etag) = await stories.GetAsync(id, cancellation) ?? throw new MalformedMessageException($"There is no story '{id}'.");
            var story = await deep.ReadAsync(told, read, cancellation);
            read = story.Deep;
            var now = time.GetUtcNow();
            var judged = OverrideRule.Apply(story, now);
            var near = await things.ListAsync(story.Place, story.Profile, fresh: true, cancellation);
            var nearJudged = judged == story ? near : await things.ListAsync(judged.Place, judged.Profile, fresh: true, cancellation);
            var scored = StoryScore.Scored(story, near, nearJudged, now, settings, rules.Version);
            var gate = StoryScore.Gate(OverrideRule.Apply(scored, now), nearJudged, settings);
            var surge = await surges.FindAsync(new(story.Category, story.Place.Country), cancellation);
            if (await stories.SaveAsync(scored with { Surge = surge }, etag, cancellation) is not null)
            {
                LogAssessed(story.Id, story.Revision, OverrideRule.Apply(scored, now).Score!.Value, gate.Reason);
                // A story that has ended, or that a person has judged otherwise, goes on too: whoever was told must hear of it.
                return gate.Loudest == AlertTier.None && story.End is null && story.Desk.Overrides.Count == 0 ? null : new AlertDue(story.Id, story.Revision);
            }
        }
    }

    [LoggerMessage(2002, LogLevel.Information, "Assessed {Story} revision {Revision}: {Score}, {Gate}")]
    private partial void LogAssessed(StoryId story, int revision, int score, GateReason gate);
}

public sealed record AssessedStory(IReadOnlyList<AlertDue> AlertsDue);
