using System.Globalization;
using EsgFunctions.Hosting;
using EsgFunctions.Places;
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
    TextWords Title)
{
    /// <summary>None for noise.</summary>
    public EventWords Words { get; init; } = EventWords.None;

    public bool IsRisk => Category.IsRisk;

    /// <summary>Of all that follows from the words, and of the place where one was looked for.</summary>
    public string HashWith(PlaceAnswer? place) => StableHash.Of(
        Language, $"{Category.Category}", $"{Category.Kind}", $"{Category.Reason}", Number(Category.Score), $"{Severity.Severity}",
        $"{place?.Best.Precision}", place?.Best.Country.Value ?? "", place?.Best.Name ?? "", place?.Best.Point is { } point ? $"{Number(point.Lat)} {Number(point.Lon)}" : "");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
