using EsgFunctions.Places;
using EsgFunctions.Risk;

namespace EsgFunctions.Stories;

/// <summary>How near an event is to what must be protected, and whether it reaches it.</summary>
public static class ExposureRule
{
    /// <summary>
    /// The nearest thing. Inside the source's own area counts as no distance at all; else the distance is from the event's
    /// point or town, never from the middle of a region or a country.
    /// </summary>
    public static Proximity Nearest(LocatedPlace place, SourceArea? area, double reach, IEnumerable<ProtectedThing> things)
    {
        var best = Proximity.None with { Precision = Precision(place, area), Reach = reach };
        foreach (var thing in things)
        {
            var one = new Proximity(
                Precision(place, area),
                DistanceKm(place, area, thing.Point),
                place.Country.IsKnown && place.Country == thing.Country && place.Region is not null && place.Region == thing.Region,
                place.Country.IsKnown && place.Country == thing.Country,
                reach,
                thing.Criticality,
                thing.Name);
            if (Rank(one) is var rank && rank.CompareTo(Rank(best)) > 0)
            {
                best = one;
            }
        }

        return best;
    }

    /// <summary>
    /// True where the event reaches the point: the source's own area wins over the category's radius; the thing's own
    /// radius widens either.
    /// </summary>
    public static bool Reaches(Story story, GeoPoint point, double radiusKm) =>
        story.Area is { } area
            ? area.Contains(point, radiusKm)
            : ImpactRule.IsInside(story.Profile, DistanceKm(story.Place, null, point), radiusKm);

    /// <summary>Null where the event's place is not known well enough for a distance.</summary>
    public static double? DistanceKm(LocatedPlace place, SourceArea? area, GeoPoint? point) =>
        point is not { } there ? null
        : area?.Contains(there, 0) == true ? 0
        : place is { Precision: PlacePrecision.Point or PlacePrecision.Town, Point: { } here } ? here.DistanceKm(there)
        : null;

    private static PlacePrecision Precision(LocatedPlace place, SourceArea? area) => area is null ? place.Precision : PlacePrecision.Point;

    private static (ProximityBand, int, double) Rank(Proximity proximity) =>
        (ProximityRule.Band(proximity), proximity.Criticality ?? 0, -(proximity.DistanceKm ?? double.MaxValue));
}
