namespace EsgFunctions.People;

/// <summary>A language that messages are written in. <c>default</c> is English, which everybody falls back to.</summary>
public enum MessageLanguage
{
    En,
    ZhHans,
    SrLatn,
    Es,
    Fr,
    Ru,
}

public static class MessageLanguages
{
    /// <summary>BCP 47 tags, by value of <see cref="MessageLanguage"/>.</summary>
    private static readonly string[] Tags = ["en", "zh-Hans", "sr-Latn", "es", "fr", "ru"];

    public static string Tag(this MessageLanguage language) => Tags[(int)language];

    /// <summary>The product language of a BCP 47 tag: <c>zh</c>, <c>zh-CN</c>, <c>sr</c>, <c>es-PE</c> and alike; null where there is none.</summary>
    public static MessageLanguage? TryParse(string? tag) => tag?.Trim().Split('-', '_')[0].ToLowerInvariant() switch
    {
        "en" => MessageLanguage.En,
        "zh" => MessageLanguage.ZhHans,
        "sr" => MessageLanguage.SrLatn,
        "es" => MessageLanguage.Es,
        "fr" => MessageLanguage.Fr,
        "ru" => MessageLanguage.Ru,
        _ => null,
    };
}
