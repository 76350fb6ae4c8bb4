namespace EsgFunctions.Places;

/// <summary>A country or territory of ISO 3166-1, with its names.</summary>
/// <param name="Alpha3">ISO 3166-1 alpha-3; XKK for Kosovo.</param>
/// <param name="Numeric">ISO 3166-1 numeric, three digits; 983 for Kosovo.</param>
/// <param name="Names">By BCP 47 tag, as in <see cref="Countries.Languages"/>.</param>
/// <param name="OtherNames">Short and variant names of CLDR, and names that newspapers use.</param>
/// <param name="Demonyms">English adjectives and nouns of nationality; may be empty.</param>
public sealed record Country(
    CountryCode Code,
    string Alpha3,
    string Numeric,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyList<string> OtherNames,
    IReadOnlyList<string> Demonyms)
{
    public string EnglishName => Names["en"];

    /// <summary>The name in that language, in the language without its region, else in English.</summary>
    /// <param name="language">BCP 47: "sr" means sr-Latn, "zh" means zh-Hans.</param>
    public string NameIn(string? language)
    {
        var tag = language switch
        {
            null => "en",
            "zh" or "zh-CN" or "zh-SG" => "zh-Hans",
            "sr" or "sr-RS" => "sr-Latn",
            _ => language,
        };
        return Names.TryGetValue(tag, out var name) || Names.TryGetValue(tag.Split('-')[0], out name) ? name : EnglishName;
    }
}
