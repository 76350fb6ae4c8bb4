using EsgFunctions.Ingestion;
using EsgFunctions.Risk;

namespace EsgFunctions.Analysis;

/// <summary>The category that an official source's own code or words stand for.</summary>
public static class OfficialCategory
{
    /// <summary>Developing where the code is not known: an official alert is never noise.</summary>
    public static (RiskCategory Category, RiskKind Kind) Of(OfficialAlert alert, AnalysisRules rules) => (alert.Scheme, alert.EventType?.Trim().ToUpperInvariant()) switch
    {
        ("usgs", _) or (_, "EQ" or "TS") => (RiskCategory.NaturalHazard, RiskKind.Earthquake),
        (_, "TC") => (RiskCategory.NaturalHazard, RiskKind.Storm),
        (_, "FL") => (RiskCategory.NaturalHazard, RiskKind.Flood),
        (_, "VO") => (RiskCategory.NaturalHazard, RiskKind.Volcano),
        (_, "DR" or "WF") => (RiskCategory.NaturalHazard, RiskKind.None),
        (_, { Length: > 2 } words) => OfWords(words, rules),
        _ => (RiskCategory.Developing, RiskKind.None),
    };

    /// <summary>A CAP event is free text, short, in English or the language of the alert: two words must say it themselves, what was learned of others is no ground.</summary>
    private static (RiskCategory Category, RiskKind Kind) OfWords(string words, AnalysisRules rules)
    {
        foreach (var language in (ReadOnlySpan<string>)["en", LexiconLanguages.Base(LanguageIdentifier.Identify(words).Language)])
        {
            var answer = CategoryRule.Classify(words, "", language, rules: rules);
            if (answer.Reason is CategoryReason.Terms or CategoryReason.AnalystTerms)
            {
                return (answer.Category, answer.Kind);
            }
        }

        return (RiskCategory.Developing, RiskKind.None);
    }
}
