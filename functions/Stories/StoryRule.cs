using EsgFunctions.Analysis;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>How a story grows by its items.</summary>
public static class StoryRule
{
    public static Story Open(AnalysedItem item) => CapChainRule.Apply(new(
        StoryId.For(item.Place.Best.Country, item.At, item.Entry.Id.Value),
        item.ToTelling(JoinReason.NothingAlike).Title,
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
        1)
    {
        Words = item.EventWords,
        Parties = StoryParty.Of(item),
    }, item);

    /// <summary>
    /// The story with the item in it. The same item with the same words changes nothing; a revision replaces its earlier
    /// telling. Severity is the worst that is told, the headline that of the most reliable telling, the place the most
    /// precise, the area the latest of an official source; a story whose cause was not known takes it from the item.
    /// </summary>
    public static Story Join(Story story, AnalysedItem item, JoinReason reason)
    {
        var telling = item.ToTelling(reason);
        var known = story.Tellings.FirstOrDefault(one => one.Item == telling.Item);
        if (known is not null && known.SimHash == telling.SimHash && known.Title == telling.Title && known.Severity == telling.Severity)
        {
            return Chained(story, item);
        }

        Telling[] tellings = known is null
            ? [.. story.Tellings, telling]
            : [.. story.Tellings.Select(one => one.Item == telling.Item ? telling with { Joined = one.Joined } : one)];
        if (tellings.Length > Story.MaxTellings)
        {
            // The first says how it began, the latest how it goes on.
            tellings = [tellings[0], .. tellings[^(Story.MaxTellings - 1)..]];
        }

        var worst = (story with { Tellings = tellings }).Live.MaxBy(one => one.Severity)!;
        var (category, kind) = Cause(story, item.Text.Category);
        var area = SourceArea.Of(item.Entry.Item.Place);
        var next = story with
        {
            Tellings = tellings,
            Parties = StoryParty.Joined(story.Parties, item),
            Words = known is null ? story.Words.With(item.EventWords) : story.Words,
            Category = category,
            Kind = kind,
            Severity = worst.Severity,
            SeverityEvidence = worst.Severity == story.Severity ? story.SeverityEvidence
                : worst.Item == telling.Item ? item.SeverityEvidence
                : $"{worst.Publisher}: {worst.Title}",
            FirstSeen = item.At < story.FirstSeen ? item.At : story.FirstSeen,
            LastSeen = item.At > story.LastSeen ? item.At : story.LastSeen,
            Area = story.Area is null || (telling.Official && item.At >= story.LastSeen) ? area ?? story.Area : story.Area,
            Revision = story.Revision + 1,
        };
        next = StoryStateRule.Reopened(CapChainRule.Apply(next with { Headline = next.Best.Title }, item), item.Source.FoundAt);
        return IsBetterPlace(item.Place.Best, story.Place) ? next with { Place = item.Place.Best } : next;
    }

    /// <summary>A story that the item does not join, but whose messages it replaces or withdraws; the same story where nothing changes.</summary>
    public static Story Chained(Story story, AnalysedItem item) =>
        CapChainRule.Apply(story, item) is var next && next == story ? story : StoryStateRule.Reopened(next, item.Source.FoundAt) with { Revision = story.Revision + 1 };

    /// <summary>Which of the stories the item belongs to: the one it is in already, else the one of the messages it names, else as <see cref="StoryJoinRule"/> says.</summary>
    public static JoinAnswer Decide(AnalysedItem item, IReadOnlyList<Story> open) =>
        open.FirstOrDefault(story => story.Tellings.Any(telling => telling.Item == item.Entry.Id)) is { } mine
            ? new JoinAnswer(mine.Id.Value, mine.Tellings.First(telling => telling.Item == item.Entry.Id).Joined, 1)
            : CapChainRule.StoryOf(item, open)
                ?? StoryJoinRule.Decide(StoryTieRule.Tied(item.ToStoryItem(), item.Entry.Id, open), [.. open.Where(story => CapChainRule.MayJoinByWords(story, item)).Select(ToCandidate)], item.At);

    public static StoryCandidate ToCandidate(Story story) => new()
    {
        StoryId = story.Id.Value,
        Words = story.Words,
        Tellings = story.Tellings.Count,
        Titles = [.. story.Tellings.Select(telling => new StoryTitle(telling.Title, telling.Language)).Distinct()],
        SimHashes = [.. story.Tellings.Select(telling => telling.SimHash)],
        Languages = story.Tellings.Select(telling => telling.Language).ToHashSet(),
        Category = story.Category,
        Kind = story.Kind,
        Severity = story.Severity,
        Place = story.Place,
        LastSeen = story.LastSeen,
        OfficialEvents = story.Tellings.Select(telling => telling.OfficialEvent).OfType<string>().ToHashSet(),
    };

    /// <summary>Developing gives way to what has happened; a kind is taken in where the category had none.</summary>
    private static (RiskCategory Category, RiskKind Kind) Cause(Story story, CategoryAnswer told) =>
        story.Category == RiskCategory.Developing || (story.Kind == RiskKind.None && story.Category == told.Category)
            ? (told.Category, told.Kind)
            : (story.Category, story.Kind);

    private static bool IsBetterPlace(LocatedPlace place, LocatedPlace known) =>
        place.Precision > known.Precision && (place.Country == known.Country || !known.Country.IsKnown);
}
