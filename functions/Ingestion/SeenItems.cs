using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace EsgFunctions.Ingestion;

/// <summary>
/// What a feed showed before: pairs of 64-bit hashes, of the item's key and of its words, newest first. A key that is
/// not there is a new item; one whose words differ is a new revision. Authors and dates do not make an item different.
/// </summary>
public sealed class SeenItems
{
    /// <summary>One binary property of a table row holds 64 KiB: 4,096 pairs.</summary>
    public const int Capacity = 4096;

    /// <summary>Of one of the <see cref="Shards"/> that uploads are remembered in: a blob of 1 MiB.</summary>
    public const int ShardCapacity = 65_536;

    public const int Shards = 32;

    private const int PairBytes = 16;

    private readonly Dictionary<ulong, ulong> _contents = [];
    private readonly List<ulong> _order = [];

    public static SeenItems Empty => new();

    public int Count => _order.Count;

    public static SeenItems Decode(ReadOnlySpan<byte> packed)
    {
        var seen = new SeenItems();
        for (var at = 0; at + PairBytes <= packed.Length; at += PairBytes)
        {
            var key = BinaryPrimitives.ReadUInt64LittleEndian(packed[at..]);
            if (seen._contents.TryAdd(key, BinaryPrimitives.ReadUInt64LittleEndian(packed[(at + 8)..])))
            {
                seen._order.Add(key);
            }
        }

        return seen;
    }

    public byte[] Encode()
    {
        var packed = new byte[_order.Count * PairBytes];
        for (var i = 0; i < _order.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(packed.AsSpan(i * PairBytes), _order[i]);
            BinaryPrimitives.WriteUInt64LittleEndian(packed.AsSpan((i * PairBytes) + 8), _contents[_order[i]]);
        }

        return packed;
    }

    public Sighting Look(FoundItem item) => Look(SeenItem.Of(item));

    public Sighting Look(SeenItem item) =>
        !_contents.TryGetValue(item.Key, out var content) ? Sighting.New
        : content != item.Content ? Sighting.Revised
        : Sighting.Known;

    /// <summary>In which of the shards an item is remembered.</summary>
    public static int Shard(FoundItem item) => (int)(SeenItem.Of(item).Key % Shards);

    /// <summary>These items as the newest, then the rest up to the capacity.</summary>
    public SeenItems With(IEnumerable<FoundItem> items, int capacity = Capacity) => With(items.Select(SeenItem.Of), capacity);

    /// <inheritdoc cref="With(IEnumerable{FoundItem}, int)"/>
    public SeenItems With(IEnumerable<SeenItem> items, int capacity = Capacity)
    {
        var next = new SeenItems();
        foreach (var item in items.Take(capacity))
        {
            next.Add(item.Key, item.Content);
        }

        foreach (var key in _order)
        {
            if (next.Count >= capacity)
            {
                break;
            }

            next.Add(key, _contents[key]);
        }

        return next;
    }

    private void Add(ulong key, ulong content)
    {
        if (_contents.TryAdd(key, content))
        {
            _order.Add(key);
        }
    }
}

/// <summary>What is remembered of an item: hashes of its key, and of what makes another text of it.</summary>
public readonly record struct SeenItem(ulong Key, ulong Content)
{
    public static SeenItem Of(FoundItem item) => new(Hash(item.Identity), Hash($"{item.Title}\n{item.Text}\n{item.Official?.Level}"));

    private static ulong Hash(string text) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text));
}

public enum Sighting
{
    New,
    Revised,
    Known,
}
