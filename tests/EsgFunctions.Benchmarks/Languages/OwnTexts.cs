using EsgFunctions.Benchmarks.Evaluation.Sets;
using EsgFunctions.Benchmarks.Measuring;

namespace EsgFunctions.Benchmarks.Languages;

/// <summary>Sentences that we wrote ourselves in languages that no open set at hand has: a file each, named by the language, a sentence a line.</summary>
internal static class OwnTexts
{
    public static IEnumerable<LanguageText> All() =>
        from file in Directory.EnumerateFiles(Path.Combine(SourceFolder.Path, "Languages", "texts"), "*.txt").Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        select new LanguageText(Path.GetFileNameWithoutExtension(file), "own", line);
}
