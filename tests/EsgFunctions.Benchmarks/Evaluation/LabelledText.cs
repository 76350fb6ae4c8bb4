using EsgFunctions.Analysis;
using EsgFunctions.Ingestion;

namespace EsgFunctions.Benchmarks.Evaluation;

/// <summary>A text of a labelled set as the item that a feed would have brought.</summary>
internal static class LabelledText
{
    /// <summary>Longer texts without a title are articles, shorter ones headlines.</summary>
    private const int LongestHeadline = 300;

    /// <summary>The language is left for the app to find; the instant too, since most sets have none.</summary>
    public static FoundItem Item(string? title, string? text) => string.IsNullOrWhiteSpace(title) && text?.Length <= LongestHeadline
        ? new FoundItem { Key = "", Title = text.Trim() }
        : new FoundItem { Key = "", Title = title?.Trim() ?? "", Text = text?.Trim() ?? "" };

    public static TextAnalysis Analyse(FoundItem item) => ItemAnalysis.Analyse(item);
}
