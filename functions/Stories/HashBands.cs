using EsgFunctions.Analysis;

namespace EsgFunctions.Stories;

/// <summary>
/// Similarity hashes by each of their four bands of 16 bits (Manku et al. 2007): of two hashes that differ in three bits or fewer,
/// at least one band is the same, so only hashes that share a band are compared. A band holds its values in order, each with
/// where its hash stands: 16 bytes a hash.
/// </summary>
internal sealed class HashBands
{
    private const int Bands = SimHash.NearDistance + 1;
    private const int BandBits = 64 / Bands;

    private readonly ushort[][] _values;
    private readonly ushort[][] _positions;

    private HashBands(ushort[][] values, ushort[][] positions) => (_values, _positions) = (values, positions);

    /// <param name="hashes">At most 65,535.</param>
    public static HashBands Of(ReadOnlySpan<ulong> hashes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashes.Length, ushort.MaxValue);
        var (values, positions) = (new ushort[Bands][], new ushort[Bands][]);
        for (var band = 0; band < Bands; band++)
        {
            var (value, position) = (new ushort[hashes.Length], new ushort[hashes.Length]);
            for (var i = 0; i < hashes.Length; i++)
            {
                (value[i], position[i]) = (Value(hashes[i], band), (ushort)i);
            }

            Array.Sort(value, position);
            (values[band], positions[band]) = (value, position);
        }

        return new(values, positions);
    }

    /// <summary>Where the nearest hash within <see cref="SimHash.NearDistance"/> stands, the first of equals; null when there is none.</summary>
    /// <param name="hashes">Those that this was made of.</param>
    public (int At, int Distance)? Nearest(ReadOnlySpan<ulong> hashes, ulong sought)
    {
        var best = (At: -1, Distance: SimHash.NearDistance + 1);
        for (var band = 0; band < Bands; band++)
        {
            var (values, value) = (_values[band], Value(sought, band));
            for (var i = First(values, value); i < values.Length && values[i] == value; i++)
            {
                var at = _positions[band][i];
                if (SimHash.IsNear(hashes[at], sought) && (SimHash.Hamming(hashes[at], sought), (int)at).CompareTo((best.Distance, best.At)) < 0)
                {
                    best = (at, SimHash.Hamming(hashes[at], sought));
                }
            }
        }

        return best.At < 0 ? null : best;
    }

    private static ushort Value(ulong hash, int band) => (ushort)(hash >> (band * BandBits));

    /// <summary>Index of the first value that is not less.</summary>
    private static int First(ushort[] values, ushort sought)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = values[middle] < sought ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
