using System.Buffers.Binary;
using System.Text;

namespace EsgFunctions.Places;

/// <summary>The sorted names of a gazetteer file: binary search over blocks, then along one block, without making a string.</summary>
internal readonly ref struct GazetteerKeys(ReadOnlySpan<byte> blocks, ReadOnlySpan<byte> keys)
{
    private const int LongestKey = 240;

    private readonly ReadOnlySpan<byte> _blocks = blocks;
    private readonly ReadOnlySpan<byte> _keys = keys;

    /// <summary>The bytes after the key where its places are written; empty where there is no such key.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<char> name)
    {
        Span<byte> key = stackalloc byte[LongestKey];
        return Encoding.UTF8.TryGetBytes(name, key, out var length) && Seek(key[..length], out _) is var at and >= 0 ? _keys[at..] : [];
    }

    public bool PrefixExists(ReadOnlySpan<char> prefix)
    {
        Span<byte> key = stackalloc byte[LongestKey];
        return Encoding.UTF8.TryGetBytes(prefix, key, out var length) && (Seek(key[..length], out var begins) >= 0 || begins);
    }

    public static uint ReadVarint(ref ReadOnlySpan<byte> from)
    {
        uint value = 0;
        for (var (at, shift) = (0, 0); ; at++, shift += 7)
        {
            value |= (uint)(from[at] & 0x7F) << shift;
            if (from[at] < 0x80)
            {
                from = from[(at + 1)..];
                return value;
            }
        }
    }

    /// <summary>Where the places of this very key are written, or -1.</summary>
    /// <param name="begins">Without such a key: whether the next one begins with it.</param>
    private int Seek(ReadOnlySpan<byte> key, out bool begins)
    {
        begins = false;
        var (low, high) = (0, (_blocks.Length / 4) - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (FirstKey(middle).SequenceCompareTo(key) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        var found = SeekInBlock(BlockStart(low), BlockEnd(low), key, ref begins, out var passed);
        if (found < 0 && !passed && low + 1 < _blocks.Length / 4)
        {
            begins = FirstKey(low + 1).StartsWith(key);
        }

        return found;
    }

    private int SeekInBlock(int at, int end, ReadOnlySpan<byte> key, ref bool begins, out bool passed)
    {
        passed = false;
        var common = 0;
        while (at < end)
        {
            var shared = _keys[at];
            var suffix = _keys.Slice(at + 2, _keys[at + 1]);
            at += 2 + suffix.Length;
            if (shared < common)
            {
                passed = true;
                return -1;
            }

            if (shared == common)
            {
                var more = suffix.CommonPrefixLength(key[common..]);
                common += more;
                if (common == key.Length || (more < suffix.Length && suffix[more] > key[common]))
                {
                    passed = true;
                    begins = common == key.Length;
                    return begins && more == suffix.Length ? at : -1;
                }
            }

            at = SkipPlaces(at);
        }

        return -1;
    }

    private int SkipPlaces(int at)
    {
        var rest = _keys[at..];
        for (var count = ReadVarint(ref rest); count > 0; count--)
        {
            ReadVarint(ref rest);
        }

        return _keys.Length - rest.Length;
    }

    private ReadOnlySpan<byte> FirstKey(int block)
    {
        var start = BlockStart(block);
        return _keys.Slice(start + 2, _keys[start + 1]);
    }

    private int BlockStart(int block) => BinaryPrimitives.ReadInt32LittleEndian(_blocks[(block * 4)..]);

    private int BlockEnd(int block) => (block + 1) * 4 < _blocks.Length ? BlockStart(block + 1) : _keys.Length;
}
