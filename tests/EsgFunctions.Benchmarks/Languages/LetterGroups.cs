using System.IO.Compression;
using System.Text;
using EsgFunctions.Analysis;

namespace EsgFunctions.Benchmarks.Languages;

/// <summary>
/// How often each group of one to five letters stands in each language, and the file that <see cref="LanguageProfiles"/> reads: naive Bayes with
/// frequencies on a scale of eight steps, so that a sum of steps is a logarithm of likelihoods.
/// </summary>
internal sealed class LetterGroups
{
    /// <summary>Groups kept: those most frequent in the language that they are most frequent in.</summary>
    private const int Kept = 65_000;

    /// <summary>A frequency of 2^-20 and less weighs nothing; each step is a factor of 2^2.8.</summary>
    private const double Floor = 20;
    private const double Step = 2.8;

    private const int Steps = 8;
    private const int LongestWord = 62;

    private readonly SortedDictionary<string, Dictionary<string, int>> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _letters = [];

    public void Add(string language, string text)
    {
        foreach (var word in Words(text))
        {
            for (var end = 2; end <= word.Length; end++)
            {
                _letters[language] = _letters.GetValueOrDefault(language) + 1;
                for (var length = 1; length <= Math.Min(LanguageProfiles.LongestGroup, end); length++)
                {
                    var group = word.Substring(end - length, length);
                    if (!_counts.TryGetValue(group, out var counts))
                    {
                        _counts.Add(group, counts = []);
                    }

                    counts[language] = counts.GetValueOrDefault(language) + 1;
                }
            }
        }
    }

    public byte[] Write()
    {
        // Of equals the first is taken: most short headlines of names and numbers are English.
        var languages = _letters.Keys.OrderBy(language => language != "en").ThenBy(language => language, StringComparer.Ordinal).ToArray();
        var groups = _counts.Where(group => group.Value.Values.Sum() > 1)
            .OrderByDescending(group => group.Value.Max(Frequency)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(Kept).Select(group => (group.Key, Entries: Entries(group.Value, languages))).Where(group => group.Entries.Length > 0).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(new BrotliStream(file, CompressionLevel.SmallestSize, leaveOpen: true)))
        {
            writer.Write((byte)languages.Length);
            foreach (var language in languages)
            {
                writer.Write(language);
            }

            writer.Write(groups.Count);
            foreach (var (letters, entries) in groups)
            {
                writer.Write((byte)letters.Length);
                writer.Write(Encoding.Unicode.GetBytes(letters));
                writer.Write((byte)entries.Length);
                writer.Write(entries);
            }
        }

        return file.ToArray();
    }

    private byte[] Entries(Dictionary<string, int> counts, string[] languages) =>
    [
        .. from language in Enumerable.Range(0, languages.Length)
           where counts.ContainsKey(languages[language])
           let steps = (int)Math.Round((Math.Log2(Frequency(KeyValuePair.Create(languages[language], counts[languages[language]]))) + Floor) / Step)
           where steps > 0
           select (byte)((language << 3) | (Math.Min(steps, Steps) - 1)),
    ];

    private double Frequency(KeyValuePair<string, int> count) => (double)count.Value / _letters[count.Key];

    /// <summary>As the identifier reads them: lower case, with a space before and after.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder(" ");
        foreach (var c in text + " ")
        {
            if (char.IsLetter(c) || CharFold.IsMark(c))
            {
                if (word.Length < LongestWord)
                {
                    word.Append(char.ToLowerInvariant(c));
                }
            }
            else if (word.Length > 1)
            {
                yield return word.Append(' ').ToString();
                word.Clear().Append(' ');
            }
        }
    }
}
