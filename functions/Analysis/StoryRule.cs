using EsgFunctions.Places;

namespace EsgFunctions.Analysis;

/// <summary>How a story grows by its items.</summary>
public static class StoryRule
{
    public static Story Open(AnalysedItem item) => new(
        StoryId.For(item.Place.Best.Country, item.At, item.Entry.Id.Value),
        item.Entry.Item.Title,
        item.Text.Category.Category,
        item.Text.Category.Kind,
        item.Text.Severity.Severity,
        item.SeverityEvidence,
        item.Place.Best,
        SourceArea.Of(item.Entry.Item.Place),
        item.At,
        item.At,
        [item.ToTelling(JoinReason.NothingAlike)],
        null,
        1);

    /// <summary>
    /// The story with the item in it. The same item with the same words changes nothing; a revision replaces its earlier
    /// telling. Severity is the worst that is told; place, headline and area are those of the most reliable telling.
    /// </summary>
    public static Story Join(Story story, AnalysedItem item, JoinReason reason)
    {
        var telling = item.ToTelling(reason);
        var known = story.Tellings.FirstOrDefault(one => one.Item == telling.Item);
        if (known is not null && known.SimHash == telling.SimHash && known.Title == telling.Title && known.Severity == telling.Severity)
        {
            return story;
        }

        Telling[] tellings = [.. story.Tellings.Where(one => one.Item != telling.Item).Append(known is null ? telling : telling with { Joined = known.Joined })];
        if (tellings.Length > Story.MaxTellings)
        {
            // The first says how it began, the latest how it goes on.
            tellings = [tellings[0], .. tellings[^(Story.MaxTellings - 1)..]];
        }

        var worst = tellings.Max(one => one.Severity);
        var next = story with
        {
            Tellings = tellings,
            Severity = worst,
            SeverityEvidence = worst == item.Text.Severity.Severity && worst != story.Severity ? item.SeverityEvidence : story.SeverityEvidence,
            FirstSeen = item.At < story.FirstSeen ? item.At : story.FirstSeen,
            LastSeen = item.At > story.LastSeen ? item.At : story.LastSeen,
            Area = story.Area ?? SourceArea.Of(item.Entry.Item.Place),
            Revision = story.Revision + 1,
        };
        return IsBetterPlace(item.Place.Best, story.Place) ? next with { Place = item.Place.Best } : next;
    }

    /// <summary>Which of the stories the item belongs to: the one it is in already, else as <see cref="StoryJoinRule"/> says.</summary>
    public static JoinAnswer Decide(AnalysedItem item, IReadOnlyList<Story> open) =>
        open.FirstOrDefault(story => story.Tellings.Any(telling => telling.Item == item.Entry.Id)) is { } mine
            ? new JoinAnswer(mine.Id.Value, mine.Tellings.First(telling => telling.Item == item.Entry.Id).Joined, 1)
            : StoryJoinRule.Decide(item.ToStoryItem(), [.. open.Select(ToCandidate)], item.At);

    public static StoryCandidate ToCandidate(Story story) => new()
    {
        StoryId = story.Id.Value,
        Titles = [.. story.Tellings.Select(telling => TitleTokens.Of(telling.Title, telling.Language))],
        SimHashes = [.. story.Tellings.Select(telling => telling.SimHash)],
        Languages = story.Tellings.Select(telling => telling.Language).ToHashSet(),
        Category = story.Category,
        Kind = story.Kind,
        Severity = story.Severity,
        Place = story.Place,
        LastSeen = story.LastSeen,
        OfficialEvents = story.Tellings.Select(telling => telling.OfficialEvent).OfType<string>().ToHashSet(),
    };

    private static bool IsBetterPlace(LocatedPlace place, LocatedPlace known) =>
        place.Precision > known.Precision && (place.Country == known.Country || !known.Country.IsKnown);
}
