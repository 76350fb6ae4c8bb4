using System.Text;

namespace EsgFunctions.Analysis;

/// <summary>The languages whose words the app carries, and the files they stand in.</summary>
public static class LexiconLanguages
{
    /// <summary>Without script: one list serves both scripts of Serbian.</summary>
    public static IReadOnlyList<string> All { get; } = ["en", "zh", "sr", "es", "fr", "ru", "pt"];

    /// <summary>The language of a BCP 47 tag, without script or region.</summary>
    public static string Base(string tag)
    {
        var end = tag.IndexOf('-', StringComparison.Ordinal);
        return end < 0 ? tag : tag[..end];
    }

    internal static StreamReader Open(string folder, string language)
    {
        var stream = typeof(LexiconLanguages).Assembly.GetManifestResourceStream($"EsgFunctions.Analysis.{folder}.{language}.tsv")
            ?? throw new InvalidOperationException($"The {folder} of language {language} is not in the assembly.");
        return new StreamReader(stream, Encoding.UTF8);
    }
}
