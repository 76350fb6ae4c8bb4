namespace EsgFunctions.Analysis;

/// <summary>What the words of an item say, before its places are known.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="SimHash"><see cref="SimHash.None"/> for noise, which is compared with nothing.</param>
/// <param name="ContentHash">Empty for noise.</param>
/// <param name="Title">None for noise.</param>
public sealed record TextAnalysis(
    string Language,
    double LanguageConfidence,
    CategoryAnswer Category,
    SeverityAnswer Severity,
    ulong SimHash,
    string ContentHash,
    TitleTokens Title)
{
    public bool IsRisk => Category.IsRisk;
}
