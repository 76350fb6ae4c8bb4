using System.IO.Compression;
using System.Numerics;

namespace EsgFunctions.Analysis;

/// <summary>
/// How much each group of one to five letters speaks for each language. The file <c>language-profiles.bin</c> (Brotli) was
/// counted from the lingua-go test data (Apache-2.0), whose sentences come from the Leipzig Corpora Collection (CC BY 4.0), and for
/// languages that it has not, from texts of our own; the benchmarks' command <c>profiles</c> makes it.
/// </summary>
/// <remarks>Format: count of languages, their tags; then for each letter group its length, letters (UTF-16), count of entries, entries: 5 bits language, 3 bits weight.</remarks>
internal sealed class LanguageProfiles
{
    public const int LongestGroup = 5;

    private static readonly Lazy<LanguageProfiles> Shared = new(Load);

    /// <summary>A hash table with open addressing: some hundred groups are looked up for every sentence.</summary>
    private readonly (ulong Key, int Offset, int Count)[] _table;
    private readonly int _shift;
    private readonly byte[] _entries;

    private LanguageProfiles(string[] languages, List<(ulong Key, int Offset, int Count)> groups, byte[] entries)
    {
        Languages = languages;
        _entries = entries;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)groups.Count * 2);
        _shift = 64 - BitOperations.Log2((uint)size);
        _table = new (ulong, int, int)[size];
        foreach (var group in groups)
        {
            var slot = Slot(group.Key);
            while (_table[slot].Key != 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            _table[slot] = group;
        }
    }

    public static LanguageProfiles Default => Shared.Value;

    public string[] Languages { get; }

    /// <summary>Adds the weights of every group that ends at the last letter of <paramref name="word"/>.</summary>
    public void Add(ReadOnlySpan<char> word, Span<int> scores)
    {
        for (var length = 1; length <= Math.Min(LongestGroup, word.Length); length++)
        {
            foreach (var entry in Find(Key(word[^length..])))
            {
                scores[entry >> 3] += (entry & 7) + 1;
            }
        }
    }

    private ReadOnlySpan<byte> Find(ulong key)
    {
        for (var slot = Slot(key); _table[slot].Key != 0; slot = (slot + 1) & (_table.Length - 1))
        {
            if (_table[slot].Key == key)
            {
                return _entries.AsSpan(_table[slot].Offset, _table[slot].Count);
            }
        }

        return [];
    }

    /// <summary>Fibonacci hashing.</summary>
    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15) >> _shift);

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
        return Read(stream);
    }

    internal static LanguageProfiles Read(Stream stream)
    {
        using var reader = new BinaryReader(new BrotliStream(stream, CompressionMode.Decompress));
        var languages = new string[reader.ReadByte()];
        for (var i = 0; i < languages.Length; i++)
        {
            languages[i] = reader.ReadString();
        }

        var count = reader.ReadInt32();
        var groups = new List<(ulong, int, int)>(count);
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
            groups.Add((Key(letters[..length]), entries.Count, size));
            entries.AddRange(reader.ReadBytes(size));
        }

        return new LanguageProfiles(languages, groups, [.. entries]);
    }
}
