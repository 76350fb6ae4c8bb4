using System.Collections.Frozen;
using System.IO.Compression;

namespace EsgFunctions.Analysis;

/// <summary>
/// How much each group of one to five letters speaks for each language. The file <c>language-profiles.bin</c> (Brotli) was
/// counted from the sentences of the lingua-go test data (Apache-2.0), which come from the Leipzig Corpora Collection (CC BY 4.0).
/// </summary>
/// <remarks>Format: count of languages, their tags; then for each letter group its length, letters (UTF-16), count of entries, entries: 5 bits language, 3 bits weight.</remarks>
internal sealed class LanguageProfiles
{
    public const int LongestGroup = 5;

    private static readonly Lazy<LanguageProfiles> Shared = new(Load);

    private readonly FrozenDictionary<ulong, (int Offset, int Count)> _groups;
    private readonly byte[] _entries;

    private LanguageProfiles(string[] languages, FrozenDictionary<ulong, (int Offset, int Count)> groups, byte[] entries)
    {
        Languages = languages;
        _groups = groups;
        _entries = entries;
    }

    public static LanguageProfiles Default => Shared.Value;

    public string[] Languages { get; }

    /// <summary>Adds the weights of every group that ends at the last letter of <paramref name="word"/>.</summary>
    public void Add(ReadOnlySpan<char> word, Span<int> scores)
    {
        for (var length = 1; length <= Math.Min(LongestGroup, word.Length); length++)
        {
            if (_groups.TryGetValue(Key(word[^length..]), out var found))
            {
                foreach (var entry in _entries.AsSpan(found.Offset, found.Count))
                {
                    scores[entry >> 3] += (entry & 7) + 1;
                }
            }
        }
    }

    /// <summary>Twelve bits a letter; the letters of Vietnamese (1E00) go where no other letter of these languages is.</summary>
    public static ulong Key(ReadOnlySpan<char> group)
    {
        var key = 1UL;
        foreach (var c in group)
        {
            key = (key << 12) | (uint)(c & 0xFFF);
        }

        return key;
    }

    private static LanguageProfiles Load()
    {
        using var stream = typeof(LanguageProfiles).Assembly.GetManifestResourceStream("EsgFunctions.Analysis.language-profiles.bin")
            ?? throw new InvalidOperationException("The language profiles are not in the assembly.");
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        var languages = new string[reader.ReadByte()];
        for (var i = 0; i < languages.Length; i++)
        {
            languages[i] = reader.ReadString();
        }

        var count = reader.ReadInt32();
        var groups = new Dictionary<ulong, (int, int)>(count);
        var entries = new List<byte>(count * 3);
        Span<char> letters = stackalloc char[LongestGroup];
        for (var i = 0; i < count; i++)
        {
            var length = reader.ReadByte();
            for (var j = 0; j < length; j++)
            {
                letters[j] = (char)reader.ReadUInt16();
            }

            var size = reader.ReadByte();
            groups[Key(letters[..length])] = (entries.Count, size);
            entries.AddRange(reader.ReadBytes(size));
        }

        return new LanguageProfiles(languages, groups.ToFrozenDictionary(), [.. entries]);
    }
}
