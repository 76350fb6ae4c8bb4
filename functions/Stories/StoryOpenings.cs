using EsgFunctions.Analysis;

namespace EsgFunctions.Stories;

/// <summary>
/// The words that stories were opened with, wherever that was: an item that names no place, or the country that is spoken to instead of the one
/// where it happened, still finds the story of its event. Which of those found is the same event is for <see cref="StoryJoinRule"/> to say.
/// </summary>
public sealed class StoryOpenings(IReadOnlyDictionary<StoryId, EventWords> words)
{
    /// <summary>Each is a row to read.</summary>
    public const int Most = 5;

    public static StoryOpenings None { get; } = new(new Dictionary<StoryId, EventWords>());

    public IReadOnlyDictionary<StoryId, EventWords> Words => words;

    /// <summary>The stories that were opened in words most like these, the likest first; none that shares fewer words than joining needs.</summary>
    public IReadOnlyList<StoryId> Likest(EventWords sought) =>
    [
        .. words.Where(story => story.Value.Shared(sought) >= StoryJoinRule.LeastShared)
            .Select(story => (Story: story.Key, Likeness: story.Value.Likeness(sought)))
            .Where(story => story.Likeness >= StoryJoinRule.LikenessOfTitles)
            .OrderByDescending(story => story.Likeness).ThenBy(story => story.Story.Value, StringComparer.Ordinal)
            .Take(Most).Select(story => story.Story),
    ];
}
