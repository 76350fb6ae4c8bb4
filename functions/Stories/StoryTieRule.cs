using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>
/// Merging and splitting of stories by people, which wins over the algorithm, and merging of one event that was begun twice. Two stories are two rows that cannot be written
/// at once: the decision is written to one (<see cref="Merge"/>, <see cref="Part"/>), and carried out on the other from there
/// (<see cref="TakeIn"/>, <see cref="LetGo"/>), which may happen any number of times.
/// </summary>
public static class StoryTieRule
{
    /// <summary>
    /// The open story that is the same event as this one, begun twice; null where there is none. Never one that a person has told apart from it, nor one
    /// that a person has judged: what a person says of a story must not go under in another.
    /// </summary>
    public static Story? TwinOf(Story story, IReadOnlyList<Story> open)
    {
        var others = open.Where(other => IsOpen(other) && !AreKeptApart(story, other) && !ByAge(story, other).Younger.Desk.History.Any(decision => decision.By is not null)).ToList();
        return IsOpen(story) && StoryJoinRule.TwinOf(StoryRule.ToCandidate(story), [.. others.Select(StoryRule.ToCandidate)]) is { } twin
            ? others.First(other => other.Id.Value == twin.StoryId)
            : null;
    }

    /// <summary>The story that was opened first keeps its name: people may have been told of it.</summary>
    public static (Story Elder, Story Younger) ByAge(Story one, Story other) =>
        (one.FirstSeen, one.Id.Value).CompareTo((other.FirstSeen, other.Id.Value)) <= 0 ? (one, other) : (other, one);

    private static bool IsOpen(Story story) => story.End is null && story.Desk.MergedInto is null;

    private static bool AreKeptApart(Story one, Story other) => IsParted(one, other) || IsParted(other, one);

    private static bool IsParted(Story one, Story other) =>
        one.Desk.Apart.Any(parting => parting.To == other.Id) || one.Desk.Ties.Any(tie => tie.Kind == TieKind.PartedFrom && tie.Story == other.Id);

    /// <summary>The story with the intention that it lives on in the other.</summary>
    /// <param name="by">Null where the words of the two did it.</param>
    public static Decided Merge(Story story, Story into, string? by, string reason, DateTimeOffset now)
    {
        var desk = story.Desk;
        return story.Id == into.Id ? new Decided.Refused(DecisionRefusal.SameStory, "A story cannot be merged into itself.")
            : desk.MergedInto == into.Id ? new Decided.Same()
            : StoryStateRule.Elsewhere(story) is { } elsewhere ? elsewhere
            : into.Desk.MergedInto is { } third ? new Decided.Refused(DecisionRefusal.TargetMergedAway, $"{into.Id} was merged into {third}: merge into that.")
            : new Decided.Changed(story with
            {
                Desk = desk.With(new(StoryAction.MergeInto, by, now, reason, desk.Status, desk.Status, into.Id.Value)) with
                {
                    Ties = Tied(desk.Ties, new StoryTie(TieKind.MergedInto, into.Id, now, [])),
                },
                Revision = story.Revision + 1,
            });
    }

    /// <summary>The story with all of another that was merged into it; the same where it has it already.</summary>
    public static Story TakeIn(Story story, Story merged)
    {
        var into = merged.Desk.Ties.First(tie => tie.Kind == TieKind.MergedInto);
        var desk = story.Desk;

        // What another took in since counts too: it may have come between.
        var isNew = !Took(desk, merged.Id, into.At) || merged.Desk.Ties.Any(tie => tie.Kind == TieKind.TookIn && tie.Story != story.Id && !Took(desk, tie.Story, tie.At));
        if (!isNew)
        {
            return story;
        }

        // A telling that was taken out of either stays out, unless it went to what is one with it now.
        Parting[] apart = [.. desk.Apart.Where(one => !IsIn(merged, one)), .. merged.Desk.Apart.Where(one => !IsIn(story, one))];
        var known = story.Tellings.Select(telling => telling.Item).Concat(apart.Select(one => one.Item)).ToHashSet();
        var coming = merged.Tellings.Where(telling => !known.Contains(telling.Item)).ToList();
        var why = merged.Desk.History.LastOrDefault(one => one.Action == StoryAction.MergeInto);
        var next = story with
        {
            Tellings = Kept([story.Tellings[0], .. story.Tellings.Skip(1).Concat(coming).OrderBy(telling => telling.At)]),
            Words = story.Words.With(merged.Words),
            Parties = StoryParty.Joined(story.Parties, merged.Parties),
            Category = story.Category == RiskCategory.Developing ? merged.Category : story.Category,
            Kind = story.Category == RiskCategory.Developing ? merged.Kind : story.Kind,
            Place = IsMorePrecise(merged.Place, story.Place) ? merged.Place : story.Place,
            Area = story.Area ?? merged.Area,
            FirstSeen = merged.FirstSeen < story.FirstSeen ? merged.FirstSeen : story.FirstSeen,
            LastSeen = merged.LastSeen > story.LastSeen ? merged.LastSeen : story.LastSeen,
            End = merged.End is null ? null : story.End,
            ScoredAt = null,
            Revision = story.Revision + 1,
            Desk = desk.With(new(StoryAction.TakeIn, why?.By, into.At, why?.Reason ?? "", desk.Status, desk.Status, merged.Id.Value)) with
            {
                Apart = [.. apart.TakeLast(StoryDesk.MaxApart)],
                Ties = Tied([.. desk.Ties, .. merged.Desk.Ties.Where(tie => tie.Kind != TieKind.MergedInto && tie.Story != story.Id)], new StoryTie(TieKind.TookIn, merged.Id, into.At, [])),
            },
        };
        return StoryStateRule.Reopened(Judged(next, story, merged.SeverityEvidence), into.At);
    }

    /// <summary>
    /// Whether the tellings may be taken out of the story. They go to another, or to one of their own, whose id is made of
    /// them: the same split again makes no second one.
    /// </summary>
    /// <returns>Null where they may.</returns>
    public static Decided.Refused? MayPart(Story story, IReadOnlyCollection<ItemId> items, Story? into) =>
        StoryStateRule.Elsewhere(story) is { } elsewhere ? elsewhere
        : into?.Id == story.Id ? new Decided.Refused(DecisionRefusal.SameStory, "They are there already.")
        : into?.Desk.MergedInto is { } third && third != story.Id ? new Decided.Refused(DecisionRefusal.TargetMergedAway, $"{into.Id} was merged into {third}.")
        : items.Any(item => story.Tellings.All(telling => telling.Item != item)) ? new Decided.Refused(DecisionRefusal.NoSuchTelling, "Not all of these items are tellings of the story.")
        : story.Tellings.All(telling => items.Contains(telling.Item)) ? new Decided.Refused(DecisionRefusal.NothingLeft, "Nothing would be left: merge the story instead.")
        : null;

    /// <summary>The id of a story made of these tellings of another.</summary>
    public static StoryId IdOf(Story source, IReadOnlyCollection<ItemId> items) => StoryId.For(
        source.Place.Country,
        source.Tellings.Where(telling => items.Contains(telling.Item)).Select(telling => telling.At).DefaultIfEmpty(source.FirstSeen).Min(),
        $"{source.Id} {string.Join(' ', items.Select(item => item.Value).Order(StringComparer.Ordinal))}");

    /// <summary>The story that the tellings go to, with them, and with the intention that the other lets them go.</summary>
    /// <param name="into">Null: they become a story of their own.</param>
    /// <param name="items">Of the tellings, as they were analysed.</param>
    public static Story Part(Story source, Story? into, IReadOnlyCollection<ItemView> items, IReadOnlyCollection<ItemId> chosen, string by, string reason, DateTimeOffset now)
    {
        Telling[] moved = [.. source.Tellings.Where(telling => chosen.Contains(telling.Item))];
        var tie = new StoryTie(TieKind.PartedFrom, source.Id, now, [.. moved.Select(telling => telling.Item)]);
        var desk = into?.Desk ?? StoryDesk.Untouched;
        desk = desk.With(new(StoryAction.Part, by, now, reason, desk.Status, desk.Status, source.Id.Value)) with
        {
            Apart = [.. desk.Apart.Where(one => !chosen.Contains(one.Item))],
            Ties = Tied(desk.Ties.Where(one => one.Kind != TieKind.MergedInto), tie),
        };
        var was = into ?? source;

        // A story that was merged comes back with what is chosen of it; any other grows.
        Telling[] kept = into is null || into.Desk.MergedInto is not null ? [] : [.. into.Tellings.Where(telling => !chosen.Contains(telling.Item))];
        var told = was with { Tellings = Kept([.. kept.Concat(moved).OrderBy(telling => telling.At)]), Parties = StoryParty.Joined(was.Parties, source.Parties), Desk = desk, ScoredAt = null };
        var next = Retold(told, items, isNew: kept.Length == 0);
        return into is null
            ? next with { Id = IdOf(source, chosen), Area = AreaOf(source, moved), End = null, Score = null, Revision = 1 }
            : StoryStateRule.Reopened(next with { Area = into.Area ?? AreaOf(source, moved), Revision = into.Revision + 1 }, now);
    }

    /// <summary>The story without what another has taken out of it; the same where it has let go already.</summary>
    /// <param name="items">Of the tellings that stay, as they were analysed.</param>
    public static Story LetGo(Story story, Story other, StoryTie tie, IReadOnlyCollection<ItemView> items)
    {
        // What went back since, by a later split or by a merge of all that the other has, stays.
        var gone = tie.Items.Where(item => other.Tellings.Any(telling => telling.Item == item)
            && !story.Desk.Ties.Any(later => later.Story == other.Id && later.At > tie.At && (later.Kind == TieKind.TookIn || (later.Kind == TieKind.PartedFrom && later.Items.Contains(item))))
            && story.Desk.Apart.All(one => one.Item != item)).ToHashSet();
        if (gone.Count == 0 || story.Id == other.Id)
        {
            return story;
        }

        var desk = story.Desk;
        var why = other.Desk.History.LastOrDefault(one => one.Action == StoryAction.Part);
        Telling[] left = [.. story.Tellings.Where(telling => !gone.Contains(telling.Item))];
        desk = desk.With(new(StoryAction.LetGo, why?.By, tie.At, why?.Reason ?? "", desk.Status, desk.Status, other.Id.Value)) with
        {
            Apart =
            [
                .. desk.Apart.Concat(other.Tellings.Where(telling => gone.Contains(telling.Item)).Select(telling => new Parting(telling.Item, telling.SimHash, telling.OfficialEvent, other.Id)))
                    .TakeLast(StoryDesk.MaxApart),
            ],
        };
        return left.Length > 0
            ? Retold(story with { Tellings = left, Area = AreaOf(story, left), Desk = desk, ScoredAt = null, Revision = story.Revision + 1 }, items, isNew: true)

            // Two decisions at once have taken all of it: it lives on in the other.
            : story with { Desk = desk with { Ties = Tied(desk.Ties, new StoryTie(TieKind.MergedInto, other.Id, tie.At, [])) }, Revision = story.Revision + 1 };
    }

    /// <summary>
    /// The item with what people have decided of it: it goes where it was put. A copy of what was taken out does not come back
    /// either; where it goes, its place and its words decide, since what is worded alike may have happened elsewhere.
    /// </summary>
    public static StoryItem Tied(StoryItem item, ItemId id, IReadOnlyList<Story> open)
    {
        var partings = open.SelectMany(story => PartingsOf(story, id, item.SimHash).Select(one => (From: story.Id, one.Item, one.To))).ToList();
        return partings.Count == 0 ? item : item with
        {
            MergedInto = open.Select(story => story.Id).Where(story => partings.Any(one => one.Item == id && one.To == story)).Select(story => story.Value).FirstOrDefault(),
            KeptApartFrom = partings.Select(one => one.From.Value).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>What was taken out of the story that the item is, or is a copy of.</summary>
    public static IEnumerable<Parting> PartingsOf(Story story, ItemId item, ulong simHash) =>
        story.Desk.Apart.Where(one => one.Item == item || SimHash.IsNear(one.SimHash, simHash));

    /// <summary>Whether the telling went to the story, or to one that was merged into it and brought it along.</summary>
    private static bool IsIn(Story story, Parting one) => one.To == story.Id
        || (story.Desk.Ties.Any(tie => tie.Kind == TieKind.TookIn && tie.Story == one.To) && story.Tellings.Any(telling => telling.Item == one.Item));

    private static bool Took(StoryDesk desk, StoryId other, DateTimeOffset at) => desk.Ties.Any(tie => tie.Kind == TieKind.TookIn && tie.Story == other && tie.At >= at);

    private static IReadOnlyList<StoryTie> Tied(IEnumerable<StoryTie> ties, StoryTie added) => [.. ties.Append(added).TakeLast(StoryDesk.MaxTies)];

    /// <summary>The first says how it began, the latest how it goes on.</summary>
    private static Telling[] Kept(Telling[] tellings) => tellings.Length <= Story.MaxTellings ? tellings : [tellings[0], .. tellings[^(Story.MaxTellings - 1)..]];

    /// <summary>Severity and headline of the tellings that there are now.</summary>
    private static Story Judged(Story next, Story before, string evidence)
    {
        var worst = next.Live.MaxBy(telling => telling.Severity)!;
        return next with
        {
            Headline = next.Best.Title,
            Severity = worst.Severity,
            SeverityEvidence = worst.Severity == before.Severity ? before.SeverityEvidence : evidence,
        };
    }

    /// <summary>The story as the tellings that it is left with tell it.</summary>
    /// <param name="isNew">What it was told to be before does not count.</param>
    private static Story Retold(Story story, IReadOnlyCollection<ItemView> items, bool isNew)
    {
        var worst = story.Live.MaxBy(telling => telling.Severity)!;
        var known = items.Where(item => story.Tellings.Any(telling => telling.Item == item.Id)).ToList();
        var told = known.FirstOrDefault(item => item.Id == story.Best.Item) ?? known.FirstOrDefault();
        var place = known.Select(item => item.Place).OfType<LocatedPlace>().Where(place => place.Country == story.Place.Country || !story.Place.Country.IsKnown)
            .OrderByDescending(place => place.Precision).ThenByDescending(place => place.Confidence).FirstOrDefault();
        return story with
        {
            Headline = story.Best.Title,
            Severity = worst.Severity,
            SeverityEvidence = $"{worst.Publisher}: {worst.Title}",
            Words = WordsOf(story.Tellings, known),
            Parties = [.. story.Parties.Where(one => story.Tellings.Any(telling => telling.Item == one.Telling))],
            FirstSeen = story.Tellings.Min(telling => telling.At),
            LastSeen = story.Tellings.Max(telling => telling.At),
            Category = isNew && told?.Category is { IsRisk: true } category ? category.Category : story.Category,
            Kind = isNew && told?.Category is { IsRisk: true } kind ? kind.Kind : story.Kind,
            Place = place is not null && (isNew || IsMorePrecise(place, story.Place)) ? place : story.Place,
        };
    }

    /// <summary>Of what was analysed; of a telling whose item is no longer kept the words of its title.</summary>
    private static EventWords WordsOf(IEnumerable<Telling> tellings, IReadOnlyCollection<ItemView> items) => tellings
        .Select(telling => items.FirstOrDefault(item => item.Id == telling.Item) is { } item
            ? EventWords.Of(item.Title, item.Text, telling.Language)
            : EventWords.Of(telling.Title, "", telling.Language))
        .Aggregate(EventWords.None, (sum, words) => sum.With(words));

    /// <summary>An authority's area stays with the authority's tellings.</summary>
    private static SourceArea? AreaOf(Story source, IReadOnlyCollection<Telling> tellings) =>
        !source.IsOfficial || tellings.Any(telling => telling.Official) ? source.Area : null;

    private static bool IsMorePrecise(LocatedPlace place, LocatedPlace known) =>
        place.Precision > known.Precision && (place.Country == known.Country || !known.Country.IsKnown);
}
