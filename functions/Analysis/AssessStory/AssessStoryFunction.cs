using EsgFunctions.Hosting;
using EsgFunctions.Risk;
using Microsoft.Extensions.Options;

namespace EsgFunctions.Analysis;

/// <summary>Queue stories-changed: the deep analysis of a story that passed the first gate, with what is protected read afresh.</summary>
public sealed partial class AssessStoryFunction(
    StoryStore stories,
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
        var rules = await sets.CurrentAsync(cancellation);
        var settings = rules.Gates(options.Value.ToSettings());
        DeepEvidence? read = null;
        while (true)
        {
            var (told, etag) = await stories.GetAsync(input.Story, cancellation) ?? throw new MalformedMessageException($"There is no story '{input.Story}'.");
            var story = await deep.ReadAsync(told, read, cancellation);
            read = story.Deep;
            var near = await things.ListAsync(story.Place, story.Profile, fresh: true, cancellation);
            var now = time.GetUtcNow();
            var score = StoryScore.Of(story, near, now, settings);
            var gate = StoryScore.Gate(story, score, near, settings);
            var surge = await surges.FindAsync(new(story.Category, story.Place.Country), cancellation);
            if (await stories.SaveAsync(story with { Score = score, ScoredAt = now, Rules = rules.Version, Surge = surge }, etag, cancellation) is not null)
            {
                LogAssessed(story.Id, story.Revision, score.Value, gate.Reason);
                // A story that has ended goes on too: whoever was told must hear of it, and what waits must not be sent.
                return new AssessedStory(gate.Loudest == AlertTier.None && story.End is null ? [] : [new AlertDue(story.Id, story.Revision)]);
            }
        }
    }

    [LoggerMessage(2002, LogLevel.Information, "Assessed {Story} revision {Revision}: {Score}, {Gate}")]
    private partial void LogAssessed(StoryId story, int revision, int score, GateReason gate);
}

public sealed record AssessedStory(IReadOnlyList<AlertDue> AlertsDue);
