using System.Text;
using System.Text.Json;
using EsgFunctions.Places;

namespace EsgFunctions.Benchmarks.Gazetteer;

/// <summary>One row of countries.tsv.</summary>
public sealed record CountryRow(string Alpha2, string Alpha3, string Numeric, IReadOnlyList<string> Names, IReadOnlyList<string> OtherNames);

/// <summary>Countries of ISO 3166-1 and Kosovo with their names, from Unicode CLDR.</summary>
public static class CountryTable
{
    // Groupings, reserved and test codes, and parts of countries that CLDR also lists.
    private static readonly HashSet<string> NoCountries = ["AC", "CP", "DG", "EU", "QO", "TA", "XA", "XB", "ZZ"];

    public static IReadOnlyList<CountryRow> Read(string modules)
    {
        using var mappings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(modules, "cldr-core", "supplemental", "codeMappings.json")));
        var codes = mappings.RootElement.GetProperty("supplemental").GetProperty("codeMappings");
        var languages = Countries.Languages.Select(language => Territories(modules, language)).ToArray();
        return [.. languages[0].Keys
            .Where(code => code.Length == 2 && !NoCountries.Contains(code) && codes.TryGetProperty(code, out var entry) && entry.TryGetProperty("_alpha3", out _))
            .Order(StringComparer.Ordinal)
            .Select(code => new CountryRow(
                code,
                codes.GetProperty(code).GetProperty("_alpha3").GetString()!,
                codes.GetProperty(code).GetProperty("_numeric").GetString()!,
                [.. languages.Select(names => names[code])],
                [.. languages.SelectMany(names => names.Where(name => name.Key.StartsWith(code + "-alt", StringComparison.Ordinal)).OrderBy(static name => name.Key, StringComparer.Ordinal).Select(static name => name.Value)).Distinct()]))];
    }

    public static string Print(IReadOnlyList<CountryRow> countries)
    {
        var text = new StringBuilder("# Unicode CLDR 48.2.0. Alpha-2, alpha-3, numeric, names in ")
            .AppendJoin(", ", Countries.Languages).Append(", other names. Made by the command gazetteer of the benchmarks.\n");
        foreach (var row in countries)
        {
            text.AppendJoin('\t', [row.Alpha2, row.Alpha3, row.Numeric, .. row.Names, string.Join('|', row.OtherNames)]).Append('\n');
        }

        return text.ToString();
    }

    private static Dictionary<string, string> Territories(string modules, string language)
    {
        // CLDR keeps the default script of a language under the bare tag.
        var folder = language switch { "zh-Hans" => "zh", "sr-Cyrl" => "sr", _ => language };
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(modules, "cldr-localenames-full", "main", folder, "territories.json")));
        return document.RootElement.GetProperty("main").GetProperty(folder).GetProperty("localeDisplayNames").GetProperty("territories")
            .EnumerateObject().ToDictionary(static name => name.Name, static name => name.Value.GetString()!);
    }
}
