using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EsgFunctions.Analysis;
using EsgFunctions.Benchmarks.Evaluation;
using EsgFunctions.Benchmarks.Evaluation.Sets;
using EsgFunctions.Benchmarks.Measuring;

namespace EsgFunctions.Benchmarks.Languages;

/// <summary><c>languages [--data FOLDER] [--half dev|heldout]</c>: whose telling of languages is right how often, and how fast: the app's beside npm's <c>franc-min</c>, on the same texts.</summary>
internal static class LanguagesCommand
{
    private const string Usage = "languages [--data FOLDER] [--half dev|heldout]";

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(3);

    /// <summary>ISO 639-3, as franc answers; of macrolanguages the member that it knows.</summary>
    private static readonly Dictionary<string, string> Three = new()
    {
        ["en"] = "eng",
        ["zh"] = "cmn",
        ["sr"] = "srp",
        ["es"] = "spa",
        ["fr"] = "fra",
        ["ru"] = "rus",
        ["pt"] = "por",
        ["ar"] = "arb",
        ["tr"] = "tur",
        ["id"] = "ind",
        ["sw"] = "swh",
        ["de"] = "deu",
        ["it"] = "ita",
        ["nl"] = "nld",
    };

    public static int Run(IReadOnlyList<string> arguments)
    {
        var (data, half) = (Path.Combine("..", "shared", "data"), "dev");
        for (var at = 0; at < arguments.Count; at += 2)
        {
            switch (arguments[at], arguments.ElementAtOrDefault(at + 1))
            {
                case ("--data", { } folder):
                    data = folder;
                    break;
                case ("--half", "dev" or "heldout"):
                    half = arguments[at + 1];
                    break;
                default:
                    Console.Error.WriteLine($"usage: {Usage}");
                    return 64;
            }
        }

        if (SetFolder.Find(data, "language-id", half) is not { } found)
        {
            Console.Error.WriteLine($"There is no set language-id in {data}.");
            return 2;
        }

        var texts = LanguageIdSet.Texts(found);
        Print("EsgFunctions", texts, [.. texts.Select(text => LexiconLanguages.Base(LanguageIdentifier.Identify(text.Text).Language))], Speed(texts));
        if (!Peers.Install() || Franc(texts) is not var (answers, speed))
        {
            Console.Error.WriteLine("franc-min could not be run.");
            return 1;
        }

        Print("franc-min 6.2.0", texts, answers, speed);
        return 0;
    }

    private static double Speed(IReadOnlyList<LanguageText> texts)
    {
        var (told, clock) = (0, Stopwatch.StartNew());
        while (clock.Elapsed < Enough)
        {
            foreach (var text in texts)
            {
                _ = LanguageIdentifier.Identify(text.Text);
            }

            told += texts.Count;
        }

        return told / clock.Elapsed.TotalSeconds;
    }

    private static (IReadOnlyList<string> Answers, double Speed)? Franc(IReadOnlyList<LanguageText> texts)
    {
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllText(list, JsonSerializer.Serialize(texts.Select(text => text.Text)));
            return Peers.Run("languages.mjs", list)?.Split('\n') is { } lines && lines.Length == texts.Count + 1
                ? ([.. lines[..^1].Select(line => Three.FirstOrDefault(pair => pair.Value == line).Key ?? line)], double.Parse(lines[^1], CultureInfo.InvariantCulture))
                : null;
        }
        finally
        {
            File.Delete(list);
        }
    }

    private static void Print(string name, IReadOnlyList<LanguageText> texts, IReadOnlyList<string> answers, double speed)
    {
        var shares = LanguageIdSet.Kinds.Select(kind => $"{kind.Kind} {LanguageIdSet.Accuracy(texts, answers, kind.Kind).Mean:0.000}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18}{string.Join("  ", shares)}  {speed:0} texts/s  (n {texts.Count}, {LanguageIdSet.Languages.Count} languages)"));
    }
}
