namespace EsgFunctions.Analysis;

/// <summary>BCP 47, with the script for Serbian; "und" where it cannot be told.</summary>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct IdentifiedLanguage(string Language, double Confidence)
{
    public static IdentifiedLanguage Undetermined => new("und", 0);
}

/// <summary>
/// Which language a text is in: its script first, then the letter groups of its words. Reads on until one language is far ahead, at most 600 letters.
/// sr-Latn stands for all that is written in the Latin script of Serbian, Croatian and Bosnian.
/// </summary>
public static class LanguageIdentifier
{
    private const int LettersRead = 600;

    private const int ForeignLetterWeight = 10;

    /// <summary>Letters between two looks at who is ahead.</summary>
    private const int LettersPerLook = 100;

    /// <summary>A lead that leaves a doubt of one in 100,000.</summary>
    private const double FarAhead = 0.99999;

    /// <summary>How much of the summed weight is independent evidence: neighbouring letter groups share letters.</summary>
    private const double Independence = 0.12;

    public static IdentifiedLanguage Identify(string text)
    {
        var script = Scripts.Of(text);
        return Scripts.OnlyLanguage(script) is { } only ? new(only, 0.99)
            : script == Script.None ? IdentifiedLanguage.Undetermined
            : ByProfiles(text, script);
    }

    private static IdentifiedLanguage ByProfiles(string text, Script script)
    {
        var profiles = LanguageProfiles.Default;
        Span<int> scores = stackalloc int[profiles.Languages.Length];
        Span<char> word = stackalloc char[64];
        var (letters, nextLook) = (0, LettersPerLook);
        for (var i = 0; i < text.Length && letters < LettersRead;)
        {
            if (letters >= nextLook)
            {
                nextLook += LettersPerLook;
                if (Best(profiles.Languages, scores, script) is { Confidence: > FarAhead } sure)
                {
                    return sure;
                }
            }

            if (!char.IsLetter(text[i]))
            {
                i++;
                continue;
            }

            word[0] = ' ';
            var length = 1;
            for (; i < text.Length && (char.IsLetter(text[i]) || CharFold.IsMark(text[i])); i++)
            {
                if (length < word.Length - 1)
                {
                    word[length++] = char.ToLowerInvariant(text[i]);
                    profiles.Add(word[..length], scores);
                }
            }

            word[length++] = ' ';
            profiles.Add(word[..length], scores);
            letters += length;
        }

        if (script == Script.Cyrillic)
        {
            WeighForeignLetters(text, profiles.Languages, scores);
        }

        return Best(profiles.Languages, scores, script);
    }

    /// <summary>A letter that a language's alphabet does not have speaks strongly against it; a foreign name may still hold a few.</summary>
    private static void WeighForeignLetters(string text, string[] languages, Span<int> scores)
    {
        for (var i = 0; i < languages.Length; i++)
        {
            if (Scripts.ForeignLetters(languages[i]) is { } foreign)
            {
                scores[i] -= ForeignLetterWeight * CountAny(text, foreign);
            }
        }
    }

    private static int CountAny(string text, string letters)
    {
        var count = 0;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, LettersRead)))
        {
            count += letters.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal) ? 1 : 0;
        }

        return count;
    }

    private static IdentifiedLanguage Best(string[] languages, ReadOnlySpan<int> scores, Script script)
    {
        var best = -1;
        for (var i = 0; i < scores.Length; i++)
        {
            if (Scripts.OfLanguage(languages[i]) == script && scores[i] > 0 && (best < 0 || scores[i] > scores[best]))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            return IdentifiedLanguage.Undetermined;
        }

        var rest = 0.0;
        for (var i = 0; i < scores.Length; i++)
        {
            rest += Scripts.OfLanguage(languages[i]) == script ? Math.Exp((scores[i] - scores[best]) * Independence) : 0;
        }

        return new(languages[best], 1 / rest);
    }
}
