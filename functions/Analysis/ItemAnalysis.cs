using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>Language, category, severity and fingerprint of an item from its words. Noise ends after its category.</summary>
public static class ItemAnalysis
{
    /// <summary>Below this the language that the source declared is believed instead.</summary>
    private const double SureOfLanguage = 0.7;

    /// <summary>Characters up to which a text's language may be told wrongly and for certain.</summary>
    private const int ShortText = 80;

    /// <summary>Tried where the language is in doubt: most short headlines of names and numbers are English.</summary>
    private const string LastResort = "en";

    private static readonly SeverityAnswer Harmless = new(Severity.Unknown, null, null, null, []);

    /// <param name="foundAt">For an item without an instant of its own, or with one that cannot be.</param>
    /// <param name="rules">What the app carries where it is null.</param>
    public static TextAnalysis Analyse(FoundItem item, DateTimeOffset? foundAt = null, AnalysisRules? rules = null)
    {
        rules ??= AnalysisRules.Embedded;
        var year = (foundAt is { } at ? ItemAnalyst.SightedAt(item, at) : item.Updated ?? item.Published)?.Year;
        var language = LanguageOf(item);
        var serbian = language.Language.StartsWith("sr", StringComparison.Ordinal);
        var title = FoldedText.Of(item.Title, serbian);
        var text = FoldedText.Of(item.Text, serbian);
        var category = CategoryOf(item, title, text, language.Language, year, rules);
        foreach (var other in category.IsRisk ? [] : OtherLanguages(item, language))
        {
            if (CategoryRule.Classify(title, text, other, year, rules) is { IsRisk: true } otherwise)
            {
                (language, category) = (language with { Language = other }, otherwise);
                break;
            }
        }

        if (!category.IsRisk)
        {
            return new(language.Language, language.Confidence, category, Harmless, SimHash.None, "", TextWords.None);
        }

        var words = TextWords.Of(title, language.Language);
        return new(
            language.Language,
            language.Confidence,
            category,
            SeverityRule.Assess(title, text, language.Language, category.Category, category.Kind, item.Official?.Severity),
            SimHash.Of(title, text),
            ContentHash.Of(title, text),
            words)
        {
            Words = EventWords.Of(words, EventWords.LeadOf(text, language.Language)),
        };
    }

    /// <summary>The text's own language; a short or doubtful one yields to what the source declares, if that fits its script.</summary>
    public static IdentifiedLanguage LanguageOf(FoundItem item)
    {
        var found = LanguageIdentifier.Identify(item.Title + "\n" + (item.Text.Length > 1500 ? item.Text[..1500] : item.Text));
        if (found.Confidence >= SureOfLanguage || string.IsNullOrWhiteSpace(item.Language))
        {
            return found;
        }

        var declared = LexiconLanguages.Base(item.Language.Trim().ToLowerInvariant());
        var script = Scripts.Of(item.Title);
        var tag = declared == "sr" ? script == Script.Cyrillic ? "sr-Cyrl" : "sr-Latn" : declared;
        return Scripts.OnlyLanguage(script) is null && (script == Script.None || Scripts.OfLanguage(tag) == script) ? new(tag, SureOfLanguage) : found;
    }

    /// <summary>
    /// What a text that is no risk is read as once more: as English where its language is in doubt; and where it is short, as what its source declares, since
    /// a few words may look like another language for certain.
    /// </summary>
    private static IEnumerable<string> OtherLanguages(FoundItem item, IdentifiedLanguage found)
    {
        if (found.Confidence < SureOfLanguage)
        {
            yield return LastResort;
        }

        var declared = LexiconLanguages.Base(item.Language?.Trim().ToLowerInvariant() ?? "");
        if (item.Title.Length + item.Text.Length <= ShortText && declared != LexiconLanguages.Base(found.Language) && LexiconLanguages.All.Contains(declared))
        {
            yield return declared;
        }
    }

    private static CategoryAnswer CategoryOf(FoundItem item, FoldedText title, FoldedText text, string language, int? year, AnalysisRules rules)
    {
        var answer = CategoryRule.Classify(title, text, language, year, rules);
        if (item.Official is not { } official)
        {
            return answer;
        }

        var (category, kind) = OfficialCategory.Of(official, rules);
        return category == RiskCategory.Developing && answer.IsRisk
            ? answer
            : answer with { Category = category, Kind = kind, Confidence = 1, Reason = CategoryReason.OfficialEvent };
    }
}
