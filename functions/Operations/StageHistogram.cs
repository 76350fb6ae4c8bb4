namespace EsgFunctions.Operations;

/// <summary>Durations in 24 buckets, each twice as wide as the one before: under 1 ms, under 2 ms, ... the last from 70 min on.</summary>
public sealed class StageHistogram
{
    private const int Buckets = 24;

    private readonly int[] _counts = new int[Buckets];

    public int Count => _counts.Sum();

    public static StageHistogram Decode(ReadOnlySpan<byte> packed)
    {
        var histogram = new StageHistogram();
        for (var i = 0; i < Buckets && (i + 1) * sizeof(int) <= packed.Length; i++)
        {
            histogram._counts[i] = System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(packed[(i * sizeof(int))..]);
        }

        return histogram;
    }

    public byte[] Encode()
    {
        var packed = new byte[Buckets * sizeof(int)];
        for (var i = 0; i < Buckets; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(i * sizeof(int)), _counts[i]);
        }

        return packed;
    }

    public void Add(TimeSpan duration) =>
        _counts[Math.Clamp((int)Math.Ceiling(Math.Log2(Math.Max(1, duration.TotalMilliseconds))), 0, Buckets - 1)]++;

    public void Add(StageHistogram other)
    {
        for (var i = 0; i < Buckets; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>The upper edge of the bucket in which the quantile lies: never less than the true value. Null where nothing was counted.</summary>
    /// <param name="quantile">0 to 1.</param>
    public TimeSpan? Quantile(double quantile)
    {
        var rank = (int)Math.Ceiling(quantile * Count);
        for (int i = 0, sum = 0; i < Buckets; i++)
        {
            sum += _counts[i];
            if (sum >= rank && sum > 0)
            {
                return TimeSpan.FromMilliseconds(Math.Pow(2, i));
            }
        }

        return null;
    }
}
