using EsgFunctions.Analysis;
using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>
/// Which open story an item belongs to. A person's split or merge wins; then the same official event; then the same text; then words
/// that are alike enough to those of the whole story, within 72 hours and not in two towns; then, across languages (which share no
/// words), the same category and kind at the same place within 24 hours: of a known severity where the kind is named, of people
/// hurt or worse where it is not. An official event and news of it join likewise, whatever their languages.
/// </summary>
public static class StoryJoinRule
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(72);
    public static readonly TimeSpan CrossLanguageWindow = TimeSpan.FromHours(24);

    /// <summary>Cosine of their words from which two titles may tell of one event; the longer the texts, the more of their words they share by chance.</summary>
    public const double LikenessOfTitles = 0.1;
    public const double LikenessPerWord = 0.005;
    public const int MostWords = 60;

    /// <summary>Needed against a story of one telling, whose words nobody has confirmed; it falls with the root of the tellings.</summary>
    public const double LikenessOfOneTelling = 0.2;

    /// <summary>Likeness of two titles (<see cref="TextLikeness"/>) from which they tell of one event, whatever else the story is told by.</summary>
    public const double LikenessOfTwoTitles = 0.6;

    /// <summary>Two stories of several tellings each, told in words so alike, are one event that was begun twice.</summary>
    public const double LikenessOfStories = 0.3;

    /// <summary>The same where their categories are of different groups, or their countries or regions surely differ.</summary>
    public const double LikenessOfStoriesDespite = 0.6;

    /// <summary>Of each: what one teller alone says may be the odd one.</summary>
    public const int LeastTellingsOfTwin = 2;

    /// <summary>One word in common, were it the town's name, is not the same event.</summary>
    public const int LeastShared = 2;

    /// <summary>Titles with numbers, none of them the same: two bulletins of one template, two quakes.</summary>
    public const double OtherNumbersFactor = 2;

    /// <summary>Tellers may choose categories of different groups for one event, or name the country of another side; then more of its words must be the same.</summary>
    public const double DespiteLikeness = 0.3;
    public const int DespiteShared = 3;

    /// <summary>From this confidence a place counts as what the text says.</summary>
    public const double SurePlace = 0.85;

    /// <summary>
    /// Two towns or points nearer than this are one place; farther apart where the kind is felt farther (an epicentre is not the
    /// town that tells of it).
    /// </summary>
    public const double SamePlaceKm = 25;

    /// <summary>The same for two towns that are named differently: a suburb and its city, not one town and the next.</summary>
    public const double SameTownKm = 10;

    /// <summary>Two quakes, floods or landslides surely in regions of one country whose points are farther apart than this are two: no other news tells so surely where it happened.</summary>
    public const double FarRegionsKm = 500;

    /// <param name="now">The instant of the item's sighting: windows count from a candidate's last sighting to it.</param>
    public static JoinAnswer Decide(StoryItem item, IReadOnlyList<StoryCandidate> candidates, DateTimeOffset now)
    {
        var best = JoinAnswer.NewStory;
        DateTimeOffset bestSeen = default;
        foreach (var candidate in candidates)
        {
            var answer = Judge(item, candidate, now);
            if (IsBetter(answer, candidate.LastSeen, best, bestSeen))
            {
                best = answer;
                bestSeen = candidate.LastSeen;
            }
        }

        return best;
    }

    private static JoinAnswer Judge(StoryItem item, StoryCandidate candidate, DateTimeOffset now)
    {
        if (item.MergedInto == candidate.StoryId)
        {
            return new(candidate.StoryId, JoinReason.MergedByPerson, 1);
        }

        if (item.KeptApartFrom.Contains(candidate.StoryId))
        {
            return JoinAnswer.NewStory;
        }

        if (item.OfficialEvent is { } official && candidate.OfficialEvents.Contains(official))
        {
            return new(candidate.StoryId, JoinReason.SameOfficialEvent, 1);
        }

        var silence = (now - candidate.LastSeen).Duration();
        if (silence > Window || item.Category == RiskCategory.None || candidate.Category == RiskCategory.None)
        {
            return JoinAnswer.NewStory;
        }

        var mayBeOneKind = CategoryGroups.MayBeOne(item.Category, candidate.Category);
        if (mayBeOneKind && MayBeSamePlace(item.Place, candidate.Place) && candidate.SimHashes.Any(hash => SimHash.IsNear(hash, item.SimHash)))
        {
            return new(candidate.StoryId, JoinReason.NearDuplicate, 1);
        }

        var (likeness, needed) = (item.Words.Likeness(candidate.Words), NeededLikeness(item, candidate, mayBeOneKind));
        return likeness >= needed ? new(candidate.StoryId, JoinReason.AlikeInWords, likeness)
            : needed <= 1 && LikestTitle(item, candidate) is >= LikenessOfTwoTitles and var alike ? new(candidate.StoryId, JoinReason.AlikeInWords, alike)
            : !mayBeOneKind || !IsSameEvent(item, candidate, silence) ? JoinAnswer.NewStory
            : !candidate.Languages.Contains(item.Language) ? new(candidate.StoryId, JoinReason.SameEventInAnotherLanguage, 0)
            : item.Kind != RiskKind.None && item.OfficialEvent is null != (candidate.OfficialEvents.Count == 0) ? new(candidate.StoryId, JoinReason.SameEventAsOfficial, 0)
            : JoinAnswer.NewStory;
    }

    /// <summary>
    /// The story that is the same event as this one, begun by a telling in other words; null where there is none. Of the likest, and of equals the
    /// one that began first. Neither of two official events nor two places that are surely told apart are one.
    /// </summary>
    public static StoryCandidate? TwinOf(StoryCandidate story, IReadOnlyList<StoryCandidate> others) => others
        .Where(other => MayBeTwin(story, other))
        .Select(other => (Story: other, Likeness: story.Words.Likeness(other.Words)))
        .Where(other => other.Likeness >= (AreContradicted(story, other.Story) ? LikenessOfStoriesDespite : LikenessOfStories))
        .OrderByDescending(other => other.Likeness).ThenBy(other => other.Story.StoryId, StringComparer.Ordinal)
        .Select(other => other.Story).FirstOrDefault();

    private static bool MayBeTwin(StoryCandidate story, StoryCandidate other) =>
        story.StoryId != other.StoryId
        && Math.Min(story.Tellings, other.Tellings) >= LeastTellingsOfTwin
        && (story.LastSeen - other.LastSeen).Duration() <= Window
        && (MayBeSamePlace(story.Place, other.Place) || !IsTown(story.Place) || !IsTown(other.Place))
        && !AreTwoHazards(story.Category, story.Place, other)
        && !story.OfficialEvents.Any(mine => other.OfficialEvents.Any(its => its != mine && Scheme(its).SequenceEqual(Scheme(mine))));

    /// <summary>Their categories are of different groups, or both are surely in different countries or regions.</summary>
    private static bool AreContradicted(StoryCandidate story, StoryCandidate other) =>
        !CategoryGroups.MayBeOne(story.Category, other.Category)
        || (!MayBeSamePlace(story.Place, other.Place) && Math.Min(story.Place.Confidence, other.Place.Confidence) >= SurePlace);

    private static double LikestTitle(StoryItem item, StoryCandidate candidate) =>
        candidate.Titles.Select(title => TextLikeness.Of(item.Title, TextWords.Of(title.Title, title.Language))).DefaultIfEmpty().Max();

    /// <summary>How alike the words must be; more than 1 where nothing would do.</summary>
    private static double NeededLikeness(StoryItem item, StoryCandidate candidate, bool mayBeOneKind)
    {
        var mayBeSamePlace = MayBeSamePlace(item.Place, candidate.Place);
        if (AreTwoOfficialEvents(item, candidate)
            || (!mayBeSamePlace && IsTown(item.Place) && IsTown(candidate.Place))
            || AreTwoHazards(item.Category, item.Place, candidate))
        {
            return double.PositiveInfinity;
        }

        var words = Math.Min(Math.Min(item.Words.Count, candidate.Words.Count), MostWords);
        var needed = Math.Max(LikenessOfTitles + (words * LikenessPerWord), LikenessOfOneTelling / Math.Sqrt(Math.Max(1, candidate.Tellings)));
        needed *= candidate.Words.HasOtherNumbers(item.Title) ? OtherNumbersFactor : 1;
        var isContradicted = !mayBeOneKind || (!mayBeSamePlace && Math.Min(item.Place.Confidence, candidate.Place.Confidence) >= SurePlace);
        return item.Words.Shared(candidate.Words) < (isContradicted ? DespiteShared : LeastShared) ? double.PositiveInfinity
            : isContradicted ? Math.Max(needed, DespiteLikeness)
            : needed;
    }

    /// <summary>A town that the text leaves no doubt about. A country is often only the one that speaks, or is spoken to.</summary>
    internal static bool IsCertain(LocatedPlace place) => IsTown(place) && place.Confidence >= SurePlace;

    private static bool IsBetter(JoinAnswer answer, DateTimeOffset seen, JoinAnswer best, DateTimeOffset bestSeen) =>
        answer.StoryId is not null
        && (best.StoryId is null
            || (answer.Reason, answer.Similarity, seen).CompareTo((best.Reason, best.Similarity, bestSeen)) is var order
            && (order > 0 || (order == 0 && string.CompareOrdinal(answer.StoryId, best.StoryId) < 0)));

    private static bool IsSameEvent(StoryItem item, StoryCandidate candidate, TimeSpan silence)
    {
        var least = item.Kind == RiskKind.None ? Severity.Moderate : Severity.Minor;
        return silence <= CrossLanguageWindow
            && item.Category == candidate.Category
            && item.Kind == candidate.Kind
            && item.Severity >= least
            && candidate.Severity >= least
            && !AreTwoOfficialEvents(item, candidate)
            && IsSameTown(item.Place, candidate.Place, Math.Max(1, RiskCatalogue.Of(item.Category, item.Kind).ProximityReach));
    }

    /// <summary>One source numbers two events: an aftershock is not its main shock.</summary>
    private static bool AreTwoOfficialEvents(StoryItem item, StoryCandidate candidate) =>
        item.OfficialEvent is { } mine && candidate.OfficialEvents.Any(other => Scheme(other).SequenceEqual(Scheme(mine)));

    private static ReadOnlySpan<char> Scheme(string officialEvent) => officialEvent.AsSpan(0, Math.Max(0, officialEvent.IndexOf(':', StringComparison.Ordinal)));

    /// <summary>False only when both are known well enough to be told apart.</summary>
    private static bool MayBeSamePlace(LocatedPlace a, LocatedPlace b) =>
        !(a.Country.IsKnown && b.Country.IsKnown && a.Country != b.Country)
        && !(IsTown(a) && IsTown(b) && !IsSameTown(a, b))
        && !(a is { Precision: PlacePrecision.Admin1, Region: { } ra } && b is { Precision: PlacePrecision.Admin1, Region: { } rb } && ra != rb);

    private static bool AreTwoHazards(RiskCategory category, LocatedPlace place, StoryCandidate other) =>
        category == RiskCategory.NaturalHazard && other.Category == RiskCategory.NaturalHazard
        && place.Region is not null && other.Place.Region is not null && place.Region != other.Place.Region
        && Math.Min(place.Confidence, other.Place.Confidence) >= SurePlace
        && place.Point is { } mine && other.Place.Point is { } its && mine.DistanceKm(its) > FarRegionsKm;

    private static bool IsSameTown(LocatedPlace a, LocatedPlace b, double reach = 1) =>
        IsTown(a) && IsTown(b)
        && (a.Point is { } p && b.Point is { } q
            ? p.DistanceKm(q) <= reach * (AreTwoTowns(a, b) ? SameTownKm : SamePlaceKm)
            : a.Country == b.Country && a.Name.Length > 0 && string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase));

    private static bool AreTwoTowns(LocatedPlace a, LocatedPlace b) =>
        a.Precision == PlacePrecision.Town && b.Precision == PlacePrecision.Town && !string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsTown(LocatedPlace place) => place.Precision is PlacePrecision.Town or PlacePrecision.Point;
}
