using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>
/// Which open story an item belongs to. A person's split or merge wins; then the same official event; then the same text;
/// then titles that share half of their words, in one country, within 72 hours; then, across languages (where titles share no
/// words), the same category and kind at the same place within 24 hours: of a known severity where the kind is named, of people
/// hurt or worse where it is not. An official event and news of it join likewise, whatever their languages.
/// </summary>
public static class StoryJoinRule
{
    public static readonly TimeSpan TitleWindow = TimeSpan.FromHours(72);
    public static readonly TimeSpan CrossLanguageWindow = TimeSpan.FromHours(24);
    public static readonly double LeastLikeness = Param("A", 0.14);
    public static readonly double MoreLikeness = Param("B", 0.0035);
    public static readonly int LeastShared = (int)Param("S", 2);
    public static readonly int MostWords = (int)Param("M", 60);
    private static double Param(string n, double d) => Environment.GetEnvironmentVariable("SP_" + n) is { } v ? double.Parse(v, System.Globalization.CultureInfo.InvariantCulture) : d;

    private static double Needed(EventWords a, EventWords b) => LeastLikeness + MoreLikeness * Math.Min(Math.Min(a.Count, b.Count), MostWords);

    /// <summary>
    /// Two towns or points nearer than this are one place; farther apart where the kind is felt farther (an epicentre is not the
    /// town that tells of it).
    /// </summary>
    public const double SamePlaceKm = 25;

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
        if (silence > TitleWindow || !CategoryGroups.MayBeOne(item.Category, candidate.Category))
        {
            return JoinAnswer.NewStory;
        }

        if (MayBeSamePlace(item.Place, candidate.Place) && candidate.SimHashes.Any(hash => SimHash.IsNear(hash, item.SimHash)))
        {
            return new(candidate.StoryId, JoinReason.NearDuplicate, 1);
        }

        var likeness = item.Words.Likeness(candidate.Words);
        return likeness >= Needed(item.Words, candidate.Words) && item.Words.Shared(candidate.Words) >= LeastShared && MayBeSamePlace(item.Place, candidate.Place)
                ? new(candidate.StoryId, JoinReason.AlikeInWords, likeness)
            : !IsSameEvent(item, candidate, silence) ? JoinAnswer.NewStory
            : !candidate.Languages.Contains(item.Language) ? new(candidate.StoryId, JoinReason.SameEventInAnotherLanguage, 0)
            : item.Kind != RiskKind.None && item.OfficialEvent is null != (candidate.OfficialEvents.Count == 0) ? new(candidate.StoryId, JoinReason.SameEventAsOfficial, 0)
            : JoinAnswer.NewStory;
    }

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

    private static bool IsSameCountry(LocatedPlace a, LocatedPlace b) => a.Country.IsKnown && a.Country == b.Country;

    /// <summary>False only when both are known well enough to be told apart.</summary>
    private static bool MayBeSamePlace(LocatedPlace a, LocatedPlace b) =>
        !(a.Country.IsKnown && b.Country.IsKnown && a.Country != b.Country)
        && !(IsTown(a) && IsTown(b) && !IsSameTown(a, b))
        && !(a is { Precision: PlacePrecision.Admin1, Region: { } ra } && b is { Precision: PlacePrecision.Admin1, Region: { } rb } && ra != rb);

    private static bool IsSameTown(LocatedPlace a, LocatedPlace b, double reach = 1) =>
        IsTown(a) && IsTown(b)
        && (a.Point is { } p && b.Point is { } q
            ? p.DistanceKm(q) <= SamePlaceKm * reach
            : a.Country == b.Country && a.Name.Length > 0 && string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase));

    private static bool IsTown(LocatedPlace place) => place.Precision is PlacePrecision.Town or PlacePrecision.Point;
}
