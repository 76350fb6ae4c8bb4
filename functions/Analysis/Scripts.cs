namespace EsgFunctions.Analysis;

internal enum Script
{
    None,
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Kana,
    Hangul,
    Greek,
    Hebrew,
    Devanagari,
    Thai,
}

/// <summary>Which script most letters of a text are in.</summary>
internal static class Scripts
{
    private const int LettersRead = 400;

    public static Script Of(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[(int)Script.Thai + 1];
        var letters = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
            {
                continue;
            }

            // A Chinese character says as much as a word does: names in Latin letters must not outvote it.
            var script = Of(c);
            counts[(int)script] += script is Script.Han or Script.Kana or Script.Hangul ? 3 : 1;
            if (++letters == LettersRead)
            {
                break;
            }
        }

        if (counts[(int)Script.Kana] > 0 && counts[(int)Script.Kana] * 5 >= counts[(int)Script.Han])
        {
            counts[(int)Script.Kana] += counts[(int)Script.Han];
        }

        counts[(int)Script.None] = 0;
        var best = Script.None;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[(int)best] ? (Script)i : best;
        }

        return best;
    }

    /// <summary>The language where a script leaves no choice.</summary>
    public static string? OnlyLanguage(Script script) => script switch
    {
        Script.Han => "zh",
        Script.Kana => "ja",
        Script.Hangul => "ko",
        Script.Greek => "el",
        Script.Hebrew => "he",
        Script.Devanagari => "hi",
        Script.Thai => "th",
        _ => null,
    };

    public static Script OfLanguage(string language) => language switch
    {
        "ru" or "sr-Cyrl" or "uk" or "bg" or "mk" or "kk" or "ky" or "mn" or "tg" => Script.Cyrillic,
        "ar" or "fa" or "ur" => Script.Arabic,
        _ => Script.Latin,
    };

    /// <summary>Cyrillic letters that the alphabet of a language does not have; null where none tells it apart.</summary>
    public static string? ForeignLetters(string language) => language switch
    {
        "sr-Cyrl" => "йщъыьэюяёіїєґѓќѕ",
        "mk" => "йщъыьэюяёіїєґђћ",
        "ru" => "ђјљњћџіїєґѓќѕ",
        "uk" => "ыэъёђјљњћџѓќѕ",
        "bg" => "ыэёіїєґђјљњћџѓќѕ",
        _ => null,
    };

    private static Script Of(char c) => c switch
    {
        < '\u0250' or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
        >= '\u0370' and <= '\u03FF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' or >= '\uFB50' and <= '\uFEFC' => Script.Arabic,
        >= '\u0900' and <= '\u097F' => Script.Devanagari,
        >= '\u0E00' and <= '\u0E7F' => Script.Thai,
        >= '\u3040' and <= '\u30FF' => Script.Kana,
        >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' => Script.Han,
        >= '\u1100' and <= '\u11FF' or >= '\uAC00' and <= '\uD7AF' => Script.Hangul,
        _ => Script.None,
    };
}
