using EsgFunctions.Places;

namespace EsgFunctions.Risk;

/// <summary>Whether words that read like the name of a party are a mention of it where they stand.</summary>
/// <param name="text">Where they stand.</param>
/// <param name="beside">The other part of the item: the text of a title, the title of a text.</param>
internal sealed class PartyNameUse(PlaceText text, PlaceText beside, string? language, IReadOnlySet<CountryCode> countries)
{
    /// <summary>A name of fewer Chinese characters is short.</summary>
    public const int ShortInChinese = 3;

    /// <summary>A name of one word with fewer letters is short.</summary>
    private const int Short = 4;

    /// <summary>Likewise, where the text has it in the other script: the spellings of short words meet by chance.</summary>
    private const int ShortInOtherScript = 6;

    /// <summary>Every noun has a capital.</summary>
    private readonly bool _isGerman = language?.Split('-')[0] == "de";

    public PlaceText Text => text;

    /// <summary>Whether a capital marks a name.</summary>
    private bool CapitalsSpeak => !_isGerman && !text.CapitalsSayNothing;

    /// <summary>Whether nothing but a space, a hyphen, an apostrophe, an abbreviation's full stop or an ampersand parts it from the word before.</summary>
    public static bool IsJoined(PlaceText text, int token) =>
        !text.Tokens[token].Is(TokenTraits.AfterBreak)
        || text.Source.AsSpan(text.Tokens[token - 1].End, text.Tokens[token].Start - text.Tokens[token - 1].End).Trim() is "" or "&" or "-";

    /// <summary>Whether the item speaks of the party's country.</summary>
    public bool IsAtHome(PartyKey key) => key.Party.Country is { } country && countries.Contains(country);

    public bool IsMention(PartyKey key, int first, int last)
    {
        if (key.Party.Kind == PartyKind.PersonOfInterest)
        {
            return last > first && HasItsCapitals(key, first, last) && IsWholePerson(first, last);
        }

        var before = LegalForms.IsBefore(text, first);
        return (before || !FollowsName(first)) && !GoesOnByHyphen(last)
            && (before || LegalForms.IsAfter(text, last) || (HasItsCapitals(key, first, last) && (!NeedsCue(key, first, last) || IsAtHome(key))));
    }

    /// <summary>One word that is short, that the item also has as a common word, or that is part of a longer name.</summary>
    private bool NeedsCue(PartyKey key, int first, int last)
    {
        var word = text.Key(first, last);
        return key.Words == 1
            && (word.Length < (IsInOtherScript(key, first) ? ShortInOtherScript : Short)
                || (IsCased(first) && (!CapitalsSpeak || text.HasInLowerCase(word) || beside.HasInLowerCase(word) || IsFollowedByName(last))));
    }

    /// <summary>Every word that has a capital in the vocabulary; scripts without capitals have them all.</summary>
    private bool HasItsCapitals(PartyKey key, int first, int last)
    {
        for (var at = first; at <= last; at++)
        {
            if ((key.Capitals >> (at - first) & 1) != 0 && IsCased(at) && !text.Tokens[at].Is(TokenTraits.Capital))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>No other given name before, no other surname after: Juan Carlos Pérez is not Carlos Pérez.</summary>
    private bool IsWholePerson(int first, int last)
    {
        if (GoesOnByHyphen(last) || (CapitalsSpeak && IsFollowedByName(last)))
        {
            return false;
        }

        if (first == 0 || !IsJoined(text, first))
        {
            return true;
        }

        var before = text.Key(first - 1);
        return !PlaceWords.IsGivenName(before) && (PlaceWords.IsTitle(before) || text.Tokens[first - 1].Is(TokenTraits.AllCapitals) || !FollowsName(first));
    }

    /// <summary>
    /// A word with a capital, which does not only begin a sentence, stands directly before: a longer name of something else. In a headline of
    /// capital initials it is taken for one too.
    /// </summary>
    private bool FollowsName(int first) =>
        !_isGerman && first > 0 && IsJoined(text, first) && text.Tokens[first - 1].Is(TokenTraits.Capital) && !text.Tokens[first - 1].Is(TokenTraits.StartsSentence)
        && !(text.CapitalsSayNothing && text.Tokens[first - 1].Is(TokenTraits.AllCapitals)) && !PlaceWords.MayPrecede(text.Key(first - 1));

    private bool IsFollowedByName(int last) => last + 1 < text.Tokens.Count && text.Tokens[last + 1].Is(TokenTraits.AfterSpace) && text.Tokens[last + 1].Is(TokenTraits.Capital);

    /// <summary>Bor-Majdanpek; not Zijin-owned.</summary>
    private bool GoesOnByHyphen(int last) =>
        last + 1 < text.Tokens.Count && text.Tokens[last + 1].Is(TokenTraits.Capital) && text.Source.AsSpan(text.Tokens[last].End, text.Tokens[last + 1].Start - text.Tokens[last].End) is "-" or "‑";

    private bool IsInOtherScript(PartyKey key, int token) => text.Tokens[token].Is(TokenTraits.Cyrillic) ? !key.InCyrillic : !key.InLatin && key.InCyrillic;

    /// <summary>Whether the script has capitals.</summary>
    private bool IsCased(int token) => !text.Tokens[token].Is(TokenTraits.Arabic) && !text.Tokens[token].Is(TokenTraits.Han) && char.IsLetter(text.Source[text.Tokens[token].Start]);
}
