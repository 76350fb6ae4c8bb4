using System.Buffers.Binary;

namespace EsgFunctions.Analysis;

/// <summary>One remembered text: its similarity hash and the story it belongs to, packed into 128 bits.</summary>
public readonly record struct Fingerprint(ulong SimHash, UInt128 Story);

/// <summary>A remembered text near to the one asked for.</summary>
public readonly record struct FingerprintMatch(UInt128 Story, int Distance);

/// <summary>Up to 4,000 fingerprints, packed so that each of the two columns fits one table property (64 KiB).</summary>
public sealed class FingerprintBlock
{
    public const int Capacity = 4_000;
    private const int SimHashSize = 8;
    private const int ItemSize = 16;

    private readonly List<Fingerprint> _entries;

    private FingerprintBlock(List<Fingerprint> entries) => _entries = entries;

    public static FingerprintBlock Empty => new([]);

    public int Count => _entries.Count;

    public bool IsFull => _entries.Count >= Capacity;

    public IReadOnlyList<Fingerprint> Entries => _entries;

    /// <exception cref="ArgumentException">More than <see cref="Capacity"/> entries.</exception>
    public static FingerprintBlock Of(IEnumerable<Fingerprint> entries)
    {
        var list = entries.ToList();
        return list.Count <= Capacity
            ? new FingerprintBlock(list)
            : throw new ArgumentException($"A block holds at most {Capacity} fingerprints.", nameof(entries));
    }

    /// <exception cref="FormatException">The two columns are not whole entries of equal number, or too many.</exception>
    public static FingerprintBlock Decode(ReadOnlySpan<byte> simHashes, ReadOnlySpan<byte> items)
    {
        var count = simHashes.Length / SimHashSize;
        if (simHashes.Length % SimHashSize != 0 || items.Length != count * ItemSize || count > Capacity)
        {
            throw new FormatException($"{simHashes.Length} bytes of hashes and {items.Length} bytes of items are not a fingerprint block.");
        }

        var entries = new List<Fingerprint>(count);
        for (var i = 0; i < count; i++)
        {
            entries.Add(new Fingerprint(
                BinaryPrimitives.ReadUInt64LittleEndian(simHashes[(i * SimHashSize)..]),
                BinaryPrimitives.ReadUInt128LittleEndian(items[(i * ItemSize)..])));
        }

        return new FingerprintBlock(entries);
    }

    public (byte[] SimHashes, byte[] Items) Encode()
    {
        var simHashes = new byte[_entries.Count * SimHashSize];
        var items = new byte[_entries.Count * ItemSize];
        for (var i = 0; i < _entries.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(simHashes.AsSpan(i * SimHashSize), _entries[i].SimHash);
            BinaryPrimitives.WriteUInt128LittleEndian(items.AsSpan(i * ItemSize), _entries[i].Story);
        }

        return (simHashes, items);
    }

    /// <summary>With these added that it does not hold yet, as far as they fit; the same entry twice is one.</summary>
    public FingerprintBlock With(IEnumerable<Fingerprint> more)
    {
        var known = _entries.ToHashSet();
        return new FingerprintBlock([.. _entries, .. more.Where(known.Add).Take(Math.Max(0, Capacity - _entries.Count))]);
    }

    /// <summary>The nearest entry within <see cref="SimHash.NearDistance"/>, the earliest of equals; null when there is none.</summary>
    public FingerprintMatch? Find(ulong simHash)
    {
        FingerprintMatch? best = null;
        foreach (var entry in _entries)
        {
            if (SimHash.IsNear(entry.SimHash, simHash))
            {
                var distance = SimHash.Hamming(entry.SimHash, simHash);
                best = best is { } b && b.Distance <= distance ? best : new FingerprintMatch(entry.Story, distance);
            }
        }

        return best;
    }
}
