using System.Text.Json;
using EsgFunctions.Places;

namespace EsgFunctions.Ingestion;

/// <summary>Points and outer rings of a GeoJSON geometry, whose positions are longitude first.</summary>
internal static class GeoJsonShape
{
    private const int MaxPoints = 20_000;

    public static void Collect(JsonElement geometry, List<GeoPoint> points, List<IReadOnlyList<GeoPoint>> rings, int depth)
    {
        switch (geometry.Text("type"))
        {
            case "Point" when geometry.Get("coordinates") is { } position && Position(position) is { } point:
                points.Add(point);
                break;
            case "MultiPoint" or "LineString":
                points.AddRange(geometry.List("coordinates").Take(MaxPoints).Select(Position).OfType<GeoPoint>().Take(1));
                break;
            case "Polygon":
                AddOuter(geometry.List("coordinates"), rings);
                break;
            case "MultiPolygon":
                foreach (var polygon in geometry.List("coordinates").Where(polygon => polygon.ValueKind == JsonValueKind.Array).Take(FeedLimits.ListLength))
                {
                    AddOuter(polygon.EnumerateArray(), rings);
                }

                break;
            case "GeometryCollection" when depth < 3:
                foreach (var part in geometry.List("geometries").Take(FeedLimits.ListLength))
                {
                    Collect(part, points, rings, depth + 1);
                }

                break;
        }
    }

    private static void AddOuter(IEnumerable<JsonElement> rings, List<IReadOnlyList<GeoPoint>> found)
    {
        if (rings.FirstOrDefault() is { ValueKind: JsonValueKind.Array } outer
            && GeoText.Ring(outer.EnumerateArray().Take(MaxPoints).Select(Position).OfType<GeoPoint>().ToList()) is { } ring)
        {
            found.Add(ring);
        }
    }

    private static GeoPoint? Position(JsonElement position) =>
        position.ValueKind == JsonValueKind.Array && position.GetArrayLength() >= 2
        && position[0].ValueKind == JsonValueKind.Number && position[1].ValueKind == JsonValueKind.Number
            ? GeoPoint.TryCreate(position[1].GetDouble(), position[0].GetDouble())
            : null;
}
