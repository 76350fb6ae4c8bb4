using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EsgFunctions.Analysis;
using EsgFunctions.Benchmarks.Evaluation;
using EsgFunctions.Benchmarks.Evaluation.Sets;

namespace EsgFunctions.Benchmarks.Languages;

/// <summary>
/// <c>profiles --data FOLDER --out functions/Analysis/language-profiles.bin</c>: counts the letter groups that languages are told by, from the open set
/// language-id and from texts of our own for languages that it has not; before, what is told right of a half that was left out. The same texts give the same bytes.
/// </summary>
internal static class ProfilesCommand
{
    /// <summary>One profile for what is written in the Latin script of Serbian, Croatian and Bosnian.</summary>
    private static readonly Dictionary<string, string> Tags = new() { ["sr"] = "sr-Cyrl", ["hr"] = "sr-Latn", ["bs"] = "sr-Latn" };

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not ["--data", var data, "--out", var output] || SetFolder.Find(data, "language-id", "dev") is not { } folder)
        {
            Console.Error.WriteLine("usage: profiles --data FOLDER (with language-id) --out <language-profiles.bin>");
            return 64;
        }

        // Languages whose script leaves no choice need no profile.
        var texts = folder.Records("data.jsonl.gz").Select(record => new LanguageText((string)record["lang"]!, (string)record["kind"]!, (string)record["text"]!))
            .Where(text => Scripts.OnlyLanguage(Scripts.Of(text.Text)) is null).ToList();
        var own = OwnTexts.All().ToList();
        foreach (var half in new[] { 0, 1 })
        {
            var profiles = LanguageProfiles.Read(new MemoryStream(Count(texts.Where(text => Half(text) != half), own).Write()));
            Judge(profiles, [.. texts.Where(text => Half(text) == half)]);
        }

        var bytes = Count(texts, own).Write();
        File.WriteAllBytes(output, bytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Count} texts of others, {own.Count} of our own: {bytes.Length / 1e3:0} KB"));
        return 0;
    }

    private static LetterGroups Count(IEnumerable<LanguageText> texts, IEnumerable<LanguageText> own)
    {
        var groups = new LetterGroups();
        foreach (var text in texts.Concat(own))
        {
            groups.Add(Tags.GetValueOrDefault(text.Language, text.Language), text.Text);
        }

        return groups;
    }

    /// <summary>How many are right, and how sure the answers were: the two should be alike.</summary>
    private static void Judge(LanguageProfiles profiles, IReadOnlyList<LanguageText> texts)
    {
        var answers = texts.Select(text => LanguageIdentifier.Identify(text.Text, profiles)).ToList();
        var bases = answers.Select(answer => LexiconLanguages.Base(answer.Language)).ToList();
        foreach (var (kind, _) in LanguageIdSet.Kinds)
        {
            var asked = texts.Select((text, at) => (text, at)).Where(one => one.text.Kind == kind && LanguageIdSet.Languages.Contains(one.text.Language)).ToList();
            var right = LanguageIdSet.Accuracy([.. asked.Select(one => one.text)], [.. asked.Select(one => bases[one.at])], kind).Mean;
            var sure = asked.Average(one => answers[one.at].Confidence);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"left out: {kind,-13} {right:0.000} right, {sure:0.000} sure (n {asked.Count})"));
        }
    }

    private static int Half(LanguageText text) => SHA256.HashData(Encoding.UTF8.GetBytes(text.Text))[1] & 1;
}
