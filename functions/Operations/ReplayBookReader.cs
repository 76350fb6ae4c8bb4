using EsgFunctions.Stories;

namespace EsgFunctions.Operations;

/// <summary>The stories of a replay that one slice of it touches: read once, and changed in memory until the slice is worked off.</summary>
internal sealed class ReplayBookReader(ReplayStore replays, Replay replay)
{
    private readonly Dictionary<StoryId, (StoredReplayStory Was, ReplayStory? Now)> _stories = [];
    private readonly HashSet<(string Country, DateOnly Day)> _listed = [];

    public async Task<ReplayStory> GetAsync(StoryId id, CancellationToken cancellation)
    {
        if (!_stories.TryGetValue(id, out var story))
        {
            var was = await replays.GetStoryAsync(replay, id, cancellation);
            _stories[id] = story = (was, was.Story);
        }

        return story.Now ?? new ReplayStory(id, null, null);
    }

    public void Set(ReplayStory story) => _stories[story.Id] = _stories[story.Id] with { Now = story };

    /// <summary>What is open in a country, as the other rules have made it.</summary>
    public async Task<IReadOnlyList<Story>> ListOpenAsync(string country, DateTimeOffset at, TimeSpan window, CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        if (_listed.Add((country, day)))
        {
            var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            foreach (var was in await replays.ListStoriesAsync(replay, country, midnight - window, midnight.AddDays(1) + window, cancellation))
            {
                _stories.TryAdd(was.Id, (was, was.Story));
            }
        }

        return
        [
            .. _stories.Values.Select(story => story.Now?.After?.Story).OfType<Story>()
                .Where(story => story.Id.Value.StartsWith($"{country}-", StringComparison.Ordinal) && story.LastSeen >= at - window && story.FirstSeen <= at + window)
                .OrderBy(story => story.Id.Value, StringComparer.Ordinal),
        ];
    }

    /// <summary>What is to be written.</summary>
    public IReadOnlyList<(StoredReplayStory Was, ReplayStory Now)> Changed() =>
        [.. _stories.Values.Where(story => story.Now is not null && !ReferenceEquals(story.Was.Story, story.Now)).Select(story => (story.Was, story.Now!))];
}
