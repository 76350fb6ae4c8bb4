namespace EsgFunctions.Places;

/// <summary>A part of the earth that a source says is affected: a circle or a polygon. Boundaries are inside.</summary>
public abstract record GeoArea
{
    private GeoArea()
    {
    }

    public bool Contains(GeoPoint point) => Contains(point, 0);

    /// <summary>Whether the point is inside, or no further than <paramref name="marginKm"/> from it: a site has a radius of its own.</summary>
    public abstract bool Contains(GeoPoint point, double marginKm);

    /// <summary>A circle by great-circle distance.</summary>
    public sealed record Circle(GeoPoint Centre, double RadiusKm) : GeoArea
    {
        public override bool Contains(GeoPoint point, double marginKm) => Centre.DistanceKm(point) <= RadiusKm + marginKm;
    }

    /// <summary>
    /// One ring, open or closed. Edges are straight in latitude and longitude, as CAP and GeoRSS mean them. An edge goes the short way
    /// round, so a ring may cross the antimeridian; it must not hold a pole.
    /// </summary>
    public sealed record Polygon : GeoArea
    {
        private const double KmPerDegree = 111.19508;

        private readonly (double Lat, double Lon)[] _corners;

        /// <exception cref="ArgumentException">Fewer than three corners.</exception>
        public Polygon(IReadOnlyList<GeoPoint> ring)
        {
            var count = ring.Count > 1 && ring[0] == ring[^1] ? ring.Count - 1 : ring.Count;
            if (count < 3)
            {
                throw new ArgumentException("A polygon has at least three corners.", nameof(ring));
            }

            Ring = ring;
            _corners = new (double, double)[count];
            for (var at = 0; at < count; at++)
            {
                _corners[at] = (ring[at].Lat, at == 0 ? ring[0].Lon : Near(ring[at].Lon, _corners[at - 1].Lon));
            }
        }

        public IReadOnlyList<GeoPoint> Ring { get; }

        public override bool Contains(GeoPoint point, double marginKm)
        {
            // The corners are unrolled from the first one on, so the point may be meant one turn further east or west.
            for (var turn = -360; turn <= 360; turn += 360)
            {
                var lon = point.Lon + turn;
                if (Encloses(point.Lat, lon) || NearestEdgeKm(point.Lat, lon) <= marginKm + 1e-6)
                {
                    return true;
                }
            }

            return false;
        }

        public bool Equals(Polygon? other) => other is not null && _corners.AsSpan().SequenceEqual(other._corners);

        public override int GetHashCode() => _corners.Aggregate(0, HashCode.Combine);

        private static double Near(double lon, double neighbour) =>
            lon - neighbour > 180 ? Near(lon - 360, neighbour) : lon - neighbour < -180 ? Near(lon + 360, neighbour) : lon;

        private bool Encloses(double lat, double lon)
        {
            var inside = false;
            for (int at = 0, before = _corners.Length - 1; at < _corners.Length; before = at++)
            {
                var (a, b) = (_corners[at], _corners[before]);
                if (a.Lat > lat != b.Lat > lat && lon < (b.Lon - a.Lon) * (lat - a.Lat) / (b.Lat - a.Lat) + a.Lon)
                {
                    inside = !inside;
                }
            }

            return inside;
        }

        /// <summary>On a plane through the point: exact enough for the margins of sites, a few km.</summary>
        private double NearestEdgeKm(double lat, double lon)
        {
            var shrink = Math.Cos(double.DegreesToRadians(lat));
            var nearest = double.MaxValue;
            for (int at = 0, before = _corners.Length - 1; at < _corners.Length; before = at++)
            {
                var (ax, ay) = ((_corners[before].Lon - lon) * shrink, _corners[before].Lat - lat);
                var (dx, dy) = ((_corners[at].Lon - lon) * shrink - ax, _corners[at].Lat - lat - ay);
                var length = dx * dx + dy * dy;
                var along = length == 0 ? 0 : Math.Clamp(-(ax * dx + ay * dy) / length, 0, 1);
                nearest = Math.Min(nearest, Math.Sqrt(Math.Pow(ax + along * dx, 2) + Math.Pow(ay + along * dy, 2)));
            }

            return nearest * KmPerDegree;
        }
    }
}
