using System.Collections.Frozen;
using System.Reflection;

namespace EsgFunctions.Places;

/// <summary>Codes and names of all countries, read once from two tables inside the assembly: Unicode CLDR's names, and demonyms of our own.</summary>
public static class Countries
{
    /// <summary>The languages of <see cref="Country.Names"/>, in the order of the columns.</summary>
    public static readonly IReadOnlyList<string> Languages =
        ["en", "zh-Hans", "sr-Latn", "sr-Cyrl", "es", "fr", "ru", "pt", "ar", "tr", "id", "sw", "de", "it"];

    private static readonly Lazy<Tables> Loaded = new(Load);

    /// <summary>By alpha-2 code.</summary>
    public static IReadOnlyList<Country> All => Loaded.Value.All;

    public static Country? Find(CountryCode code) => Loaded.Value.ByCode.GetValueOrDefault(code);

    /// <summary>The English name, or the code itself where it stands for no country.</summary>
    public static string NameOf(CountryCode code, string? language = null) => Find(code)?.NameIn(language) ?? code.Value;

    /// <summary>A country by its alpha-2 code, in any case; null where no country has it (ZZ, or UK, which is GB).</summary>
    public static CountryCode? ByCode(string? alpha2) => CountryCode.TryParse(alpha2) is { } code && Find(code) is not null ? code : null;

    /// <summary>A country by its alpha-2 or alpha-3 code, in any case; unknown where no country has it.</summary>
    public static CountryCode ByIso(string? code)
    {
        // Feeds write XKX for Kosovo, CLDR writes XKK; ISO has assigned neither.
        var trimmed = code?.Trim() is { } given && given.Equals("XKX", StringComparison.OrdinalIgnoreCase) ? "XK" : code?.Trim() ?? "";
        return trimmed.Length == 3 && trimmed.All(char.IsAsciiLetter)
            ? Loaded.Value.ByOtherCode.GetValueOrDefault(trimmed.ToUpperInvariant())?.Code ?? CountryCode.Unknown
            : ByCode(trimmed) ?? CountryCode.Unknown;
    }

    /// <summary>A country by alpha-2, alpha-3 or numeric code, or by any of its names in any of the languages; unknown where none fits.</summary>
    public static CountryCode Parse(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var country = trimmed.Length switch
        {
            0 => null,
            2 when CountryCode.TryParse(trimmed) is { } code => Find(code),
            3 => Loaded.Value.ByOtherCode.GetValueOrDefault(trimmed.ToUpperInvariant()),
            _ => null,
        };
        return country?.Code ?? Loaded.Value.ByName.GetValueOrDefault(PlaceName.Normalise(trimmed));
    }

    /// <summary>The country whose people or things an English word names: "Serbian", "Congolese". Unknown where it is none.</summary>
    /// <param name="normalisedName">In the form of <see cref="PlaceName"/>.</param>
    public static CountryCode ByDemonym(ReadOnlySpan<char> normalisedName) =>
        Loaded.Value.ByDemonym.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(normalisedName, out var code) ? code : CountryCode.Unknown;

    private static Tables Load()
    {
        var extras = Rows("demonyms.tsv").ToDictionary(static row => row[0]);
        var all = Rows("countries.tsv").Select(row => Read(row, extras.GetValueOrDefault(row[0]))).ToArray();
        var names = new Dictionary<string, CountryCode>();
        var demonyms = new Dictionary<string, CountryCode>();
        foreach (var country in all)
        {
            foreach (var name in country.Names.Values.Concat(country.OtherNames))
            {
                names.TryAdd(PlaceName.Normalise(name), country.Code);
            }

            foreach (var demonym in country.Demonyms)
            {
                demonyms.TryAdd(PlaceName.Normalise(demonym), country.Code);
            }
        }

        return new Tables(
            all,
            all.ToFrozenDictionary(static country => country.Code),
            all.SelectMany(static country => new[] { (country.Alpha3, country), (country.Numeric, country) }).ToFrozenDictionary(static pair => pair.Item1, static pair => pair.country),
            names.ToFrozenDictionary(StringComparer.Ordinal),
            demonyms.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static Country Read(string[] row, string[]? extra)
    {
        var names = Languages.Select((language, at) => (language, name: row[3 + at])).ToFrozenDictionary(static pair => pair.language, static pair => pair.name);
        return new Country(new CountryCode(row[0]), row[1], row[2], names, [.. Words(row[3 + Languages.Count]), .. Words(extra?[2])], Words(extra?[1]));
    }

    private static string[] Words(string? cell) => cell?.Split('|', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static IEnumerable<string[]> Rows(string table)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"EsgFunctions.Places.{table}")
            ?? throw new InvalidOperationException($"The table {table} is not inside the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }

    private sealed record Tables(
        Country[] All,
        FrozenDictionary<CountryCode, Country> ByCode,
        FrozenDictionary<string, Country> ByOtherCode,
        FrozenDictionary<string, CountryCode> ByName,
        FrozenDictionary<string, CountryCode> ByDemonym);
}
