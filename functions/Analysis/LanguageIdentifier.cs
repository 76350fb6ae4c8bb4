namespace EsgFunctions.Analysis;

/// <summary>BCP 47, with the script for Serbian; "und" where it cannot be told.</summary>
/// <param name="Confidence">0 to 1.</param>
public readonly record struct IdentifiedLanguage(string Language, double Confidence)
{
    public static IdentifiedLanguage Undetermined => new("und", 0);
}

/// <summary>
/// Which language a text is in: its script first, then the letter groups of its words. Reads on until one language is far ahead, at most 600 letters; in a long text the middle too.
/// sr-Latn stands for all that is written in the Latin script of Serbian, Croatian and Bosnian.
/// </summary>
public static class LanguageIdentifier
{
    private const int LettersRead = 600;

    private const int ForeignLetterWeight = 10;

    /// <summary>Characters from which a text may well be in two languages: a headline in one, an article in another.</summary>
    private const int LongText = 250;

    /// <summary>What a part of the text is in when it is to count against the beginning.</summary>
    private const double SureOfPart = 0.95;

    private const int Parts = 6;

    /// <summary>Letters between two looks at who is ahead.</summary>
    private const int LettersPerLook = 100;

    /// <summary>A lead that leaves a doubt of one in 100,000.</summary>
    private const double FarAhead = 0.99999;

    /// <summary>How much of the summed weight is independent evidence: neighbouring letter groups share letters.</summary>
    private const double Independence = 0.21;

    public static IdentifiedLanguage Identify(string text) => Identify(text, LanguageProfiles.Default);

    internal static IdentifiedLanguage Identify(string text, LanguageProfiles profiles)
    {
        var script = Scripts.Of(text);
        return Scripts.OnlyLanguage(script) is { } only ? new(only, 0.99)
            : script == Script.None ? IdentifiedLanguage.Undetermined
            : ByProfiles(text, script, profiles);
    }

    /// <summary>The language of the beginning, unless the middle is clearly in another: then the one with most of the text, and its share for a confidence.</summary>
    private static IdentifiedLanguage ByProfiles(string text, Script script, LanguageProfiles profiles)
    {
        var lead = Read(text, 0, LettersRead, script, profiles);
        if (text.Length < LongText || Read(text, text.Length / 2, LettersPerLook, script, profiles) is not { Confidence: > SureOfPart } middle || middle.Language == lead.Language)
        {
            return lead;
        }

        var parts = Enumerable.Range(0, Parts).Select(part => Read(text, text.Length * part / Parts, LettersPerLook, script, profiles).Language);
        var (language, count) = parts.CountBy(part => part).MaxBy(part => part.Value);
        return new(language, (double)count / Parts);
    }

    /// <summary>From a place in the text, over so many letters or until one language is far ahead.</summary>
    private static IdentifiedLanguage Read(string text, int from, int most, Script script, LanguageProfiles profiles)
    {
        Span<int> scores = stackalloc int[profiles.Languages.Length];
        Span<char> word = stackalloc char[64];
        var (letters, nextLook) = (0, LettersPerLook);

        // Half a word tells something else than the whole.
        var i = from;
        for (; i > 0 && i < text.Length && char.IsLetter(text[i]); i++)
        {
        }

        while (i < text.Length && letters < most)
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
            WeighForeignLetters(text.AsSpan(from, Math.Min(text.Length, from + most) - from), profiles.Languages, scores);
        }

        return Best(profiles.Languages, scores, script);
    }

    /// <summary>A letter that a language's alphabet does not have speaks strongly against it; a foreign name may still hold a few.</summary>
    private static void WeighForeignLetters(ReadOnlySpan<char> text, string[] languages, Span<int> scores)
    {
        for (var i = 0; i < languages.Length; i++)
        {
            if (Scripts.ForeignLetters(languages[i]) is { } foreign)
            {
                scores[i] -= ForeignLetterWeight * CountAny(text, foreign);
            }
        }
    }

    private static int CountAny(ReadOnlySpan<char> text, string letters)
    {
        var count = 0;
        foreach (var c in text)
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
