namespace EsgFunctions.Places;

/// <summary>A way over the earth: great-circle arcs from point to point, each under half the way round.</summary>
public sealed class GeoPath
{
    /// <summary>Points that <see cref="Along"/> gives at most, beside the corners.</summary>
    private const int MostPoints = 2_000;

    private readonly (Vector From, Vector To)[] _arcs;

    /// <exception cref="ArgumentException">Fewer than two points.</exception>
    public GeoPath(IReadOnlyList<GeoPoint> points)
    {
        if (points.Count < 2)
        {
            throw new ArgumentException("A path has at least two points.", nameof(points));
        }

        Points = points;
        _arcs = [.. points.Zip(points.Skip(1), (from, to) => (Vector.Of(from), Vector.Of(to)))];
    }

    public IReadOnlyList<GeoPoint> Points { get; }

    public double LengthKm => Points.Zip(Points.Skip(1), (from, to) => from.DistanceKm(to)).Sum();

    /// <summary>From the point to the nearest point of the way.</summary>
    public double DistanceKm(GeoPoint point)
    {
        var nearest = Points.Min(point.DistanceKm);
        var at = Vector.Of(point);
        foreach (var (from, to) in _arcs)
        {
            // The foot of the point on the arc's great circle counts where it lies between the ends.
            var pole = from.Cross(to);
            if (pole.Length < 1e-12)
            {
                continue;
            }

            var normal = pole.Times(1 / pole.Length);
            var foot = at.Minus(normal.Times(at.Dot(normal)));
            if (foot.Length > 1e-12 && from.Cross(foot).Dot(normal) >= 0 && foot.Cross(to).Dot(normal) >= 0)
            {
                nearest = Math.Min(nearest, foot.Times(1 / foot.Length).ToPoint().DistanceKm(point));
            }
        }

        return nearest;
    }

    /// <summary>Points of the way, no two further apart than <paramref name="stepKm"/>, or than a two-thousandth of the way where that is more.</summary>
    public IEnumerable<GeoPoint> Along(double stepKm)
    {
        var step = Math.Max(stepKm, LengthKm / MostPoints);
        yield return Points[0];
        for (var at = 0; at < _arcs.Length; at++)
        {
            var pieces = Math.Max(1, (int)Math.Ceiling(Points[at].DistanceKm(Points[at + 1]) / step));
            var angle = Math.Acos(Math.Clamp(_arcs[at].From.Dot(_arcs[at].To), -1, 1));
            for (var piece = 1; piece < pieces; piece++)
            {
                var along = (double)piece / pieces;
                yield return _arcs[at].From.Times(Math.Sin((1 - along) * angle)).Plus(_arcs[at].To.Times(Math.Sin(along * angle))).ToPoint();
            }

            yield return Points[at + 1];
        }
    }

    /// <summary>From the middle of the earth.</summary>
    private readonly record struct Vector(double X, double Y, double Z)
    {
        public double Length => Math.Sqrt(Dot(this));

        public static Vector Of(GeoPoint point)
        {
            var (lat, lon) = (double.DegreesToRadians(point.Lat), double.DegreesToRadians(point.Lon));
            return new(Math.Cos(lat) * Math.Cos(lon), Math.Cos(lat) * Math.Sin(lon), Math.Sin(lat));
        }

        public GeoPoint ToPoint() => new(double.RadiansToDegrees(Math.Atan2(Z, Math.Sqrt((X * X) + (Y * Y)))), double.RadiansToDegrees(Math.Atan2(Y, X)));

        public double Dot(Vector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

        public Vector Cross(Vector other) => new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

        public Vector Plus(Vector other) => new(X + other.X, Y + other.Y, Z + other.Z);

        public Vector Minus(Vector other) => new(X - other.X, Y - other.Y, Z - other.Z);

        public Vector Times(double factor) => new(X * factor, Y * factor, Z * factor);
    }
}
