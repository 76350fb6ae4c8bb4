namespace EsgFunctions.Places;

/// <summary>Where most readers of a language live: between namesakes, an item in Serbian rather means the Bor in Serbia.</summary>
internal static class LanguageAreas
{
    /// <param name="language">ISO 639-1, or null.</param>
    public static bool Include(string? language, CountryCode country) => language switch
    {
        "sr" => country.Value is "RS" or "BA" or "ME" or "XK",
        "hr" or "bs" => country.Value is "HR" or "BA",
        "zh" => country.Value is "CN" or "TW" or "HK" or "SG",
        "ru" => country.Value is "RU" or "BY" or "KZ",
        "pt" => country.Value is "BR" or "PT" or "AO" or "MZ",
        "tr" => country.Value is "TR",
        "id" => country.Value is "ID",
        "sw" => country.Value is "TZ" or "KE" or "CD" or "UG",
        "de" => country.Value is "DE" or "AT" or "CH",
        "it" => country.Value is "IT" or "CH",
        "fr" => country.Value is "FR" or "BE" or "CD" or "CI" or "CM" or "SN" or "ML" or "BF" or "NE" or "GN",
        "es" => country.Value is "ES" or "MX" or "CO" or "AR" or "PE" or "VE" or "CL" or "EC" or "BO" or "GT" or "HN" or "NI" or "SV" or "CR" or "PA" or "PY" or "UY" or "DO" or "CU",
        _ => false,
    };

    /// <summary>Countries whose small towns are written in Cyrillic more often than a common word is mistaken for one of them.</summary>
    public static bool WritesCyrillic(CountryCode country) => country.Value is
        "RU" or "BY" or "UA" or "KZ" or "KG" or "TJ" or "UZ" or "TM" or "MN" or "BG" or "MK" or "RS" or "ME" or "BA" or "XK" or "HR" or "SI" or "MD" or "GE" or "AM" or "AZ" or "LV" or "LT" or "EE";
}
