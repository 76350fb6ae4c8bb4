using System.Buffers.Binary;
using EsgFunctions.Analysis;

namespace EsgFunctions.Stories;

/// <summary>One remembered text: its similarity hash and the story it belongs to, packed into 128 bits.</summary>
public readonly record struct Fingerprint(ulong SimHash, UInt128 Story);

/// <summary>A remembered text near to the one asked for.</summary>
public readonly record struct FingerprintMatch(UInt128 Story, int Distance);

/// <summary>
/// Up to 4,000 fingerprints, packed so that each of the two columns fits one table property (64 KiB). It never changes, so it
/// is made ready for being asked once: 40 bytes a fingerprint, 24 of them what is remembered and 16 its <see cref="HashBands"/>.
/// </summary>
public sealed class FingerprintBlock
{
    public const int Capacity = 4_000;
    private const int SimHashSize = 8;
    private const int StorySize = 16;

    private readonly ulong[] _simHashes;
    private readonly UInt128[] _stories;
    private readonly HashBands _bands;

    private FingerprintBlock(ulong[] simHashes, UInt128[] stories)
    {
        _simHashes = simHashes;
        _stories = stories;
        _bands = HashBands.Of(simHashes);
    }

    public static FingerprintBlock Empty => new([], []);

    public int Count => _simHashes.Length;

    public bool IsFull => Count >= Capacity;

    public IEnumerable<Fingerprint> Entries => _simHashes.Zip(_stories, (hash, story) => new Fingerprint(hash, story));

    /// <exception cref="ArgumentException">More than <see cref="Capacity"/> entries.</exception>
    public static FingerprintBlock Of(IEnumerable<Fingerprint> entries)
    {
        var list = entries.ToList();
        return list.Count <= Capacity
            ? new([.. list.Select(entry => entry.SimHash)], [.. list.Select(entry => entry.Story)])
            : throw new ArgumentException($"A block holds at most {Capacity} fingerprints.", nameof(entries));
    }

    /// <exception cref="FormatException">The two columns are not whole entries of equal number, or too many.</exception>
    public static FingerprintBlock Decode(ReadOnlySpan<byte> simHashes, ReadOnlySpan<byte> stories)
    {
        var count = simHashes.Length / SimHashSize;
        if (simHashes.Length % SimHashSize != 0 || stories.Length != count * StorySize || count > Capacity)
        {
            throw new FormatException($"{simHashes.Length} bytes of hashes and {stories.Length} bytes of stories are not a fingerprint block.");
        }

        var (hashes, ids) = (new ulong[count], new UInt128[count]);
        for (var i = 0; i < count; i++)
        {
            hashes[i] = BinaryPrimitives.ReadUInt64LittleEndian(simHashes[(i * SimHashSize)..]);
            ids[i] = BinaryPrimitives.ReadUInt128LittleEndian(stories[(i * StorySize)..]);
        }

        return new(hashes, ids);
    }

    public (byte[] SimHashes, byte[] Stories) Encode()
    {
        var (simHashes, stories) = (new byte[Count * SimHashSize], new byte[Count * StorySize]);
        for (var i = 0; i < Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(simHashes.AsSpan(i * SimHashSize), _simHashes[i]);
            BinaryPrimitives.WriteUInt128LittleEndian(stories.AsSpan(i * StorySize), _stories[i]);
        }

        return (simHashes, stories);
    }

    /// <summary>With these added that it does not hold yet, as far as they fit; the same entry twice is one.</summary>
    public FingerprintBlock With(IEnumerable<Fingerprint> more)
    {
        var known = Entries.ToHashSet();
        return Of([.. Entries, .. more.Where(known.Add).Take(Math.Max(0, Capacity - Count))]);
    }

    /// <summary>The nearest entry within <see cref="SimHash.NearDistance"/>, the earliest of equals; null when there is none.</summary>
    public FingerprintMatch? Find(ulong simHash) => _bands.Nearest(_simHashes, simHash) is var (at, distance) ? new(_stories[at], distance) : null;
}
