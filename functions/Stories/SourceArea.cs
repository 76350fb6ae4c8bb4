using EsgFunctions.Ingestion;
using EsgFunctions.Places;

namespace EsgFunctions.Stories;

/// <summary>The reach of an event as its source gives it: circles and rings (first point equals last).</summary>
public sealed record SourceArea(IReadOnlyList<GeoArea.Circle> Circles, IReadOnlyList<IReadOnlyList<GeoPoint>> Rings)
{
    private const int MostCircles = 200;
    private const int MostRings = 300;

    /// <summary>Corners that fit the story's row beside its tellings.</summary>
    private const int MostCorners = 1_000;

    /// <summary>Corners of the ring around one that is too large.</summary>
    private const int MostOfConvex = 30;

    /// <summary>True inside a ring, on its edge, in a circle, or within <paramref name="marginKm"/> of them.</summary>
    public bool Contains(GeoPoint point, double marginKm) =>
        Circles.Any(circle => circle.Contains(point, marginKm)) || Rings.Any(ring => new GeoArea.Polygon(ring).Contains(point, marginKm));

    /// <summary>
    /// The source's own area, or null where it gives none that can be used. A ring with too many corners becomes the convex
    /// ring around it: nobody who is inside is left out.
    /// </summary>
    public static SourceArea? Of(SourcePlace? place)
    {
        if (place is null)
        {
            return null;
        }

        var circles = place.Circles.Where(circle => circle.RadiusKm > 0).Take(MostCircles).ToArray();
        var rings = new List<IReadOnlyList<GeoPoint>>();
        var left = MostCorners;
        foreach (var ring in place.Polygons.Where(ring => ring.Count >= 4).OrderBy(ring => ring.Count).Take(MostRings))
        {
            rings.Add(ring.Count <= left ? ring : ConvexRing.Around(ring, MostOfConvex));
            left -= rings[^1].Count;
        }

        return rings.Count > 0 || circles.Length > 0 ? new SourceArea(circles, rings) : null;
    }
}
