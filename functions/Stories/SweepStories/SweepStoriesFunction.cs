using EsgFunctions.Hosting;

namespace EsgFunctions.Stories;

/// <summary>Timer, 1 min: stories on which a decision was made whose message, it seems, was not sent, and those of which an override has ended.</summary>
public sealed partial class SweepStoriesFunction(StoryDueStore due, TimeProvider time, ILogger<SweepStoriesFunction> logger) : IFunction<TimerTick, SweptStories>
{
    public async Task<SweptStories> RunAsync(TimerTick input, CancellationToken cancellation)
    {
        var stories = (await due.SweepAsync(time.GetUtcNow(), cancellation)).Select(StoryDueStore.StoryOf).Distinct().ToList();
        if (stories.Count > 0)
        {
            LogSwept(stories.Count);
        }

        return new SweptStories([.. stories.Select(story => new StoryChanged(story, 0))]);
    }

    [LoggerMessage(2003, LogLevel.Information, "{Count} stories are assessed again after a decision")]
    private partial void LogSwept(int count);
}

public sealed record SweptStories(IReadOnlyList<StoryChanged> StoriesChanged);
